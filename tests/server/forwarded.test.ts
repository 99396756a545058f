/**
 * Whose address a call is counted by. A proxy on this machine says for whom it speaks; whoever calls from elsewhere may
 * say what they like, and so may whoever calls by the proxy about what came before it.
 */
import type { Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCentre, type TestCentre } from '../harness.ts'

let centre: TestCentre
// Time stands still, or a slow machine would give back what guesses have used.
const at = Date.now()
const now = () => at
beforeAll(async () => {
  centre = await startCentre({ now })
})
afterAll(() => centre.close())

/** Sixty misses of one address, and one more: each with another address made up in front of its own. */
async function misses(of: TestCentre, forwarded: (n: number) => string): Promise<number[]> {
  const statuses: number[] = []
  for (let n = 0; n < 61; n++) {
    const answer = await fetch(`${of.url}/api/session.signInByPass`, {
      method: 'POST',
      headers: { 'x-forwarded-for': forwarded(n), 'content-type': 'application/json' },
      body: JSON.stringify({ code: 'ABCDEFGHJKMN' }),
    })
    statuses.push(answer.status)
  }
  return statuses
}
const slowedAtLast = [...Array<number>(60).fill(409), 429]

test('what a caller puts before its own address makes it nobody else', async () => {
  expect(await misses(centre, (n) => `192.0.2.${n}, 198.51.100.7`)).toEqual(slowedAtLast)
})

test('a caller who isn’t a proxy on this machine is counted by where it calls from, whatever it says', async () => {
  const own = await startCentre({ db: centre.db, now })
  own.app.server.on('connection', (socket: Socket) => {
    Object.defineProperty(socket, 'remoteAddress', { value: '203.0.113.9' })
  })
  expect(await misses(own, (n) => `192.0.2.${n}`)).toEqual(slowedAtLast)
  await own.stop()
})
