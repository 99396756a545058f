/* Why: a desk that is left shows nobody's name to whoever walks past, gives everything back to whoever was typing, and
   changes hands without a word of one worker's reaching the next. */
import type { Page } from '@playwright/test'
import { type Centre, expect, expectAccessible, test } from './centre.ts'
import { cover, lock } from './covered.ts'

const field = 'What would they like to be called?'
const pins = { desk: '804291', desk2: '593017' }

async function post(page: Page, centre: Centre, name: string, data: object): Promise<void> {
  const answer = await page.request.post(`/api/${name}`, { data, headers: { origin: centre.url } })
  expect(answer.status(), name).toBe(200)
}
/** A desk that a manager has made a shared one, where both have a PIN; the first is signed in. */
async function sharedDesk(centre: Centre): Promise<Page> {
  const page = await centre.open('manager', '/board')
  await post(page, centre, 'device.enrol', { name: 'Front desk' })
  for (const username of ['desk2', 'desk'] as const) {
    await post(page, centre, 'session.signOut', {})
    await post(page, centre, 'session.signIn', { username, password: 'alongside-demo' })
    await post(page, centre, 'session.setPin', { pin: pins[username], password: 'alongside-demo' })
  }
  await page.goto('/desk')
  await expect(page.locator('.here-row').first()).toBeVisible()
  return page
}
/** Everything that is seen, read out or written on the tab. */
async function whatIsTold(page: Page): Promise<string> {
  const tree = await page.locator(':root').ariaSnapshot()
  const seen = await page.evaluate(() => document.body.innerText)
  return [tree, seen, await page.title()].join('\n')
}
async function namesHere(page: Page): Promise<string[]> {
  const names = await page.locator('.here-row bdi').allInnerTexts()
  expect(names.length).toBeGreaterThan(0)
  return names
}
async function expectCovered(page: Page, names: readonly string[]): Promise<void> {
  await expect(cover(page)).toBeVisible()
  const told = await whatIsTold(page)
  for (const name of names) expect(told).not.toContain(name)
}
test('a shared desk is covered, gives back what was typed, and changes hands by PIN', async ({ centre }) => {
  const page = await sharedDesk(centre)
  const names = [...(await namesHere(page)), 'Half a na', 'Tomasz', 'Imani']
  await page.getByLabel(field).fill('Half a na')
  await lock(page)
  await expectCovered(page, names)
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
  await page.emulateMedia({ colorScheme: 'light' })

  // Neither Escape nor a reload lifts it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expectCovered(page, names)
  await page.reload()
  await expectCovered(page, names)

  // By keyboard alone; a wrong PIN is said, and the words are where they stood.
  await expect(page.getByLabel('Your PIN')).toBeFocused()
  await page.keyboard.type('111222')
  await page.keyboard.press('Enter')
  await expect(cover(page)).toContainText('That isn’t the PIN of whoever is signed in here.')
  await page.keyboard.type(pins.desk)
  await page.keyboard.press('Enter')
  await expect(cover(page)).toHaveCount(0)
  await expect(page.getByLabel(field)).toHaveValue('Half a na')
  await page.getByLabel(field).focus()
  await lock(page)
  await page.keyboard.type(pins.desk)
  await page.keyboard.press('Enter')
  await expect(cover(page)).toHaveCount(0)
  await expect(page.getByLabel(field)).toBeFocused()
  await page.keyboard.type('me')
  await expect(page.getByLabel(field)).toHaveValue('Half a name')

  // Another takes over, in every tab: an own page, without a word of the first's.
  const other = await page.context().newPage()
  await other.goto('/board')
  await expect(other.getByRole('button', { name: /Tomasz N\..*Change user/ })).toBeVisible()
  await lock(page)
  await expectCovered(other, names)
  await change(page, 'Imani O.', pins.desk2)
  await expect(page.getByRole('button', { name: /Imani O\..*Change user/ })).toBeVisible()
  await expect(other.getByRole('button', { name: /Imani O\..*Change user/ })).toBeVisible()
  await other.close()
  await expect(page.getByLabel(field)).toHaveValue('')
  expect(await whatIsTold(page)).not.toContain('Half a name')
  await page.getByLabel(field).fill('Words of Imani')

  // And back: each finds their own.
  await lock(page)
  await change(page, 'Tomasz N.', pins.desk)
  await expect(page.getByLabel(field)).toHaveValue('Half a name')
  expect(await whatIsTold(page)).not.toContain('Words of Imani')
})

async function change(page: Page, name: string, pin: string): Promise<void> {
  await page.getByRole('button', { name: 'Somebody else' }).press('Enter')
  await expect(page.getByLabel('Your name')).toBeFocused()
  await page.keyboard.type(name.slice(0, 3))
  await expect(page.getByLabel('Your name').locator('option:checked')).toHaveText(name)
  await expectAccessible(page)
  await page.keyboard.press('Tab')
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await expect(cover(page)).toHaveCount(0)
}

test('a shared desk that nobody touches warns, then covers itself', async ({ centre }) => {
  const page = await sharedDesk(centre)
  const names = await namesHere(page)
  const start = Date.now()
  const warning = page.locator('.lock-warning')
  await page.clock.setSystemTime(start + 4.6 * 60_000)
  await expect(warning).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'covers itself in 30 seconds' })).toHaveCount(1)
  await page.keyboard.press('Shift')
  await expect(warning).toHaveCount(0)
  await page.clock.setSystemTime(start + 60 * 60_000)
  await expectCovered(page, names)
})

test('a browser of one’s own locks by one’s own word, and opens by password', async ({ centre }) => {
  const page = await centre.open('housing', '/board')
  await page.getByRole('button', { name: /Change user/ }).click()
  await page.getByRole('button', { name: 'Lock now (Alt+L)' }).click()
  await expectCovered(page, ['Femi'])
  await page.keyboard.type('alongside-demo')
  await page.keyboard.press('Enter')
  await expect(cover(page)).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // Somebody else signs in as always, and sees nothing of the page before.
  await lock(page)
  await page.getByRole('button', { name: 'Somebody else' }).press('Enter')
  await page.getByRole('button', { name: 'Sign them out' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(cover(page)).toHaveCount(0)
})

test('a screen on the wall is nobody’s to cover', async ({ centre }) => {
  const page = await centre.open('manager', '/board')
  await lock(page)
  await post(page, centre, 'screen.enrol', { name: 'Lounge' })
  await page.goto('/wall')
  await expect(page.locator('h1')).toBeVisible()
  await expect(cover(page)).toHaveCount(0)
  await page.keyboard.press('Alt+l')
  await expect(cover(page)).toHaveCount(0)
})
