/** The shared desk: a PIN of one's own, a quick change of who is signed in, and a screen that was locked. */
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { change, command } from '../../../db/schema/log.ts'
import { staff } from '../../../db/schema/staff.ts'
import { isTooEasy } from '../../../server/features/session/pin.ts'
import { startCentre, type TestCentre } from '../../harness.ts'
import { type Browser, givePasswords, makeShared, openBrowser, password } from './browser.ts'

const pins = { peer: '804291', housing: '117940' } as const
let centre: TestCentre
let now = Date.now()
beforeAll(async () => {
  centre = await startCentre({ now: () => now })
  await givePasswords(centre, ['peer', 'housing', 'manager'])
  for (const worker of ['peer', 'housing'] as const) {
    const answer = await centre.as(worker).call('session.setPin', { pin: pins[worker], password })
    expect(answer.status).toBe(200)
  }
})
afterAll(async () => {
  expect(centre.faults).toEqual([])
  await centre.close()
})

let desk: Browser
beforeEach(async () => {
  desk = openBrowser(centre)
  await makeShared(centre, desk)
})
const staffId = (worker: 'peer' | 'housing') => centre.as(worker).staffId
const takesOver = (worker: 'peer' | 'housing', pin: string = pins[worker], at = desk) =>
  at.send('session.switchUser', { staffId: staffId(worker), pin })
const who = async (at = desk) => {
  const { status, body } = await at.ask('session')
  return status === 200 ? (body as { name: string }).name : null
}
const wrong = '905173'

