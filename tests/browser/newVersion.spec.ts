/* Why: a newer version is offered, never loaded under somebody's fingers; and what they were typing is there after. */
import { createServer, request as ask } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, expectAccessible, signIn, test } from './centre.ts'
import { field, kept } from './offlineDesk.ts'

/** The centre's server through one that hands out another file of versions once it is told to. */
async function upgradable(url: string) {
  let isNewer = false
  const { hostname, port } = new URL(url)
  const server = createServer((req, res) => {
    const onward = ask(
      { hostname, port, path: req.url, method: req.method, headers: req.headers },
      (answer) => {
        const isVersions = req.url === '/sw.js'
        const { 'content-length': _length, etag: _etag, ...headers } = answer.headers
        res.writeHead(answer.statusCode ?? 502, headers)
        answer.pipe(res, { end: false })
        answer.on('end', () => res.end(isVersions && isNewer ? '\n// a newer version' : ''))
      },
    )
    // All of it and as it is, so that it can be made longer.
    for (const name of ['Accept-Encoding', 'If-None-Match', 'If-Modified-Since']) onward.removeHeader(name)
    onward.on('error', () => res.destroy())
    req.pipe(onward)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    upgrade: () => (isNewer = true),
    close: () => new Promise((done) => void server.close(done).closeAllConnections()),
  }
}

test('a newer version is offered in words, opens when somebody says so, and keeps what is typed', async ({
  browser,
  centre,
}) => {
  const server = await upgradable(centre.url)
  const context = await browser.newContext({ baseURL: server.url, ...kept })
  const page = await context.newPage()
  await signIn(page, 'desk')
  await page.goto('/desk')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.getByLabel(field).fill('Half a na')
  server.upgrade()
  await page.reload()
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
  const offer = page.getByRole('region', { name: 'A newer version' })
  await expect(offer).toContainText('A newer version of Alongside is here.')
  await expect(page.getByLabel(field)).toHaveValue('Half a na')
  await expectAccessible(page)
  const loaded = page.waitForEvent('load')
  await offer.getByRole('button', { name: 'Open it now' }).click()
  await loaded
  await expect(page.getByLabel(field)).toHaveValue('Half a na')
  await expect(offer).toHaveCount(0)
  await context.close()
  await server.close()
})
