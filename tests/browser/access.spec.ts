/* Why: what somebody chooses holds on every open screen at once, and the way around it for a serious reason is told
   to whoever leads the moment it is taken. */
import { expect, expectAccessible, said, test } from './centre.ts'

const trust = 'Estuary Mental Health Trust'

test('one choice changes four open screens at once, and a serious reason opens it to one of them', async ({
  centre,
}) => {
  const desk = await centre.open('desk', '/desk')
  const peer = await centre.open('peer', '/board')
  const clinician = await centre.open('clinician', '/board')
  const lead = await centre.open('senior', '/board')

  await test.step('everybody sees who is here', async () => {
    await desk.getByLabel('What would they like to be called?').fill('Oriel Finch')
    await desk.keyboard.press('Enter')
    for (const page of [peer, clinician]) {
      await expect(page.getByRole('article').filter({ hasText: 'Oriel Finch' })).toBeVisible()
    }
    await peer.getByRole('article').filter({ hasText: 'Oriel Finch' }).getByRole('link').first().click()
    await expect(peer.getByRole('heading', { level: 1 })).toContainText('Oriel Finch')
  })
  const path = new URL(peer.url()).pathname
  const clinician2 = await centre.open('clinician', path)
  await expect(clinician2.getByRole('heading', { level: 1 })).toContainText('Oriel Finch')

  await test.step('she is asked, and what she chose is said back', async () => {
    await peer.getByRole('button', { name: 'Ask, or change it' }).click()
    const dialog = peer.getByRole('dialog')
    await expect(dialog.getByRole('group', { name: 'Which agency is it about?' })).toBeVisible()
    await expectAccessible(peer)
    await dialog.getByLabel(trust).check()
    await dialog
      .getByRole('group', { name: /^May they know: name/ })
      .getByLabel('No', { exact: true })
      .check()
    await dialog.getByRole('button', { name: 'Keep what they chose' }).click()
    await expect(dialog).toBeHidden()
    await expect(said(peer, /has asked that .+ doesn’t know: name, and when they were here/)).toBeVisible()
    await expectAccessible(peer)
  })

  await test.step('at once it is blank on the screens of that agency, and stays on the others', async () => {
    await expect(clinician.locator('main').getByText('Oriel Finch')).toHaveCount(0)
    await expect(clinician2.getByRole('heading', { level: 1 })).not.toContainText('Oriel Finch')
    await expect(clinician2.getByRole('heading', { name: 'Not shown to you' })).toBeVisible()
    await expect(peer.getByRole('heading', { level: 1 })).toContainText('Oriel Finch')
    await expect(desk.getByText('Oriel Finch').first()).toBeVisible()
    await expectAccessible(clinician2)
  })

  await test.step('for a serious reason, which has to be written, it opens to that worker', async () => {
    await clinician2.getByRole('button', { name: 'Open it for a serious reason…' }).click()
    const dialog = clinician2.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Open it for an hour' }).click()
    await expect(dialog.getByText('Write why it has to be')).toBeVisible()
    await expectAccessible(clinician2)
    await dialog.getByLabel('Why it has to be').fill('The ambulance asks what she took.')
    await dialog.getByRole('button', { name: 'Open it for an hour' }).click()
    await expect(clinician2.getByRole('heading', { level: 1 })).toContainText('Oriel Finch')
    // On the board of the same worker nothing is opened.
    await expect(clinician.locator('main').getByText('Oriel Finch')).toHaveCount(0)
  })

  await test.step('whoever leads hears of it at once, and goes through it', async () => {
    await lead.getByRole('link', { name: /opened, shared or restricted/ }).click()
    await expect(lead.getByText('The ambulance asks what she took.')).toBeVisible()
    await expectAccessible(lead)
    await lead
      .getByRole('button', { name: /^I went through it/ })
      .first()
      .click()
    await expect(said(lead, /went through it, /)).toBeVisible()
  })

  await test.step('it is something to tell her, and she can ask who has seen her record', async () => {
    await expect(async () => {
      await peer.reload()
      await expect(peer.getByRole('heading', { name: 'To tell them, when it is safe' })).toBeVisible()
    }).toPass()
    await peer.getByRole('button', { name: 'Who has seen this record?' }).click()
    const opened = peer.getByRole('dialog').getByText(/opened the visit’s page/)
    await expect(opened.first()).toBeVisible()
    await expectAccessible(peer)
    // On paper it stands by itself; and that it was printed is a look of its own.
    await peer.emulateMedia({ media: 'print' })
    await expect(opened.first()).toBeVisible()
    await expect(peer.getByRole('dialog').getByRole('button')).toHaveCount(0)
    await expect(peer.getByRole('heading', { level: 1 })).toHaveCount(0)
    const recorded = peer.waitForResponse('**/api/look.record')
    await peer.pdf()
    await recorded
    await peer.emulateMedia({ media: null })
    await peer.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await peer.getByRole('button', { name: 'Who has seen this record?' }).click()
    await expect(peer.getByRole('dialog').getByText(/printed who has seen it/)).toHaveCount(1)
  })
})

