/**
 * Who is turned away is told, one by one, in the process's own log: by kind, call, centre and, where one was proven,
 * account. And nothing else: no name, no word, no secret that was typed or shown.
 */
import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { generateSync } from 'otplib'
import { io } from 'socket.io-client'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { staff } from '../../db/schema/staff.ts'
import { whys } from '../../server/turnedAway.ts'
import { startCentre, type TestCentre } from '../harness.ts'
import { softPasskey } from '../softPasskey.ts'
import { makeShared, openBrowser } from './session/browser.ts'
import { openWayIn, password, type WayIn } from './session/wayIn.ts'

let way: WayIn
let centre: TestCentre
beforeAll(async () => {
  way = await openWayIn()
  centre = way.centre
})
beforeEach(() => void centre.told.splice(0))
afterAll(async () => {
  expect(centre.faults).toEqual([])
  await centre.close()
})

const marker = 'MARKER-Rosa'
/** The one line that was written since the test began, exact: nothing stands beside it. */
const line = (why: string, call: string, accountId?: string) => [
  { message: 'turned away', why, call, centreId: centre.id, ...(accountId ? { accountId } : {}) },
]

const accountOf = async (staffId: string) => {
  const [row] = await centre.db.read
    .select({ accountId: staff.accountId })
    .from(staff)
    .where(eq(staff.id, staffId))
  return row?.accountId
}

describe('a proof that isn’t right is told', () => {
  test.each<[string, object]>([
    ['session.signIn', { username: marker, password: marker }],
    ['session.secondStep', { half: marker.repeat(5), code: '123456' }],
    ['session.signInByCode', { username: marker, code: '12345678' }],
    ['session.signInByPass', { code: 'ABCDEFGHJKMN' }],
    ['invitation.look', { token: marker.repeat(4).slice(0, 43) }],
  ])('%s, without what was typed', async (name, input) => {
    expect([401, 409]).toContain((await way.send(name, input)).status)
    expect(centre.told).toEqual(line('wrongProof', name))
  })

  test('a passkey of nobody’s', async () => {
    const { body } = await way.ask('session.passkeyChallenge', '')
    const key = softPasskey()
    expect((await way.send('session.signInByPasskey', { passkey: key.use(body) })).status).toBe(409)
    expect(centre.told).toEqual(line('wrongProof', 'session.signInByPasskey'))
  })

  test('a wrong password with a sign-in of before beside it is a wrong password', async () => {
    const username = `peer-${centre.id}`
    await way.send('session.signIn', { username, password: marker }, centre.as('peer').token)
    expect(centre.told).toEqual(line('wrongProof', 'session.signIn'))
  })

  test('a wrong PIN, and the one that is too many', async () => {
    const browser = openBrowser(centre)
    await makeShared(centre, browser)
    centre.told.splice(0)
    const guess = { staffId: centre.as('peer').staffId, pin: '482913' }
    for (let i = 0; i < 6; i++) expect((await browser.send('session.switchUser', guess)).status).toBe(409)
    const wrong = line('wrongProof', 'session.switchUser')
    expect(centre.told).toEqual([...Array(5).fill(wrong).flat(), ...line('slowed', 'session.switchUser')])
  })

  test('a way back from an agency that nobody began', async () => {
    await fetch(`${centre.url}/sign-in/back?code=${marker}&state=${marker}`, { redirect: 'manual' })
    expect(centre.told).toEqual(line('wrongProof', 'agency'))
  })

  test('one’s own password, typed wrong by whoever is signed in: with their account', async () => {
    const { token, staffId } = await way.invited()
    const input = { currentPassword: marker, password: 'Eight boats and a lighthouse' }
    const { status, body } = await way.send('session.changePassword', input, token)
    expect({ status, body }).toEqual({ status: 409, body: { error: 'wrongPassword' } })
    expect(centre.told).toEqual(line('wrongProof', 'session.changePassword', await accountOf(staffId)))
  })
})

