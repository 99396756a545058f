/* Why: being asked to stop. What was begun is answered, the rest is told to come back, screens are told, and the
   process ends by itself, also when its database says nothing any more. */
import { once } from 'node:events'
import { request } from 'node:http'
import { io, type Socket } from 'socket.io-client'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Sqlite } from '../../db/sqlite/driver.ts'
import { fileOf } from '../database.ts'
import { type Crashing, startCrashing } from './crashing.ts'
import { makePlace, type Place } from './place.ts'
import { assertKept } from './proof.ts'
import { type Press, sender, signIn } from './workers.ts'

let place: Place
let server: Crashing
let token: string
beforeEach(async () => {
  place = await makePlace()
  server = await startCrashing(place)
  token = await signIn(server.url, 'desk')
})
afterEach(() => place.remove())

const anArrival = (): Press => ({ name: 'visit.arrive', key: uuidv7(), visitId: uuidv7(), answer: null })

const heard = (socket: Socket, what: 'connect' | 'disconnect') =>
  new Promise<void>((resolve) => socket.once(what, () => resolve()))

/** Its head has been read by the server, its body hasn't been sent. */
async function begin({ name, key }: Press) {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
    expect: '100-continue',
  }
  const asked = request(`${server.url}/api/${name}`, { method: 'POST', headers, agent: false })
  asked.flushHeaders()
  await once(asked, 'continue')
  return asked
}

test('what was begun is finished, the rest is told to come back, screens hear of it', async () => {
  const screen = io(server.url, { transports: ['websocket'], auth: { token }, reconnection: false })
  await heard(screen, 'connect')
  const press = anArrival()
  const begun = await begin(press)
  const [told, ended] = [heard(screen, 'disconnect'), once(server.process, 'close')]
  server.process.kill('SIGTERM')
  await told

  const later = await fetch(`${server.url}/api/board`, { headers: { authorization: `Bearer ${token}` } })
  expect({ status: later.status, wait: later.headers.get('retry-after'), body: await later.json() }).toEqual({
    status: 503,
    wait: '2',
    body: { error: 'unavailable', why: 'stopping' },
  })
  expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({ why: 'stopping' })

  const answered = once(begun, 'response')
  begun.end(JSON.stringify({ visitId: press.visitId }))
  const [response] = (await answered) as [{ statusCode: number }]
  expect(response.statusCode).toBe(200)
  expect(await ended).toEqual([0, null])
  await assertKept(place.databaseUrl, [{ ...press, answer: { status: 200, text: '' } }])
})

test('a database that says nothing doesn’t keep it, and nobody was told that anything was saved', async () => {
  const letGo = silence(place)
  const press = anArrival()
  const asked = sender(server.url, token)(press.name, { visitId: press.visitId }, press.key)
  const ended = once(server.process, 'close')
  server.process.kill('SIGTERM')
  await ended
  press.answer = await asked
  expect(press.answer).toBeNull()
  letGo()
  await assertKept(place.databaseUrl, [press])
})

/** Until let go, no write is answered. */
function silence({ databaseUrl, postgres }: Place): () => void {
  if (postgres) {
    postgres.freeze(true)
    return () => postgres.freeze(false)
  }
  const other = new Sqlite(fileOf(databaseUrl))
  other.exec('begin immediate')
  return () => void other.close()
}