test('“Is my wife there?” has one answer, and whoever may be meant is told', async ({ centre }) => {
  const desk = await centre.open('desk', '/desk')
  await desk.getByLabel('What would they like to be called?').fill('Ottilie')
  await desk.keyboard.press('Enter')
  await desk.getByRole('button', { name: /Change user, theme or sign out/ }).click()
  await desk.getByRole('button', { name: 'Somebody asks whether someone is here' }).click()
  const dialog = desk.getByRole('dialog')
  await expect(dialog.getByText(/I can’t say who is or isn’t here/)).toBeVisible()
  await expectAccessible(desk)
  await dialog.getByLabel('Who asks').fill('A man on the phone')
  await dialog.getByLabel('After whom').fill('Ottilie')
  await dialog.getByRole('button', { name: 'Keep this' }).click()
  await expect(dialog).toBeHidden()
  const peer = await centre.open('peer', '/board')
  await peer.getByRole('article').filter({ hasText: 'Ottilie' }).getByRole('link').first().click()
  await expect(peer.getByText(/A man on the phone.* asked after .*Ottilie/)).toBeVisible()
  await expectAccessible(peer)
})

test('a carer has a record of their own; that they support somebody is for the team, and never printed', async ({
  centre,
}) => {
  const desk = await centre.open('desk', '/desk')
  for (const name of ['Ruthanne', 'Samwise']) {
    await desk.getByLabel('What would they like to be called?').fill(name)
    await desk.keyboard.press('Enter')
    await expect(desk.getByText(name).first()).toBeVisible()
  }
  const peer = await centre.open('peer', '/board')
  await peer.getByRole('article').filter({ hasText: 'Ruthanne' }).getByRole('link').first().click()
  const panel = peer.getByRole('region', { name: 'Carers and supporters' })
  await panel.getByRole('button', { name: 'Somebody supports somebody…' }).click()
  const dialog = peer.getByRole('dialog')
  await dialog.getByRole('radio', { name: /supports somebody/ }).check()
  await dialog.getByLabel('Name of the other').fill('Samw')
  await expect(dialog.getByRole('button', { name: /It’s them.*Samwise/ })).toBeVisible()
  await expectAccessible(peer)
  await dialog.getByRole('button', { name: /It’s them.*Samwise/ }).click()
  await expect(dialog).toBeHidden()
  await expect(panel.locator('b')).toHaveText(/Ruthanne.* supports .*Samwise/)
  await expect(panel.getByText('Neither hears from us')).toBeVisible()
  await panel.getByRole('button', { name: 'Ask whether the other may know' }).click()
  await dialog.getByRole('radio', { name: 'Yes' }).check()
  await expectAccessible(peer)
  await dialog.getByRole('button', { name: 'Keep what they say' }).click()
  await expect(panel.getByText(/Ruthanne.* said that .*Samwise.* may know/)).toBeVisible()
  await expectAccessible(peer)
  await peer.emulateMedia({ media: 'print' })
  await expect(panel).toBeHidden()
})

test('whoever works here and was a guest opens their own record, which is closed to whom they haven’t chosen', async ({
  centre,
}) => {
  const desk = await centre.open('desk', '/desk')
  const send = async (name: string, data: object) => {
    const answer = await desk.request.post(`/api/${name}`, { data, headers: { origin: centre.url } })
    expect(answer.status(), name).toBe(200)
    return ((await answer.json()) as { id: string }).id
  }
  const personId = await send('person.add', { name: 'Lapwing Grey' })
  const visitId = await send('visit.arrive', { personId, words: 'Not at work today' })
  const own = await centre.open('housing', `/visit/${visitId}`)
  const colleague = await centre.open('peer', `/visit/${visitId}`)
  const words = (page: typeof own) =>
    page.getByRole('region', { name: 'In their own words' }).getByText('Not at work today')
  for (const page of [own, colleague]) await expect(words(page)).toBeVisible()

  await own.getByRole('button', { name: 'This person works here…' }).click()
  const dialog = own.getByRole('dialog')
  await expect(dialog.getByText('closed to every colleague they haven’t chosen')).toBeVisible()
  await dialog.getByRole('button', { name: 'This is me' }).click()
  // Whoever presses it by mistake closes nobody's record.
  await expect(dialog.getByText('Say that it is your own record').first()).toBeVisible()
  await expectAccessible(own)
  await dialog.getByRole('checkbox', { name: 'This is my own record' }).check()
  await dialog.getByRole('button', { name: 'This is me' }).click()
  await expect(dialog).toBeHidden()
  await expect(colleague.getByRole('heading', { name: 'Not shown to you' })).toBeVisible()
  await expect(colleague.getByText('Not at work today')).toHaveCount(0)
  await own.reload()
  await expect(words(own)).toBeVisible()

  await own.getByRole('button', { name: 'Who may see your own record…' }).click()
  await dialog.getByRole('checkbox', { name: /^Jo M\./ }).check()
  await expectAccessible(own)
  await dialog.getByRole('button', { name: 'Keep this' }).click()
  await expect(dialog).toBeHidden()
  await expect(words(colleague)).toBeVisible()
})
