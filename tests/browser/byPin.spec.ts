/* Why: a shift may start with the network down. On a shared device a PIN opens the desk, the last board and the roll
   call all the same, and what is pressed goes up once its author has signed in. */
import type { Page } from '@playwright/test'
import { type Centre, expect, expectAccessible, test } from './centre.ts'
import { lock } from './covered.ts'
import { field, head, kept, row, untilKept, untilStored, welcome } from './offlineDesk.ts'

const pins = { desk: '804291', desk2: '593017' } as const
const password = 'alongside-demo'
/** Where a browser notes that the server hasn't heard of a sign-out yet. */
const owed = 'alongside.signOut'

async function post(page: Page, centre: Centre, name: string, data: object): Promise<void> {
  const answer = await page.request.post(`/api/${name}`, { data, headers: { origin: centre.url } })
  expect(answer.status(), name).toBe(200)
}
/** A desk that several share, where nobody is signed in and both have set a PIN. */
async function sharedDesk(centre: Centre): Promise<Page> {
  const page = await centre.open('manager', '/board', kept)
  // Nothing of theirs is kept on the device: it is made a shared one without their page.
  await page.goto('about:blank')
  await post(page, centre, 'device.enrol', { name: 'Front desk' })
  for (const username of ['desk', 'desk2'] as const) {
    await post(page, centre, 'session.signOut', {})
    await post(page, centre, 'session.signIn', { username, password })
    await post(page, centre, 'session.setPin', { pin: pins[username], password })
  }
  await post(page, centre, 'session.signOut', {})
  await page.goto('/desk')
  return page
}
const entry = (page: Page) => page.getByRole('region', { name: 'Come in by PIN: Front desk' })
async function comeIn(page: Page, name: string, pin: string): Promise<void> {
  await entry(page).getByLabel('Your name').selectOption(name)
  await entry(page).getByLabel('Your PIN').fill(pin)
  await entry(page).getByRole('button', { name: 'Come in' }).press('Enter')
}
const who = (page: Page, name: RegExp) => page.getByRole('button', { name })
const line = (page: Page) => page.getByRole('region', { name: 'Opened without the server' })
test('a shift starts with the network down: a PIN opens desk, board and roll call, and all is sent once', async ({
  centre,
}) => {
  const before = await sharedDesk(centre)
  const context = before.context()
  // In by PIN while the server is there: from then on it opens this device without it.
  await expect(entry(before)).toBeVisible()
  await expectAccessible(before)
  await comeIn(before, 'Imani O.', pins.desk2)
  await expect(who(before, /Imani O\..*Change user/)).toBeVisible()
  await before.goto('/desk')
  await expect(before.locator('.here-row').first()).toBeVisible()
  await untilKept(before)
  await untilStored(before, { database: 'alongside-pin', store: 'boards' })
  await before.getByRole('button', { name: /Change user, theme or sign out/ }).click()
  // Once the server has heard of it: a sign-out that it is still owed shows another line.
  const told = before.waitForResponse('**/api/session.signOut')
  await before.getByRole('button', { name: 'Sign out', exact: true }).click()
  expect((await told).status()).toBe(200)
  await expect.poll(() => before.evaluate((at) => localStorage.getItem(at), owed)).toBeNull()
  await expect(entry(before)).toBeVisible()

  await context.setOffline(true)
  await before.close()
  const page = await context.newPage()
  await page.goto('/desk')
  await expect(page.getByRole('heading', { name: 'The centre can’t be reached just now' })).toBeVisible()
  await expect(entry(page)).toBeVisible()
  // Only those whose PIN was used here.
  await expect(entry(page).getByRole('option')).toHaveText(['Choose your name', 'Imani O.'])
  await comeIn(page, 'Imani O.', pins.desk)
  await expect(entry(page)).toContainText('That isn’t the PIN. 4 more tries')
  await expectAccessible(page)
  await comeIn(page, 'Imani O.', pins.desk2)

  await expect(line(page)).toContainText('Opened with your PIN, without the server.')
  await page.goto('/desk')
  await expect(page.getByText(/As it was at 20:/).first()).toBeVisible()
  await expect(page.locator('.here-row').first()).toBeVisible()
  await welcome(page, 'Araminta')
  await expect(head(page).first()).toContainText('1 waiting to be sent')
  await expectAccessible(page)
  // Covered, it opens by the same PIN.
  await lock(page)
  await expect(page.getByLabel('Your PIN')).toBeFocused()
  await page.keyboard.type(pins.desk2)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(field)).toBeVisible()
  await page.goto('/roll-call')
  await expect(page.getByText(/in the building, as it was at 20:/)).toBeVisible()
  await expect(page.getByText('Came since, on no board yet: Araminta.')).toBeVisible()

  await context.setOffline(false)
  await expect(line(page)).toContainText('The server is back.')
  await line(page).getByRole('button', { name: 'Sign in now' }).click()
  await expect(entry(page)).toBeVisible()
  await comeIn(page, 'Imani O.', pins.desk2)
  await expect(page.getByRole('heading', { name: 'Roll call' })).toBeVisible()
  await page.goto('/desk')
  await expect(page.locator('.fresh')).toContainText('Live')
  await expect(head(page)).toHaveCount(0)
  await expect(row(page, 'Araminta')).toHaveCount(1)
  await expect(line(page)).toHaveCount(0)
})
