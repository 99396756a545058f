/* Why: put on a machine as an app it must outlive whatever ends there: the browser killed in the middle, the server
   killed with it. The browser is a process of the test's own, on a profile that stays. */
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { startBuilt } from '../api/builtServer.ts'
import { freePort } from '../freePort.ts'
import { expect, signIn, test } from './centre.ts'
import { chromiumWords, findChromium } from './chromium.ts'
import { head, row, untilKept, welcome } from './offlineDesk.ts'

interface OwnBrowser {
  page: Page
  /** With everything that it started, at once. */
  kill(): Promise<void>
}

async function ownBrowser(profile: string): Promise<OwnBrowser> {
  const words = [
    ...chromiumWords(),
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--hide-crash-restore-bubble',
    'about:blank',
  ]
  const child = spawn(findChromium(), words, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>((done) => child.once('close', () => done()))
  const browser = await chromium.connectOverCDP(await addressOf(child))
  const context = browser.contexts()[0]
  if (!context) throw new Error('The browser has no window.')
  return {
    page: await context.newPage(),
    async kill() {
      // The group: on some systems what was started is a shell around the browser.
      const runs = child.exitCode === null && child.signalCode === null
      if (child.pid !== undefined && runs) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let said = ''
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString()
      const address = /DevTools listening on (ws:\/\/\S+)/.exec(said)?.[1]
      if (address !== undefined) done(address)
    })
    child.once('close', () => fail(new Error(`The browser did not start. It said:\n${said}`)))
  })
}

test('it can be installed, and what was pressed outlives browser and server, both killed: each is there once', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'alongside-killed-'))
  const profile = mkdtempSync(join(tmpdir(), 'alongside-profile-'))
  const made = process.env.ALONGSIDE_MADE
  if (made !== undefined && existsSync(made)) cpSync(made, dataFolder, { recursive: true })
  const environment = { PORT: String(await freePort()) }
  let server = await startBuilt({ dataFolder, environment })
  let own = await ownBrowser(profile)
  try {
    const desk = `${server.url}/desk`
    await signIn(own.page, 'desk', server.url)
    await own.page.goto(desk)
    await expect(own.page.locator('.here-row').first()).toBeVisible()
    await untilKept(own.page)
    const asked = await own.page.context().newCDPSession(own.page)
    const manifest = await asked.send('Page.getAppManifest')
    expect(manifest.errors).toEqual([])
    expect(manifest.url).toBe(`${server.url}/manifest.webmanifest`)
    expect(await asked.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] })

    // The server alone: nobody has to sign in for what was pressed meanwhile.
    server.process.kill('SIGKILL')
    await welcome(own.page, 'Sunniva')
    await expect(head(own.page).first()).toContainText('1 waiting to be sent')
    server = await startBuilt({ dataFolder, environment })
    await expect(row(own.page, 'Sunniva')).toHaveCount(1, { timeout: 90_000 })
    await expect(head(own.page)).toHaveCount(0)
    await expect(own.page.getByText('You were signed out')).toHaveCount(0)

    server.process.kill('SIGKILL')
    await welcome(own.page, 'Theodora')
    await welcome(own.page, 'Ulrich')
    await expect(head(own.page).first()).toContainText('2 waiting to be sent')
    // A browser writes its cookies down late: which of them a kill leaves is chance. Here it leaves none.
    await own.page.context().clearCookies()
    await own.kill()

    own = await ownBrowser(profile)
    await own.page.goto(desk)
    await expect(own.page.locator('.waiting-rows li')).toHaveCount(2)
    await welcome(own.page, 'Viola')
    await expect(own.page.locator('.waiting-rows li')).toHaveCount(3)
    server = await startBuilt({ dataFolder, environment })
    await expect(own.page.getByText('You were signed out')).toBeVisible({ timeout: 90_000 })
    await expect(own.page.getByText('What you typed is kept for you: sign in and carry on.')).toBeVisible()
    await signIn(own.page, 'desk', server.url)
    await expect(head(own.page)).toHaveCount(0)
    for (const one of ['Sunniva', 'Theodora', 'Ulrich', 'Viola'])
      await expect(row(own.page, one)).toHaveCount(1)
  } finally {
    await own.kill()
    await server.stop()
    for (const one of [dataFolder, profile]) rmSync(one, { recursive: true, force: true, maxRetries: 5 })
  }
})
