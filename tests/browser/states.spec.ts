/* Why: axe looks at every page and at every state that a press can bring about, by day wide and by night at 320
   CSS pixels (a laptop's page at four times its size), and nothing needs scrolling sideways. */
import type { Page } from '@playwright/test'
import { type Centre, expect, expectAccessible, said, test } from './centre.ts'

const looks = [
  ['by day, wide', { viewport: { width: 1366, height: 768 }, colorScheme: 'light' }],
  ['by night, at 320 px', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
] as const

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  const { width } = page.viewportSize() ?? { width: 0 }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
}

/** Somebody of this test's own, whom `by` is with. */
async function somebodyWith(centre: Centre, by: Page, label: string): Promise<string> {
  const headers = { origin: centre.url }
  const send = (name: string, data: object) => by.request.post(`/api/${name}`, { data, headers })
  const answer = await send('visit.arrive', { label, wants: ['peer'], words: 'It’s the letters.' })
  const { id } = (await answer.json()) as { id: string }
  await send('visit.beginWith', { visitId: id })
  return id
}

for (const [look, options] of looks) {
  test(`signing in, ${look}`, async ({ centre, browser }) => {
    const context = await browser.newContext({ baseURL: centre.url, ...options })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await expect(page.getByLabel('User name')).toBeVisible()
    await expectGood(page)
    await page.getByRole('button', { name: 'Sign in', exact: true }).first().click()
    await expect(page.getByRole('textbox', { name: /user name/i })).toHaveAttribute('aria-invalid', 'true')
    await expectGood(page)
    await page.getByLabel('User name').fill('desk')
    await page.getByLabel('Password', { exact: true }).fill('not this one')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert').or(page.locator('.nhsuk-error-message')).first()).toBeVisible()
    await expectGood(page)
    await context.close()
  })

  test(`a visit and all that can be asked or done there, ${look}`, async ({ centre }) => {
    const page = await centre.open('peer', '/board', options)
    const id = await somebodyWith(centre, page, `Bettina ${options.colorScheme}`)
    await page.goto(`/visit/${id}`)
    await expect(page.getByText('The story so far')).toBeVisible()
    await expectGood(page)
    for (const name of [
      'Hand over…',
      'Ask someone in…',
      'Step away',
      'Move to…',
      'Out for a bit',
      'Add their words',
      'Somebody we know…',
      'Something was shared without permission…',
      'Goodbye…',
    ]) {
      await page.getByRole('button', { name }).first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectGood(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    const questions = page.locator('.visit-facts button')
    const count = await questions.count()
    expect(count).toBeGreaterThanOrEqual(4)
    for (let n = 0; n < count; n++) {
      await questions.nth(n).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectGood(page)
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: 'Goodbye…' }).click()
    await page.getByRole('button', { name: 'Say goodbye' }).click()
    await expect(page.getByRole('heading', { name: /Said goodbye/ })).toBeVisible()
    await expectGood(page)
    await page.goto('/visit/0192f1c4-0000-7000-8000-000000000000')
    await expect(page.getByRole('link', { name: /board/i }).last()).toBeVisible()
    await expectGood(page)
  })

  test(`desk, board, log and pages that aren’t there, ${look}`, async ({ centre }) => {
    const desk = await centre.open('desk', '/desk', options)
    await expect(desk.getByLabel('What would they like to be called?')).toBeFocused()
    await expectGood(desk)
    const board = await centre.open('housing', '/board?show=mine', options)
    await expect(board.getByRole('heading', { level: 1 })).toBeVisible()
    await expectGood(board)
    await board.goto('/nowhere')
    await expect(board.getByRole('heading', { level: 1 })).toBeVisible()
    await expectGood(board)
    await board.goto('/log')
    await expect(board.getByRole('heading', { name: 'This page is for others' })).toBeVisible()
    await expectGood(board)
    const manager = await centre.open('manager', '/log', options)
    await expect(said(manager, /signed in/)).toBeVisible()
    await expectGood(manager)
    await manager.goto('/review')
    await expect(manager.getByText(/^Worked out on/)).toBeVisible()
    await expectGood(manager)
    await manager.goto('/roll-call')
    await expect(manager.getByRole('table').first()).toBeVisible()
    await expectGood(manager)
    await manager.goto('/wall')
    await expect(manager.getByRole('textbox').first()).toBeVisible()
    await expectGood(manager)
  })
}

test('on A4 every page fits, and no link is followed by an address', async ({ centre }) => {
  const page = await centre.open('manager', '/board', { viewport: { width: 718, height: 1047 } })
  await expect(page.getByRole('article').first()).toBeVisible()
  const visit = await page.getByRole('article').getByRole('link').first().getAttribute('href')
  for (const path of ['/board', visit ?? '', '/desk', '/log', '/review', '/roll-call']) {
    await page.goto(path)
    await expect(page.getByRole('heading').first()).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    const paper = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      addresses: [...document.links].map((link) => getComputedStyle(link, '::after').content),
    }))
    expect(paper.width, path).toBeLessThanOrEqual(718)
    expect([...new Set(paper.addresses)], path).toEqual(['none'])
    await page.emulateMedia({ media: 'screen' })
  }
})

test('what a shift prints: a roll call with the log’s checkpoint, and blank welcome slips on one sheet', async ({
  centre,
}) => {
  const page = await centre.open('desk', '/roll-call', { viewport: { width: 688, height: 1016 } })
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await expect(page.locator('.roll-checkpoint')).toHaveCount(1)
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('.roll-checkpoint').innerText()
  const [, seq = '', hash = ''] = /Checkpoint of the log: (\d+):(\S+)\. Keep this sheet/.exec(printed) ?? []
  const manager = await centre.open('manager', '/log')
  const proof = await manager.request.get(`/api/log.proof?${new URLSearchParams({ seq, hash })}`)
  expect(await proof.json()).toMatchObject({ firstFlaw: null })

  await page.emulateMedia({ media: 'screen' })
  await page.getByRole('button', { name: 'Print blank welcome slips' }).click()
  await page.emulateMedia({ media: 'print' })
  const slips = page.getByRole('region', { name: 'Welcome slip' })
  await expect(slips.getByRole('article')).toHaveCount(3)
  await expect(slips.getByRole('article').first()).toContainText('Arrived at')
  await expect(page.getByRole('heading', { name: 'Roll call' })).toBeHidden()
  const slip = await slips
    .getByRole('article')
    .evaluateAll((all) => all.map((one) => one.scrollHeight - one.clientHeight))
  expect(slip, 'nothing of a slip is printed over the next').toEqual([0, 0, 0])
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(sheets.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
})

test('that somebody is hurting them is on the page of their visit, and not on its print', async ({
  centre,
}) => {
  const page = await centre.open('peer', '/board')
  const data = { label: 'Perpetua', reasons: ['sleep', 'someoneIsHurtingMe'], reasonsShown: true }
  const answer = await page.request.post('/api/visit.arrive', { data, headers: { origin: centre.url } })
  const { id } = (await answer.json()) as { id: string }
  await page.goto(`/visit/${id}`)
  const facts = page.locator('.visit-facts')
  const hurting = facts.getByText('Someone is hurting, controlling or frightening me')
  await expect(hurting).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(facts.getByText('Sleep')).toBeVisible()
  await expect(hurting).toBeHidden()
  expect(await page.locator('body').innerText()).not.toContain('hurting')
})
