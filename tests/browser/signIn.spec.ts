/* Why: the ways in, as people walk them: a link, an authenticator app, a passkey, the agency's own sign-in, a code
   from whoever leads the shift. axe looks at each state, by day and by night. */
import type { Page } from '@playwright/test'
import { generateSync } from 'otplib'
import { type Agency, startAgency } from '../agency.ts'
import { test as atCentre, type Centre, expect, expectAccessible } from './centre.ts'
import { cover, lock, withFinger } from './covered.ts'

/** `agency` is stopped whatever becomes of the journey. */
const test = atCentre.extend<{ agency: Agency }>({
  async agency({ centre }, use) {
    const agency = await startAgency(`${centre.url}/sign-in/back`)
    await use(agency)
    await agency.close()
  },
})

const password = 'Rain on the harbour, seven boats'

/** By the page's own address, so that its origin is right. */
async function post(page: Page, name: string, data: object) {
  const headers = { origin: new URL(page.url()).origin }
  const answer = await page.request.post(`/api/${name}`, { data, headers })
  return (await answer.json()) as Record<string, string>
}

/** A link from the administrator for somebody new, in a browser of their own. */
async function invite(centre: Centre, name: string): Promise<string> {
  const admin = await centre.open('admin', '/settings/links')
  await admin.getByLabel('What they are called').fill(name)
  await admin.getByLabel('Role', { exact: true }).selectOption({ label: 'Peer supporter' })
  await admin.getByLabel('Agency', { exact: true }).selectOption({ index: 1 })
  await admin.getByRole('button', { name: 'Make a link' }).click()
  const link = admin.getByRole('textbox', { name: 'Link', exact: true })
  await expect(link).toHaveValue(/\/invitation#/)
  const { pathname, hash } = new URL(await link.inputValue())
  return pathname + hash
}
async function join(page: Page, link: string, username: string): Promise<void> {
  await page.goto(link)
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Choose a password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Save and go in' }).click()
  await page.waitForURL('**/board')
}
async function signOut(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /Kit|Lu|Pat|Ash/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.waitForURL('**/sign-in**')
}
async function byPassword(page: Page, username: string): Promise<void> {
  await page.getByLabel('User name', { exact: false }).first().fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a link, and choosing how to sign in (${colorScheme})`, async ({ centre, browser }) => {
    const link = await invite(centre, 'Kit')
    const context = await browser.newContext({ baseURL: centre.url, colorScheme })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    await page.goto(link)
    await expect(page.getByRole('heading', { name: 'Hello Kit' })).toBeVisible()
    await expect(page.getByLabel('User name')).toBeFocused()
    expect(page.url()).not.toContain('#')
    expect(asked.filter((url) => url.includes(link.split('#')[1] ?? 'never'))).toEqual([])
    await expectAccessible(page)
    await page.getByLabel('User name').fill(`kit.${colorScheme}`)
    await expect(page.getByLabel('Choose a password', { exact: true })).toHaveAttribute('type', 'password')
    await page.getByLabel('Choose a password', { exact: true }).fill('password1234')
    await page.keyboard.press('Enter')
    await expect(page.getByText('would be guessed first').first()).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Show password' }).click()
    await expect(page.getByLabel('Choose a password', { exact: true })).toHaveAttribute('type', 'text')
    await page.getByLabel('Choose a password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/board')
    await page.goto(link)
    await expect(page.getByRole('heading', { name: 'This link doesn’t work any more' })).toBeVisible()
    await expectAccessible(page)
    await context.close()
  })
}

test('an authenticator app: added with a square, asked for after the password, a recovery code instead', async ({
  centre,
  browser,
}) => {
  const link = await invite(centre, 'Lu')
  const context = await browser.newContext({ baseURL: centre.url, colorScheme: 'dark' })
  const page = await context.newPage()
  await join(page, link, 'lu')
  await page.goto('/account')
  await expect(page.getByText('You sign in as lu.')).toBeVisible()
  await expectAccessible(page)
  await page.getByText('Add an authenticator app').first().click()
  await page.getByRole('region', { name: 'Authenticator app' }).getByLabel('Your password now').fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('img', { name: /square/ })).toBeVisible()
  await expectAccessible(page)
  const secret = await page.locator('#own-app ~ form code').innerText()
  await page.getByLabel('The six digits it shows now').fill(generateSync({ secret }))
  await page.keyboard.press('Enter')
  const codes = page.locator('.codes li')
  await expect(codes).toHaveCount(10)
  await expectAccessible(page)
  const recovery = await codes.first().innerText()

  await signOut(page)
  await byPassword(page, 'lu')
  await expect(page.getByLabel('Code from your app, or a recovery code')).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByText('That code isn’t right').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Code from your app, or a recovery code').fill(recovery)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/board')
  await context.close()
})

test('another password of one’s own: the old one is asked for, and then counts no more', async ({
  centre,
  browser,
}) => {
  const link = await invite(centre, 'Kit')
  const context = await browser.newContext({ baseURL: centre.url })
  const page = await context.newPage()
  await join(page, link, 'kit.own')
  await page.goto('/account')
  const part = page.getByRole('region', { name: 'Password', exact: true })
  await part.getByText('Change it').click()
  await part.getByLabel('Your password now').fill('not this one')
  await part.getByLabel('Choose a password', { exact: true }).fill('Eight boats and a lighthouse')
  await page.keyboard.press('Enter')
  await expect(part.getByText('That isn’t your password.')).toBeVisible()
  await expectAccessible(page)
  await part.getByLabel('Your password now').fill(password)
  await part.getByRole('button', { name: 'Save this password' }).click()
  await expect(part.getByText('Your password is changed.')).toBeVisible()
  await expectAccessible(page)

  await signOut(page)
  await byPassword(page, 'kit.own')
  await expect(page.getByText('don’t go together').first()).toBeVisible()
  await page.getByLabel('Password', { exact: true }).fill('Eight boats and a lighthouse')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/board')
  await context.close()
})

test('a passkey: added, used without a name, removed', async ({ centre, browser }) => {
  const link = await invite(centre, 'Pat')
  // Passkeys belong to a name, and a number is none.
  const baseURL = centre.url.replace('127.0.0.1', 'localhost')
  const context = await browser.newContext({ baseURL })
  const page = await context.newPage()
  await withFinger(context, page)
  await join(page, link, 'pat')
  await page.goto('/account')
  const part = page.getByRole('region', { name: 'Passkeys' })
  await part.getByText('Add a passkey').first().click()
  await part.getByLabel('What is it called?').fill('My phone')
  await part.getByLabel('Your password now').fill(password)
  await part.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(part.getByRole('button', { name: 'Remove My phone' })).toBeVisible()
  await expectAccessible(page)

  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL('**/board')
  await lock(page)
  await expectAccessible(page)
  await cover(page).getByRole('button', { name: 'Use a passkey' }).click()
  await expect(cover(page)).toBeHidden()
  await page.goto('/account')
  await expect(part.getByText(/last used on/)).toBeVisible()
  await part.getByRole('button', { name: 'Rename… My phone' }).click()
  await page.getByRole('dialog').getByLabel('What is it called?').fill('Pocket')
  await page.getByRole('button', { name: 'Save the name' }).click()
  // Nobody can type behind a question that is still open.
  await expect(page.getByRole('dialog')).toBeHidden()
  await part.getByLabel('Your password now').fill(password)
  await part.getByRole('button', { name: 'Remove Pocket' }).click()
  await expect(part.getByText('You have no passkey.')).toBeVisible()
  await signOut(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page.getByRole('alert').first()).toBeVisible()
  await expectAccessible(page)
  await context.close()
})

test('the agency’s own sign-in lets in whom the administrator linked, and nobody else', async ({
  agency,
  centre,
  browser,
}) => {
  const admin = await centre.open('admin', '/board')
  const { issuer, clientId, clientSecret } = agency
  const input = { name: 'Harbour Trust', issuer, clientId, clientSecret, claim: 'sub' }
  const { id: providerId } = await post(admin, 'signInProvider.add', input)
  const { accounts } = (await (await admin.request.get('/api/session.accounts')).json()) as {
    accounts: { username: string; staffId: string; name: string }[]
  }
  const housing = accounts.find((one) => one.username === 'housing')
  await post(admin, 'signInProvider.link', { providerId, staffId: housing?.staffId, value: 'h-17' })

  const context = await browser.newContext({ baseURL: centre.url })
  const page = await context.newPage()
  const away = async (who: string) => {
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Sign in with Harbour Trust' }).click()
    await page.getByLabel('Staff number').fill(who)
    await page.getByRole('button', { name: 'Go on' }).click()
  }
  await away('a-stranger')
  await expect(page.getByText('this centre doesn’t know you by it yet')).toBeVisible()
  await expectAccessible(page)
  await context.clearCookies()
  await away('h-17')
  await page.waitForURL('**/board')
  await expect(page.getByRole('banner')).toContainText(housing?.name ?? 'nobody')
  await context.close()
})

test('whoever leads the shift lets a colleague in', async ({ centre, browser }) => {
  const link = await invite(centre, 'Ash')
  const context = await browser.newContext({ baseURL: centre.url })
  const page = await context.newPage()
  await join(page, link, 'ash')
  await signOut(page)

  const lead = await centre.open('manager', '/account')
  const part = lead.getByRole('region', { name: 'Let a colleague in' })
  await part.getByLabel('Their user name').fill('ash')
  await part.getByLabel('Why can’t they sign in?').fill('Their phone fell into the harbour.')
  await lead.keyboard.press('Enter')
  await expect(part.locator('.code')).toBeVisible()
  await expectAccessible(lead)
  const code = await part.locator('.code').innerText()

  await page.getByText('Whoever leads the shift has given me a code').click()
  await expectAccessible(page)
  await page.getByLabel('Your user name').fill('ash')
  await page.getByLabel('The code they gave you').fill(code)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/board')
  await context.close()
})

test('a second step that the centre wants is set up right after signing in', async ({ centre, browser }) => {
  const admin = await centre.open('admin', '/settings/secondStep')
  const want = async (isWanted: boolean) => {
    await admin.getByLabel('Peer supporter', { exact: true }).setChecked(isWanted)
    const done = admin.waitForResponse('**/api/centre.demandSecondFactor')
    await admin.getByRole('button', { name: 'Save' }).click()
    expect((await done).status()).toBe(200)
  }
  await want(true)
  const link = await invite(centre, 'Kim')
  const context = await browser.newContext({ baseURL: centre.url, viewport: { width: 320, height: 640 } })
  const page = await context.newPage()
  await page.goto(link)
  await page.getByLabel('User name').fill('kim')
  await page.getByLabel('Choose a password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Save and go in' }).click()
  await page.waitForURL('**/account')
  await expect(page.getByRole('region', { name: 'Your centre asks for a second step' })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/board')
  await page.waitForURL('**/account')
  const app = page.getByRole('region', { name: 'Authenticator app' })
  await app.getByText('Add an authenticator app').first().click()
  await app.getByLabel('Your password now').fill(password)
  await page.keyboard.press('Enter')
  const secret = await page.locator('#own-app ~ form code').innerText()
  await page.getByLabel('The six digits it shows now').fill(generateSync({ secret }))
  await page.keyboard.press('Enter')
  await expect(page.locator('.codes li')).toHaveCount(10)
  await page.getByRole('link', { name: 'Go on' }).click()
  await page.waitForURL('**/board')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await context.close()
  await admin.goto('/settings/secondStep')
  await want(false)
})
