/* Why: what every journey starts from: the demonstration centre in a server of its own, made once and copied for
   each file of journeys, and people who sign in as at a desk. Listens for what a page must never do. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, expect, type Page, test as base } from '@playwright/test'
import { type BuiltServer, startBuilt } from '../api/builtServer.ts'

export interface Centre {
  readonly url: string
  /** A page of somebody signed in, in a browser of their own. */
  open(username: string, path?: string, options?: Parameters<Browser['newContext']>[0]): Promise<Page>
}

const password = 'alongside-demo'

/** Some journeys are told by the clock: a Tuesday evening in November, 20:46 in London. */
const clock = '2026-11-03T20:46:00Z,1'

/** One built server at a time, of the file whose journeys are being walked: no file meets another's people. */
class OwnCentre {
  #of: { file: string; server: BuiltServer; data: string } | undefined

  async of(file: string): Promise<BuiltServer> {
    if (this.#of?.file === file) return this.#of.server
    await this.end()
    const data = mkdtempSync(join(tmpdir(), 'alongside-browser-'))
    const made = process.env.ALONGSIDE_MADE
    if (made !== undefined && existsSync(made)) cpSync(made, data, { recursive: true })
    const server = await startBuilt({ dataFolder: data, environment: { ALONGSIDE_CLOCK: clock } })
    this.#of = { file, server, data }
    return server
  }

  async end(): Promise<void> {
    const over = this.#of
    this.#of = undefined
    if (!over) return
    await over.server.stop()
    rmSync(over.data, { recursive: true, force: true })
  }
}

export const test = base.extend<{ server: BuiltServer; centre: Centre }, { ownCentre: OwnCentre }>({
  ownCentre: [
    // Playwright wants the first argument written out as a pattern, also when nothing is taken from it.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const own = new OwnCentre()
      await use(own)
      await own.end()
    },
    { scope: 'worker' },
  ],
  // Making the demonstration centre takes long where nobody has made it before (a journey run by itself).
  server: [async ({ ownCentre }, use, info) => use(await ownCentre.of(info.file)), { timeout: 120_000 }],
  centre: async ({ browser, server }, use) => {
    const contexts: BrowserContext[] = []
    const faults: string[] = []
    await use({
      url: server.url,
      async open(username, path = '/', options = {}) {
        const context = await browser.newContext({ baseURL: server.url, ...options })
        contexts.push(context)
        const page = await context.newPage()
        listen(page, server.url, faults)
        // How it is done by hand is a journey of its own (signIn.spec.ts): here it would be walked a hundred times.
        const answer = await context.request.post('/api/session.signIn', {
          data: { username, password },
          headers: { origin: server.url },
        })
        expect(answer.status(), 'signing in').toBe(200)
        await page.goto(path)
        // Every page has one, a wall screen's too.
        await expect(page.getByRole('main')).toBeVisible()
        return page
      },
    })
    for (const context of contexts) await context.close()
    expect(faults, 'errors on a page, or requests to somewhere else').toEqual([])
  },
})
export { expect }

/** No error in the console, and no request to anybody but our own server, ever. */
function listen(page: Page, url: string, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A browser reports every answer of 400 and more as an error of its own; those are what some journeys are about.
    const isAnswer = message.text().startsWith('Failed to load resource')
    const isOffline = message.text().includes('ERR_INTERNET_DISCONNECTED')
    if (message.type() === 'error' && !isAnswer && !isOffline) faults.push(message.text())
  })
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== url) faults.push(`asked ${origin}`)
  })
}

/** As somebody does it: name, password, Enter. `at`: the server, where the page has no base of its own. */
export async function signIn(page: Page, username: string, at = ''): Promise<void> {
  await page.goto(`${at}/sign-in`)
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('banner')).toContainText('Lantern House')
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** What a page says about what just happened: shown to everybody, and said to a screen reader beside it. */
export const said = (page: Page, text: string | RegExp) => page.locator('main').getByText(text).first()

/** axe finds nothing, in the state that the page is in once nothing moves: half faded in, any colour is too pale. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().endTime === Infinity),
  )
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
    await page.title(),
  ).toEqual([])
}
