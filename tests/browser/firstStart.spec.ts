/* Why: where there is no centre, somebody makes theirs in the browser with the code from the terminal, signs in to it,
   and the page is gone. axe looks at it by day and at 320 px by night. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { expectAccessible } from './centre.ts'

test('the first start, from the code in the terminal to the first sign-in', async ({ page }) => {
  const data = mkdtempSync(join(tmpdir(), 'alongside-first-'))
  const root = resolve(import.meta.dirname, '../..')
  const server = spawn(process.execPath, [join(root, 'dist/server/main.js')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: `file:${join(data, 'centre.db')}`,
      ALONGSIDE_DATA: data,
      ALONGSIDE_FIRST_START: '1',
    },
  })
  let printed = ''
  server.stdout.on('data', (piece: Buffer) => (printed += piece.toString()))
  const ended = new Promise((done) => server.once('close', done))
  try {
    await expect.poll(() => printed).toMatch(/works for an hour: \S+\n/)
    const [, address = ''] = /open (http:\S+)\/first-start/.exec(printed) ?? []
    const [, code = ''] = /hour: (\S+)/.exec(printed) ?? []

    await page.goto(address)
    await expect(page.getByRole('heading', { name: 'Make your centre' })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Make the centre' }).click()
    await expect(page.getByRole('group', { name: 'Something needs a word from you' })).toBeFocused()
    await page.setViewportSize({ width: 320, height: 640 })
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await page.setViewportSize({ width: 1366, height: 768 })

    await page.getByLabel('Code from the terminal').fill('ABCD-EFGH-JKMN')
    await page.getByLabel('What is the centre called?').fill('Beacon House')
    await page.getByLabel('In which time zone is it?').selectOption('Europe/London')
    await page.getByLabel('Agency 1').fill('Harbour Mind')
    await page
      .getByRole('group', { name: 'Agencies' })
      .getByLabel('What is it?')
      .selectOption({ label: 'Charity or community organisation' })
    await page.getByLabel('Your name, as others see it').fill('Ash')
    await page.getByLabel('Your user name').fill('ash')
    await page.getByLabel('Choose a password', { exact: true }).fill('password1234')
    await page.keyboard.press('Enter')
    await expect(page.getByText('That isn’t the code that the terminal shows').first()).toBeVisible()
    await page.getByLabel('Code from the terminal').fill(code)
    await page.keyboard.press('Enter')
    await expect(page.getByText('would be guessed first').first()).toBeVisible()
    await page.getByLabel('Choose a password', { exact: true }).fill('seven boats on the harbour')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Beacon House is made' })).toBeVisible()
    await page.getByRole('button', { name: 'To the sign-in page' }).click()

    await page.getByLabel('User name').fill('ash')
    await page.getByLabel('Password', { exact: true }).fill('seven boats on the harbour')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/board')
    expect((await page.request.get(`${address}/first-start`)).status()).toBe(404)
    expect((await page.request.get(`${address}/api/firstStart`)).status()).toBe(404)
  } finally {
    server.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  }
})
