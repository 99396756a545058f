/* Why: whoever makes a centre in a browser has read the code in the terminal; guessing ends it, another site can't
   do it for them, half a centre is never made, and afterwards there is nothing there any more. */
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { agency, centre, space } from '../../db/schema/centre.ts'
import { account, staff } from '../../db/schema/staff.ts'
import { isPassword } from '../../server/features/session/password.ts'
import { whyNotHere } from '../../server/firstStart.ts'
import { foundCentre } from '../../server/founding.ts'
import { createFirstStart } from '../../server/http/firstStart.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { secret } from '../harness.ts'

const code = 'ABCD-EFGH-JKMN'
const password = 'seven boats on the harbour'
const said = {
  code,
  name: 'Beacon House',
  timeZone: 'Europe/London',
  word: 'guest',
  agencies: [{ name: 'Harbour Mind', kind: 'voluntary' }],
  spaces: [{ name: 'Lounge', kind: 'lounge' }],
  administrator: 'Ash',
  username: 'Ash',
  password,
}

let db: TestDatabase
let server: Server
let url: string
let now: number
let made: Promise<void>
beforeEach(async () => {
  db = await openTestDatabase()
  now = Date.now()
  made = new Promise((done) => {
    server = createServer(
      createFirstStart({
        ...{ code, origin: undefined, clientFolder: undefined, made: done, now: () => now },
        found: (one) =>
          foundCentre(
            { db, secret },
            {
              ...one,
              founders: [
                {
                  role: 'administrator',
                  name: one.administrator,
                  username: one.username,
                  password: one.password,
                },
              ],
            },
          ),
        log: { fault: (_id, error) => expect.fail(String(error)) },
        newId: () => 'an-id',
      }),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('not listening')
  url = `http://127.0.0.1:${address.port}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  await db.close()
})

async function send(body: object, headers: Record<string, string> = { origin: url }) {
  const answer = await fetch(`${url}/api/firstStart`, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const centres = () => db.read.select().from(centre)

test('with the code a centre is there, with its administrator, whose password no row holds', async () => {
  expect(await send({ ...said, code: 'abcd efgh jkmn' })).toEqual({
    status: 200,
    body: { name: 'Beacon House' },
  })
  await made
  expect(await centres()).toMatchObject([{ name: 'Beacon House', word: 'guest', isDemonstration: false }])
  expect(await db.read.select().from(agency)).toMatchObject([{ name: 'Harbour Mind', kind: 'voluntary' }])
  expect(await db.read.select().from(space)).toMatchObject([{ name: 'Lounge', kind: 'lounge' }])
  expect(await db.read.select().from(staff)).toMatchObject([{ name: 'Ash', role: 'administrator' }])
  const [ash] = await db.read.select().from(account)
  expect(ash?.username).toBe('ash')
  expect(await isPassword(ash?.passwordHash ?? null, password)).toBe(true)
  expect((await send(said)).status).toBe(503)
})

test('without it nothing is looked at, and after ten wrong ones it is over', async () => {
  expect(await send({})).toMatchObject({ status: 409, body: { error: 'wrongCode' } })
  for (let n = 0; n < 9; n++) {
    const tried = await send({ ...said, code: 'ABCD-EFGH-JKMP', password: 'x' })
    expect(tried).toEqual({ status: 409, body: { error: 'wrongCode' } })
  }
  expect(await send(said)).toEqual({ status: 409, body: { error: 'codeOver' } })
  expect(await centres()).toEqual([])
})

test('the code works for an hour', async () => {
  now += 61 * 60_000
  expect(await send(said)).toEqual({ status: 409, body: { error: 'codeOver' } })
})

test('another site can’t do it, nor one that calls itself by this machine’s address', async () => {
  expect((await send(said, { origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await send(said, {})).status).toBe(403)
  const { port } = new URL(url)
  const { request } = await import('node:http')
  const status = await new Promise((done) => {
    request({ port, path: '/api/firstStart', headers: { host: `elsewhere.example:${port}` } }, (answer) => {
      answer.resume()
      done(answer.statusCode)
    }).end()
  })
  expect(status).toBe(404)
  expect(await centres()).toEqual([])
})

test('what can’t be is said under its field, and half a centre is never made', async () => {
  const tried = async (change: object) => (await send({ ...said, ...change })).body
  for (const [one, path] of [
    [{ password: 'short' }, 'password'],
    [{ password: 'password1234' }, 'password'],
    [{ password: 'beacon house ash' }, 'password'],
    [{ timeZone: 'Europe/Atlantis' }, 'timeZone'],
    [{ agencies: [] }, 'agencies'],
    [{ colour: 'red' }, ''],
  ] as const)
    expect(await tried(one)).toMatchObject({ error: 'invalid', issues: [{ path }] })
  const police = { agencies: [...said.agencies, { name: 'Saltmarsh Police', kind: 'voluntary' }] }
  expect(await tried(police)).toMatchObject({ error: 'getsNoSignIn' })
  expect(await centres()).toEqual([])
  expect(await db.read.select().from(account)).toEqual([])
})

test('it is served to this machine alone, or behind TLS', () => {
  expect(whyNotHere({ host: '127.0.0.1', port: 0, origin: undefined })).toBeNull()
  expect(whyNotHere({ host: '0.0.0.0', port: 0, origin: 'https://centre.example' })).toBeNull()
  for (const origin of [undefined, 'http://centre.example'])
    expect(whyNotHere({ host: '0.0.0.0', port: 0, origin })).toContain('ALONGSIDE_FIRST_START')
})
