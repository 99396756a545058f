/* Why: an administrator sets the centre up by keyboard and pointer, sees at once what was changed, is told in words
   why something can't be; and axe looks at every part and state of the settings, day and night. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './centre.ts'

const looks = [
  ['by day, wide', { viewport: { width: 1366, height: 768 }, colorScheme: 'light' }],
  ['by night, at 320 px', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
] as const

async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  const { width } = page.viewportSize() ?? { width: 0 }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
}
const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()

for (const [look, options] of looks) {
  test(`every part of the settings, ${look}`, async ({ centre }) => {
    const page = await centre.open('admin', '/settings', options)
    await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
    await expectGood(page)
    for (const [link, there] of [
      ['The centre', page.getByLabel('Name of the centre')],
      ['Agencies and agreements', page.getByRole('heading', { name: 'Harbour Peers' })],
      ['People who work here', page.getByRole('button', { name: /^Change…/ }).first()],
      ['Invitation links', page.getByRole('button', { name: 'Make a link' })],
      ['A second step when signing in', page.getByLabel('Peer supporter', { exact: true })],
      ['Agencies’ own sign-ins', page.getByLabel('Redirect address')],
      [
        'Shared devices and wall screens',
        page.getByRole('link', { name: 'Make this browser a wall screen…' }),
      ],
      ['What each role may do', page.getByRole('heading', { name: 'May not' })],
      ['Spaces', page.getByRole('button', { name: /^Rename…/ }).first()],
      ['Lists', page.getByRole('button', { name: /^Switch off/ }).first()],
      ['How long records are kept', page.getByText('20 years after the last contact').first()],
    ] as const) {
      await page.getByRole('link', { name: link }).click()
      await expect(page.getByRole('heading', { level: 1, name: link })).toBeVisible()
      await expect(there).toBeVisible()
      await expectGood(page)
      await page.getByRole('link', { name: 'Settings', exact: true }).first().click()
    }
    await page.goto('/settings/agencies')
    for (const name of [/^Change…/, /^Write down an agreement…/, /^No longer part/]) {
      await page.getByRole('button', { name }).first().click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectGood(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByRole('group', { name: 'Something needs a word from you' })).toBeFocused()
    await expectGood(page)
    await page.goto('/settings/people')
    await page
      .getByRole('button', { name: /^Change…/ })
      .nth(1)
      .click()
    await expectGood(page)
    for (const name of ['A link for another password…', 'End all of their sign-ins…', 'Switch off…']) {
      await page.getByRole('button', { name }).click()
      await expect(page.getByRole('button', { name })).toBeHidden()
      await expectGood(page)
      await page.getByRole('button', { name: 'Cancel' }).click()
      await expect(page.getByRole('button', { name })).toBeVisible()
    }
    await page.getByRole('button', { name: 'A link for another password…' }).click()
    await page.getByRole('button', { name: 'Make the link' }).click()
    await expect(page.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue(/\/invitation#/)
    await expectGood(page)
    await page.goto('/settings/nothing')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such part of the settings')
    await expectGood(page)
  })
}

test('an agency is added, agreed with and ended; the police get no sign-in, and it says why', async ({
  centre,
}) => {
  const page = await centre.open('admin', '/settings/agencies')
  await page.getByLabel('Name').fill('Lamp Street Carers')
  await page
    .getByLabel('What kind of organisation is it?')
    .selectOption({ label: 'Police (gets no sign-in)' })
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('alert', { name: 'Not saved' })).toContainText('get no sign-in here')
  await expectGood(page)
  await page.getByLabel('What kind of organisation is it?').selectOption({ label: 'Carers’ organisation' })
  await page.getByLabel('Name').press('Enter')
  const panel = page.getByRole('region', { name: 'Lamp Street Carers' })
  await expect(panel).toContainText('Nobody of it can sign in')

  await panel.getByRole('button', { name: /^Write down an agreement/ }).click()
  await save(page)
  await expect(page.getByRole('dialog')).toContainText('Type the day it was agreed')
  await page.getByLabel('Agreed on').fill('2026-10-01')
  await page.getByLabel('What is shared, and what for?').fill('Wishes, to go to people together.')
  await page.getByLabel('Where is it kept?').fill('The grey cabinet')
  await save(page)
  await expect(panel).toContainText('Agreed on 1 October 2026')
  await expect(panel).toContainText('The grey cabinet')

  await panel.getByRole('button', { name: /^No longer part/ }).click()
  await page.getByRole('button', { name: 'It is no longer part of it' }).click()
  await expect(panel).toContainText('Not part of the centre since')
  await panel.getByRole('button', { name: /^Bring back/ }).click()
  await expect(panel).toContainText('Nobody of it can sign in')
})

test('a worker is renamed and switched off, which others see at once', async ({ centre }) => {
  const page = await centre.open('admin', '/settings/people')
  const theirs = await centre.open('benefits', '/board')
  await page.getByLabel('Find by name, user name or agency').fill('benefits')
  const row = page.getByRole('listitem').filter({ hasText: /User name benefits(?!2)/ })
  await row.getByRole('button').click()
  await page.getByLabel('What they are called').fill('Femi O.')
  await save(page)
  await expect(row).toContainText('Femi O.')
  await row.getByRole('button').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).click()
  await expect(theirs.getByText('You were signed out')).toBeVisible()
  await page.getByLabel('Also those who are switched off').check()
  await expect(row).toContainText('Switched off since')
})

test('an agency’s sign-in is added, somebody is linked to it; a device is shared, named and switched off', async ({
  centre,
}) => {
  const page = await centre.open('admin', '/settings/providers')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('group', { name: 'Something needs a word from you' })).toBeFocused()
  await page.getByLabel('Name', { exact: true }).fill('Lamp Street')
  await page.getByLabel('Issuer address').fill('http://lamp.example')
  await page.getByLabel('Application ID').fill('alongside')
  await page.getByLabel('Application secret').fill('said by their IT')
  await page.getByLabel('Application secret').press('Enter')
  await expect(page.getByText('begins with https://').first()).toBeVisible()
  await page.getByLabel('Issuer address').fill('https://lamp.example')
  await page.getByLabel('Issuer address').press('Enter')
  const panel = page.getByRole('region', { name: 'Lamp Street' })
  await panel.getByRole('button', { name: /^Link somebody…/ }).click()
  await page.getByLabel('Who works here').selectOption({ index: 1 })
  await page.getByLabel('What the agency calls them (claim sub)').fill('l-4')
  await save(page)
  await expect(panel).toContainText('1 person is linked')
  await panel.getByRole('button', { name: /^Unlink/ }).click()
  await expect(panel).toContainText('Nobody is linked')
  await panel.getByRole('button', { name: /^Switch off/ }).click()
  await expect(panel).toContainText('Switched off since')

  await page.goto('/settings/devices')
  await page.getByLabel('What is it called?').fill('Tablet')
  await page.getByLabel('What is it called?').press('Enter')
  const row = page.getByRole('listitem').filter({ hasText: 'Tablet' })
  await expect(row).toContainText('This device')
  await row.getByRole('button', { name: /^Rename…/ }).click()
  await page.getByRole('dialog').getByLabel('What is it called?').fill('Tablet upstairs')
  await save(page)
  await expect(row).toContainText('Tablet upstairs')
  await row.getByRole('button', { name: /^Switch off…/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off', exact: true }).click()
  // Whoever made it one is signed out there too.
  await expect(page).toHaveURL(/\/sign-in/)
})

test('words, spaces and years are the centre’s own', async ({ centre }) => {
  const page = await centre.open('manager', '/settings/lists?list=whatHelped')
  await page.getByLabel('What you call it').fill('The garden')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'The garden' })).toContainText('Your own')
  await page.goto('/settings/spaces')
  const first = page.locator('ol > li').first()
  await first.getByRole('button', { name: /down$/ }).press('Enter')
  await expect(page.locator('ol > li').nth(1)).toContainText('Front door')
  await page.goto('/settings/retention')
  await page.getByRole('listitem').filter({ hasText: 'voluntary sector' }).getByRole('button').click()
  await page.getByLabel('Years').fill('8')
  await save(page)
  await expect(page.getByRole('dialog')).toContainText('add a word why')
  await page.getByLabel('Why').fill('Agreed with our information governance lead')
  await save(page)
  await expect(page.getByText('Why: Agreed with our information governance lead')).toBeVisible()
})

test('a part that can’t be fetched says so and can be asked again', async ({ centre }) => {
  const page = await centre.open('admin', '/settings')
  await page.route('**/api/agencies', (route) =>
    route.fulfill({ status: 503, json: { error: 'unavailable' } }),
  )
  await page.getByRole('link', { name: 'Agencies and agreements' }).click()
  await expect(page.getByRole('alert', { name: 'This can’t be shown just now' })).toBeVisible()
  await expectGood(page)
  await page.unroute('**/api/agencies')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Harbour Peers' })).toBeVisible()
})
