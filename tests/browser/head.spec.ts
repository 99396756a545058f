/* Why: what holds on every page: who is asked is told wherever they are, who is on can be said for another, an
   outage has words, and who has signed out is out, whatever the line does. */
import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './centre.ts'

/** A command, sent by a program with the cookie of whoever is signed in on the page. */
async function send(page: Page, name: string, input: object): Promise<string> {
  const answer = await page.request.post(`/api/${name}`, {
    data: input,
    headers: { Origin: new URL(page.url()).origin },
  })
  expect(answer.status()).toBe(200)
  return ((await answer.json()) as { id: string }).id
}
async function staffIdOf(page: Page): Promise<string> {
  return ((await (await page.request.get('/api/session')).json()) as { staffId: string }).staffId
}

test('a call is seen on every page, leads there, and is heard inside a dialog too', async ({ centre }) => {
  const [desk, peer] = [await centre.open('desk', '/desk'), await centre.open('peer', '/board')]
  const visitId = await send(peer, 'visit.arrive', { label: 'Undine' })
  const toStaffId = await staffIdOf(desk)
  await send(peer, 'visit.callFor', { visitId, toStaffId })
  const asked = desk.getByRole('region', { name: 'Asked of you' })
  await expect(asked).toContainText('Jo M. asks you to come to Undine')
  await expect(desk.getByRole('alert').first()).toContainText('Jo M. asks you to come to Undine.')
  await expectAccessible(desk)

  await desk.getByRole('button', { name: /Change user/ }).click()
  await desk.getByRole('button', { name: 'For somebody else…' }).click()
  const dialog = desk.getByRole('dialog', { name: 'Somebody else has come or gone' })
  await expect(dialog.getByLabel('Who is it?')).toBeVisible()
  await expectAccessible(desk)
  const other = await send(peer, 'visit.arrive', { label: 'Valentin' })
  await send(peer, 'visit.callFor', { visitId: other, toStaffId })
  await expect(dialog.getByRole('alert')).toContainText('Jo M. asks you to come to Valentin.')
  await desk.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await asked.getByRole('link', { name: 'Open the visit of Undine' }).click()
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('Undine')
})

test('on a phone the names of who is on open, and somebody else is said to have gone', async ({ centre }) => {
  const page = await centre.open('peer', '/board', { viewport: { width: 390, height: 844 }, hasTouch: true })
  const crew = page.getByRole('region', { name: 'Who is on' })
  const opener = crew.getByRole('button', { name: /^On now: \d+/ })
  await expect(opener).toHaveAttribute('aria-expanded', 'false')
  await opener.click()
  await expect(crew.getByRole('listitem').filter({ hasText: 'Priti R.' })).toBeVisible()
  await expectAccessible(page)
  await crew.getByRole('button', { name: 'For somebody else…' }).click()
  const dialog = page.getByRole('dialog')
  const option = dialog.locator('option', { hasText: 'Priti R.' })
  await dialog.getByLabel('Who is it?').selectOption(await option.getAttribute('value'))
  await dialog.getByRole('button', { name: 'Priti R. has gone' }).click()
  await expect(dialog.getByText('Add a word why')).toBeVisible()
  await dialog.getByLabel('Why are you saying it for them?').fill('Called home')
  await dialog.getByRole('button', { name: 'Priti R. has gone' }).click()
  await expect(dialog).toBeHidden()
  await expect(crew.getByRole('listitem').filter({ hasText: 'Priti R.' })).toHaveCount(0)
})

test('whoever takes the lead has the log at once', async ({ centre }) => {
  const page = await centre.open('clinician', '/board')
  const log = page.getByRole('banner').getByRole('link', { name: 'Log' })
  await expect(log).toHaveCount(0)
  const manager = await centre.open('manager', '/board')
  await send(manager, 'team.on', { staffId: await staffIdOf(page), asLead: true, note: 'As we said' })
  await expect(log).toBeVisible()
  await page.getByRole('button', { name: /Change user/ }).click()
  await expect(page.getByText('You lead this shift.')).toBeVisible()
  await expectAccessible(page)
  await send(manager, 'team.on', { asLead: true })
  await expect(log).toHaveCount(0)
})

test('opening a page during an outage says so, and shows the page when it is over', async ({ centre }) => {
  const page = await centre.open('peer', '/board')
  // A browser that keeps nothing: one that does shows the last board instead (offline.spec.ts).
  await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: false }))
  await page.route('**/api/session', (route) => route.abort())
  await page.reload()
  await expect(page.getByRole('heading', { name: 'The centre can’t be reached just now' })).toBeVisible()
  await expect(page.getByLabel('Password')).toHaveCount(0)
  await expectAccessible(page)
  await page.unroute('**/api/session')
  await expect(page.getByRole('heading', { name: 'Who is here' })).toBeVisible({ timeout: 60_000 })
  await expect(page).toHaveURL(/board/)
})

test('a page whose file can’t be fetched leaves the one that is open, and can be tried again', async ({
  centre,
}) => {
  const page = await centre.open('manager', '/board')
  await expect(page.getByRole('heading', { name: 'Who is here' })).toBeVisible()
  await page.route('**/assets/LogPage-*', (route) => route.abort())
  await page.getByRole('banner').getByRole('link', { name: 'Log' }).click()
  await expect(page.getByRole('heading', { name: 'The page didn’t load' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Who is here' })).toBeVisible()
  await expectAccessible(page)
  await page.unroute('**/assets/LogPage-*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible()
})

test('signing out on a dead line is out at once, and the server is told before anything else', async ({
  centre,
}) => {
  const page = await centre.open('peer', '/board')
  await expect(page.getByRole('heading', { name: 'Who is here' })).toBeVisible()
  await page.getByRole('button', { name: /Change user/ }).click()
  const signOut = page.getByRole('button', { name: 'Sign out', exact: true })
  await expect(signOut).toBeVisible()
  await page.route('**/api/**', (route) => route.abort())
  await signOut.click()
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
  await expect(page.getByText('You are signed out on this screen')).toBeVisible()
  await expectAccessible(page)
  // The cookie is still good: the note stands before it, also after a reload.
  await page.reload()
  await expect(page.getByText('You are signed out on this screen')).toBeVisible({ timeout: 60_000 })
  const asked: string[] = []
  page.on('requestfinished', (request) => asked.push(new URL(request.url()).pathname))
  await page.unroute('**/api/**')
  await expect(page.getByText('You are signed out on this screen')).toBeHidden({ timeout: 60_000 })
  const toUs = asked.filter((path) => path.startsWith('/api/'))
  expect(toUs[0]).toBe('/api/session.signOut')
  await page.goto('/board')
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible()
})

test('until the first picture has come nothing moves the page, and what is off says why unseen', async ({
  centre,
}) => {
  const page = await centre.open('peer', '/board')
  let answer = (): void => undefined
  const silent = new Promise<void>((done) => (answer = done))
  await page.routeWebSocket(/socket\.io/, async (line) => {
    await silent
    line.connectToServer()
  })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.locator('#stale-why')).toHaveCount(1)
  await expect(page.locator('p#stale-why[hidden]')).toBeHidden()
  answer()
  await expect(page.locator('p#stale-why[hidden]')).toHaveCount(0)
})