describe('a right that isn’t there is told', () => {
  test('a command and a question of another role, with the account that asked', async () => {
    const { actor } = centre.as('desk')
    expect((await centre.as('desk').call('account.switchOff', { staffId: actor.staffId })).status).toBe(403)
    expect((await centre.as('desk').ask('account.links')).status).toBe(403)
    expect(centre.told).toEqual([
      ...line('notAllowed', 'account.switchOff', actor.accountId),
      ...line('notAllowed', 'account.links', actor.accountId),
    ])
  })

  test('what isn’t there, or is another centre’s, which is the same', async () => {
    const { actor } = centre.as('peer')
    expect((await centre.as('peer').call('visit.pickUp', { visitId: uuidv7() })).status).toBe(404)
    expect((await centre.as('peer').ask('visit', { visitId: uuidv7() })).status).toBe(404)
    expect(centre.told).toEqual([
      ...line('notThere', 'visit.pickUp', actor.accountId),
      ...line('notThere', 'visit', actor.accountId),
    ])
  })

  test('a call that is only for the inside', async () => {
    expect((await centre.as('desk').send('centre.open', {})).status).toBe(404)
    expect(centre.told).toEqual(line('notThere', 'centre.open'))
  })

  test('a write from another page', async () => {
    const headers = { cookie: `alongside=${centre.as('desk').token}`, origin: `https://${marker}.example` }
    expect((await way.send('visit.arrive', {}, undefined, headers)).status).toBe(403)
    expect(centre.told).toEqual(line('notAllowed', 'visit.arrive'))
  })

  test('a sign-in that is none, at a call', async () => {
    expect((await way.send('visit.arrive', {}, `${marker}.a.b`)).status).toBe(401)
    expect(centre.told).toEqual(line('signedOut', 'visit.arrive'))
  })

  test.each([
    ['a socket of another page', 'notAllowed', { extraHeaders: { origin: `https://${marker}.example` } }],
    ['a socket with a sign-in that is none', 'signedOut', { auth: { token: `${marker}.a.b` } }],
  ])('%s', async (_what, why, how) => {
    const socket = io(centre.url, { transports: ['websocket'], reconnection: false, ...how })
    await new Promise((resolve) => socket.once('connect_error', resolve))
    socket.close()
    expect(centre.told).toEqual(line(why, 'socket'))
  })
})

describe('trying to get round what checks is told', () => {
  test('an input that no page of ours sends', async () => {
    const { actor } = centre.as('desk')
    expect((await centre.as('desk').send('visit.arrive', { [marker]: marker })).status).toBe(400)
    expect(centre.told).toEqual(line('notUnderstood', 'visit.arrive', actor.accountId))
  })

  test('each guess that was slowed', async () => {
    for (let i = 0; i < 12; i++) await way.signIn(`${marker}-slowed`, marker)
    const call = 'session.signIn'
    const misses = Array.from({ length: 10 }, () => line('wrongProof', call)).flat()
    expect(centre.told).toEqual([...misses, ...line('slowed', call), ...line('slowed', call)])
  })

  test('sixty at once are lines, and the next says how many there were besides', async () => {
    const now = { at: Date.UTC(2026, 10, 29) }
    const own = await startCentre({ db: centre.db, now: () => now.at })
    const ask = () => own.as('desk').ask('account.links')
    for (let i = 0; i < 75; i++) await ask()
    const one = { message: 'turned away', why: 'notAllowed', call: 'account.links', centreId: own.id }
    const { accountId } = own.as('desk').actor
    expect(own.told).toEqual(Array(60).fill({ ...one, accountId }))
    // Another account's first is its own.
    await own.as('volunteer').ask('account.links')
    expect(own.told).toHaveLength(61)
    now.at += 60_000
    await ask()
    expect(own.told.at(-1)).toEqual({ ...one, accountId, unsaid: 15 })
    await own.stop()
  })
})

test('whoever is let in, and a page that asks whether it still is, is told of nowhere', async () => {
  const { username } = await way.invited()
  expect((await way.signIn(username)).status).toBe(200)
  expect((await centre.as('desk').call('visit.arrive', {})).status).toBe(200)
  expect((await fetch(`${centre.url}/api/session`)).status).toBe(401)
  expect(centre.told).toEqual([])
})

test('a code is asked for after a password: that is no miss; a wrong one is, of an account that is known', async () => {
  const { username, token, staffId } = await way.invited()
  const { body } = await way.send('secondFactor.begin', { currentPassword: password }, token)
  const code = generateSync({ secret: String(body.secret), epoch: Math.floor(way.real.now / 1000) })
  expect((await way.send('secondFactor.confirm', { code }, token)).status).toBe(200)
  const asked = await way.signIn(username)
  expect([asked.status, asked.body.error]).toEqual([409, 'secondStep'])
  expect(centre.told).toEqual([])
  await way.send('session.secondStep', { half: String(asked.body.half), code: '000000' })
  expect(centre.told).toEqual(line('wrongProof', 'session.secondStep', await accountOf(staffId)))
})

test('every kind stands in what operators read', () => {
  const page = readFileSync('docs/operating.md', 'utf8')
  expect(whys.filter((why) => !page.includes(`\`${why}\``))).toEqual([])
})
