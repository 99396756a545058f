/* Why: somebody asks for what is written about them, and then that it goes: read first, something left out, saved,
   erased, and nowhere to be found after. */
import { readFileSync } from 'node:fs'
import { expect, expectAccessible, test } from './centre.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a copy for them to have, and an erasure, ${colorScheme}`, async ({ centre }) => {
    const viewport = colorScheme === 'dark' ? { width: 360, height: 740 } : { width: 1366, height: 768 }
    const page = await centre.open('manager', '/board', { viewport, colorScheme, acceptDownloads: true })
    const send = async (name: string, data: object) => {
      const answer = await page.request.post(`/api/${name}`, { data, headers: { origin: centre.url } })
      expect(answer.status(), name).toBe(200)
      return ((await answer.json()) as { id: string }).id
    }
    const name = `Marjolein ${colorScheme}`
    const personId = await send('person.add', { name, secondLine: 'Always with the dog' })
    const visitId = await send('visit.arrive', { personId, words: 'It’s the rent', reasons: ['sleep'] })
    await send('note.write', { visitId, text: 'Her sister rang and was worried.' })
    await send('visit.leave', { visitId })

    await page.goto(`/visit/${visitId}`)
    // What she says about it is written down with her, and stands beside it from then on.
    await page.getByRole('button', { name: 'They say otherwise' }).click()
    await page.getByRole('textbox', { name: 'What they say about it' }).fill('She was only asking.')
    await page.getByRole('button', { name: 'Keep it beside the note' }).click()
    await expect(page.locator('.note-statement')).toContainText('She was only asking.')
    await expectAccessible(page)
    await page.getByRole('link', { name: 'What is written about them' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
    await expect(page.getByText('Her sister rang')).toBeVisible()
    await expect(page.getByText('What they say about the note above')).toBeVisible()
    await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible()
    await expect(page.locator('.happened li').first()).toContainText('Walked in.')
    await expectAccessible(page)
    const save = page.getByRole('button', { name: 'Save as a file' })
    await expect(save).toHaveAttribute('aria-disabled', 'true')

    await page
      .locator('.written > div', { hasText: 'Her sister rang' })
      .getByRole('checkbox', { name: 'Leave this out' })
      .check()
    await expect(page.getByText('Her sister rang')).toBeHidden()
    await page.getByRole('checkbox', { name: 'I have read everything that is marked' }).check()
    const [file] = await Promise.all([page.waitForEvent('download'), save.click()])
    const saved = readFileSync(await file.path(), 'utf8')
    expect(JSON.parse(saved)).toMatchObject({ name, leftOut: 1, visits: [{ visitId }] })
    expect(saved).toContain('It’s the rent')
    expect(saved).not.toContain('Her sister')

    await page.getByRole('button', { name: 'Erase…' }).click()
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await expect(page.getByText('Say why it is erased.').first()).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('radio', { name: 'They asked for it' }).check()
    await page.getByRole('button', { name: 'Erase for good' }).click()
    await expect(page.getByText('Erased. Nothing that was written')).toBeFocused()
    await expect(page.getByText('It’s the rent')).toBeHidden()
    await expectAccessible(page)
    await page.goto(`/visit/${visitId}`)
    await expect(page.getByText('erased what was written here')).toBeVisible()
    await expect(page.getByText('It’s the rent')).toBeHidden()
  })
}

test('what is kept is used for nothing, and lifted with a word', async ({ centre }) => {
  const viewport = { width: 1366, height: 768 }
  const page = await centre.open('manager', '/board', { viewport })
  const send = async (name: string, data: object) => {
    const answer = await page.request.post(`/api/${name}`, { data, headers: { origin: centre.url } })
    expect(answer.status(), name).toBe(200)
    return ((await answer.json()) as { id: string }).id
  }
  const personId = await send('person.add', { name: 'Ottoline Restricted' })
  const visitId = await send('visit.arrive', { personId, words: 'It’s the letters' })
  await send('visit.leave', { visitId })

  await page.goto(`/visit/${visitId}`)
  await page.getByRole('button', { name: 'Research and planning…' }).click()
  await page.getByRole('radio', { name: 'They object' }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Keep what they say' }).click()
  await expect(page.getByText('objects to research and planning')).toBeVisible()

  await page.getByRole('button', { name: 'Restrict what is kept…' }).click()
  await page.getByRole('button', { name: 'Restrict it' }).click()
  await expect(page.getByText('Choose why they ask it').first()).toBeVisible()
  await page.getByRole('radio', { name: 'It isn’t right, and is being looked into' }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Restrict it' }).click()
  await expect(page.getByText('What is known about them is closed to you.')).toBeVisible()
  await expect(page.getByText('It’s the letters')).toHaveCount(0)
  await expectAccessible(page)

  await page.goto('/settings/records')
  const row = page.getByRole('listitem').filter({ hasText: 'Ottoline Restricted' })
  await row.getByRole('button', { name: 'Lift…' }).click()
  await page.getByLabel('Why it is lifted').fill('Looked into, and put right.')
  await page.getByRole('button', { name: 'Lift it' }).click()
  await expect(page.getByText('Tell them first that it will be lifted.')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('checkbox', { name: 'They were told' }).check()
  await page.getByRole('button', { name: 'Lift it' }).click()
  await expect(row).toHaveCount(0)
  await page.goto(`/visit/${visitId}`)
  await expect(page.getByRole('region', { name: 'In their own words' })).toContainText('It’s the letters')
})