describe('a PIN', () => {
  test('is kept as argon2id, and neither it nor the password is in what commands left', async () => {
    const [row] = await centre.db.read
      .select()
      .from(staff)
      .where(eq(staff.id, staffId('peer')))
    expect(row?.pinHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    const left = JSON.stringify([
      await centre.db.read.select().from(command),
      await centre.db.read.select().from(change),
    ])
    expect(left).not.toContain(pins.peer)
    expect(left).not.toContain(password)
    expect(left).not.toContain(row?.pinHash)
  })

  test.each(['000000', '123456', '654321', '890123', '121212', '123123', '112211', '7777777', '131313'])(
    '%s is too easy',
    (pin) => {
      expect(isTooEasy(pin)).toBe(true)
    },
  )
  test.each(['804291', '117940', '20260911', '135792'])('%s will do', (pin) => {
    expect(isTooEasy(pin)).toBe(false)
  })

  test('session.setPin refuses pinTooEasy', async () => {
    const answer = await centre.as('peer').call('session.setPin', { pin: '123456', password })
    expect(answer).toMatchObject({ status: 409, body: { error: 'pinTooEasy' } })
  })

  test('session.setPin refuses wrongPassword', async () => {
    const answer = await centre.as('peer').call('session.setPin', { pin: '482915', password: 'another' })
    expect(answer).toMatchObject({ status: 409, body: { error: 'wrongPassword' } })
    expect((await takesOver('peer')).status).toBe(200)
  })

  test('has six digits or more', async () => {
    for (const pin of ['80429', '80429a', '', '1'.repeat(13)])
      expect((await centre.as('peer').send('session.setPin', { pin, password })).status).toBe(400)
  })
})

describe('changing who is signed in', () => {
  test('takes a name and a PIN; whoever was in is out, and the log says both', async () => {
    expect((await desk.ask('device')).body.device.people).toMatchObject([
      { staffId: staffId('housing'), name: 'housing worker' },
      { staffId: staffId('peer'), name: 'peer worker' },
    ])
    expect((await takesOver('peer')).status).toBe(200)
    expect(await who()).toBe('peer worker')
    const before = new Map(desk.cookies)
    expect((await takesOver('housing')).status).toBe(200)
    expect(await who()).toBe('housing worker')
    expect(await who(openBrowser(centre, before))).toBeNull()
    const rows = await centre.db.read
      .select()
      .from(change)
      .where(eq(change.centreId, centre.id))
      .orderBy(asc(change.seq))
    expect(rows.slice(-2).map(({ kind, subject }) => ({ kind, subject }))).toEqual([
      { kind: 'session.began', subject: staffId('housing') },
      { kind: 'session.ended', subject: staffId('peer') },
    ])
    expect(rows.at(-2)?.data).toContain('"isByPin":true')
  })

  test('session.switchUser refuses notEnrolled', async () => {
    const own = openBrowser(centre)
    expect(await takesOver('peer', pins.peer, own)).toMatchObject({
      status: 409,
      body: { error: 'notEnrolled' },
    })
    expect(await who(own)).toBeNull()
  })

  test('session.switchUser refuses wrongPin', async () => {
    await takesOver('housing')
    expect(await takesOver('peer', wrong)).toEqual({ status: 409, body: { error: 'wrongPin', left: 4 } })
    expect(await takesOver('peer', pins.housing)).toEqual({
      status: 409,
      body: { error: 'wrongPin', left: 3 },
    })
    expect(await who()).toBe('housing worker')
  })

  test('says the same for a worker without a PIN, and for nobody', async () => {
    for (const other of [centre.as('clinician').staffId, centre.as('clinician').actor.accountId]) {
      const answer = await desk.send('session.switchUser', { staffId: other, pin: wrong })
      expect(answer).toEqual({ status: 409, body: { error: 'wrongPin', left: 4 } })
    }
  })

  test('session.switchUser refuses askPassword', async () => {
    for (let guess = 0; guess < 5; guess++) await takesOver('peer', wrong)
    expect(await takesOver('peer')).toEqual({ status: 409, body: { error: 'askPassword' } })
    expect((await takesOver('housing')).status).toBe(200)
    // Nobody is locked out: the password lets them in at once, and the PIN again later, or elsewhere.
    expect((await desk.signIn('peer')).status).toBe(200)
    const other = openBrowser(centre)
    await makeShared(centre, other, 'Tablet')
    expect((await takesOver('peer', pins.peer, other)).status).toBe(200)
    now += 10 * 60_000
    expect((await takesOver('peer')).status).toBe(200)
  })

  test('one PIN tried under every name is too many for the device', async () => {
    const names = ['clinician', 'socialCare', 'benefits', 'employment'] as const
    const states: string[] = []
    for (const name of names)
      for (let guess = 0; guess < 4; guess++) {
        const { body } = await desk.send('session.switchUser', {
          staffId: centre.as(name).staffId,
          pin: wrong,
        })
        states.push((body as { error: string }).error)
      }
    expect(states.slice(0, 15)).toEqual(Array<string>(15).fill('wrongPin'))
    expect(states[15]).toBe('askPassword')
  })

  test('a page elsewhere can’t change it', async () => {
    const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${centre.url}/api/session.switchUser`, {
      method: 'POST',
      headers: { cookie, origin: 'https://elsewhere.example' },
      body: JSON.stringify({ staffId: staffId('peer'), pin: pins.peer }),
    })
    expect(answer.status).toBe(403)
  })

  test('a worker who is switched off can’t', async () => {
    await centre.as('administrator').call('account.switchOff', { staffId: staffId('housing') })
    expect((await takesOver('housing')).body).toMatchObject({ error: 'wrongPin' })
    await centre.as('administrator').call('account.switchOn', { staffId: staffId('housing') })
  })
})

describe('back at a locked screen', () => {
  beforeEach(async () => {
    now += 60 * 60_000
    await desk.signIn('peer')
  })

  test('by PIN on a shared device, by password anywhere, and the log says so', async () => {
    expect((await desk.send('session.unlock', { pin: pins.peer })).status).toBe(200)
    const own = openBrowser(centre)
    await own.signIn('peer')
    expect((await own.send('session.unlock', { password })).status).toBe(200)
    const rows = await centre.db.read.select().from(change).where(eq(change.kind, 'session.unlocked'))
    expect(rows).toHaveLength(2)
    expect(rows.every((row) => row.actor === staffId('peer'))).toBe(true)
  })

  test('session.unlock refuses notEnrolled', async () => {
    const own = openBrowser(centre)
    await own.signIn('peer')
    expect((await own.send('session.unlock', { pin: pins.peer })).body).toEqual({ error: 'notEnrolled' })
  })

  test('not by PIN on another centre’s device', async () => {
    const other = await startCentre({ db: centre.db })
    const theirs = openBrowser(other)
    await makeShared(other, theirs)
    const own = openBrowser(centre, new Map(theirs.cookies))
    await own.signIn('peer')
    expect((await own.send('session.unlock', { pin: pins.peer })).body).toEqual({ error: 'notEnrolled' })
    await other.stop()
  })

  test('session.unlock refuses wrongPin', async () => {
    expect((await desk.send('session.unlock', { pin: wrong })).body).toEqual({ error: 'wrongPin', left: 4 })
  })

  test('session.unlock refuses wrongPassword', async () => {
    const answer = await desk.send('session.unlock', { password: 'another' })
    expect(answer).toEqual({ status: 409, body: { error: 'wrongPassword' } })
    expect(await who()).toBe('peer worker')
  })

  test('session.unlock refuses askPassword', async () => {
    for (let guess = 0; guess < 5; guess++) await desk.send('session.unlock', { pin: wrong })
    expect((await desk.send('session.unlock', { pin: pins.peer })).body).toEqual({ error: 'askPassword' })
    expect((await desk.send('session.unlock', { password })).status).toBe(200)
  })

  test('takes one of the two', async () => {
    expect((await desk.send('session.unlock')).status).toBe(400)
  })
})
