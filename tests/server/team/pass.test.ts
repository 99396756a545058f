/** The night pass: somebody without an account is let in for one shift, and it ends with the shift whatever they do. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agency } from '../../../db/schema/centre.ts'
import { change } from '../../../db/schema/log.ts'
import { said } from '../../../db/schema/said.ts'
import { nightPass } from '../../../db/schema/signIn.ts'
import { believedFor } from '../../../server/features/session/actors.ts'
import { letLeaversGo } from '../../../server/leaving.ts'
import { mostPassHours } from '../../../shared/domain/passHours.ts'
import { passRoles } from '../../../shared/contract/roleGroups.ts'
import type { WorkerName } from '../../harness.ts'
import { minutes } from '../../fakeClock.ts'
import { openWayIn, type WayIn } from '../session/wayIn.ts'

let way: WayIn
beforeAll(async () => {
  way = await openWayIn()
  await way.centre.as('desk').call('team.on', { asLead: true })
})
afterAll(async () => {
  expect(way.centre.faults).toEqual([])
  await way.centre.close()
})

const lead = () => way.centre.as('desk')
const wanted = () => ({ name: 'Robin Night', role: 'peer', agencyId: lead().agencyId, hours: 10 })
const give = (more: object = {}, by: WorkerName = 'desk') =>
  way.centre.as(by).send('pass.give', { ...wanted(), ...more })
const byPass = (code: unknown) => way.send('session.signInByPass', { code })
const refuses = (error: string) => ({ status: 409, body: { error } })
/** Somebody who is here on a pass. */
async function onPass(more: object = {}) {
  const { body } = await give(more)
  const inside = await byPass(body.code)
  expect(inside.status).toBe(200)
  const token = String(inside.body.token)
  const { staffId } = (await way.ask('session', token)).body as { staffId: string }
  return { passId: String(body.id), code: String(body.code), token, staffId }
}
const standing = async () => {
  const { body } = await lead().ask('passes', {})
  return body.passes as { passId: string; staffId: string; endsAt: number; usedAt: number | null }[]
}
const itsKinds = async (staffId: string) => {
  const rows = await way.centre.db.read.select().from(change).where(eq(change.subject, staffId))
  return rows.map((one) => one.kind)
}
/** What was read of a session is believed for a few seconds, by the real clock. */
const later = (ms: number) => {
  way.centre.clock.pass(ms)
  way.real.now += believedFor + 1
}
const letGo = () =>
  letLeaversGo({ read: way.centre.db.read, door: way.centre.app.door, clock: way.centre.clock })

describe('a pass', () => {
  test('lets somebody in once, under their own name, role and agency', async () => {
    const { body } = await give({ name: 'Kit Harbour', role: 'clinician' })
    expect(body.code).toMatch(/^([A-Z0-9]{4}-){2}[A-Z0-9]{4}$/)
    const inside = await byPass(String(body.code).toLowerCase().replaceAll('-', ' '))
    expect(inside.status).toBe(200)
    const me = await way.ask('session', String(inside.body.token))
    expect(me.body).toMatchObject({ name: 'Kit Harbour', role: 'clinician', agency: lead().actor.agency })
    expect(await byPass(body.code)).toMatchObject(refuses('wrongCode'))
  })

  test('ends by the centre’s clock, and its worker leaves as leavers do', async () => {
    const { token, staffId, passId } = await onPass({ hours: 2 })
    const visitId = await way.centre.arrive()
    expect((await way.send('team.on', {}, token)).status).toBe(200)
    expect((await way.send('visit.beginWith', { visitId }, token)).status).toBe(200)
    later(minutes(120) - 1)
    expect((await way.ask('session', token)).status).toBe(200)
    later(1)
    expect((await way.ask('session', token)).status).toBe(401)
    expect((await way.send('visit.arrive', {}, token)).status).toBe(401)
    expect((await standing()).map((one) => one.passId)).not.toContain(passId)
    await letGo()
    const kinds = await itsKinds(staffId)
    expect(kinds).toContain('account.left')
    expect(kinds).toContain('team.wentOff')
    const { body } = await lead().ask('visit', { visitId })
    expect(JSON.stringify(body)).toContain('Robin Night')
  })

  test('opens nothing when its code is used after its end', async () => {
    const { body } = await give({ hours: 1 })
    later(minutes(60))
    expect(await byPass(body.code)).toMatchObject(refuses('wrongCode'))
  })

  test('lasts fourteen hours at most, and never as manager, administrator or wall', async () => {
    for (const hours of [0, mostPassHours + 1, 1.5]) expect((await give({ hours })).status).toBe(400)
    for (const role of ['manager', 'administrator', 'wall']) expect((await give({ role })).status).toBe(400)
    for (const role of passRoles) expect((await give({ role })).status).toBe(200)
  })

  test('is listed while it stands, without its code, for whoever leads the shift and for managers', async () => {
    const { body } = await give({ hours: 3 })
    const found = (await standing()).find((one) => one.passId === body.id)
    expect(found).toMatchObject({
      name: 'Robin Night',
      by: lead().actor.name,
      usedAt: null,
      endsAt: way.centre.clock.now() + minutes(180),
    })
    expect(JSON.stringify(await standing())).not.toContain(body.code)
    expect((await way.centre.as('manager').ask('passes', {})).status).toBe(200)
    expect((await way.centre.as('peer').ask('passes', {})).status).toBe(403)
  })

  test('is in the log with who gave it, and its code is kept nowhere', async () => {
    const { staffId, code } = await onPass({ name: 'Ash Lantern' })
    const { read } = way.centre.db
    const rows = await read.select().from(change).where(eq(change.subject, staffId))
    expect(rows.find((one) => one.kind === 'pass.given')).toMatchObject({ actor: lead().staffId })
    const kept = JSON.stringify([await read.select().from(nightPass), await read.select().from(change)])
    expect(kept).not.toContain(code)
    expect(kept).not.toContain(code.replaceAll('-', ''))
    expect(kept).not.toContain('Lantern')
    const words = await read.select().from(said).where(eq(said.subject, staffId))
    expect(words.map((one) => one.value)).toContain('Ash Lantern')
  })

  test('is one pass with one code, however often the press is sent', async () => {
    const key = uuidv7()
    const [once, again] = [await give({}), await give({})]
    expect(once.body.code).not.toBe(again.body.code)
    const press = () => lead().send('pass.give', wanted(), { 'Idempotency-Key': key })
    expect((await press()).body).toEqual((await press()).body)
  })

  test('begins one session, of two presses at once', async () => {
    const { body } = await give()
    const both = await Promise.all([byPass(body.code), byPass(body.code)])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  })

  test('can be made into nothing that lasts: no password, no second factor, no passkey', async () => {
    const { token } = await onPass()
    const tried = [
      await way.send('session.changePassword', { password: 'Seven boats on the harbour' }, token),
      await way.send('secondFactor.begin', {}, token),
    ]
    for (const one of tried) expect(one).toMatchObject(refuses('signInAgain'))
  })

  test('slows guesses by address', async () => {
    const guess = () =>
      way.send('session.signInByPass', { code: 'AAAA-AAAA-AAAA' }, undefined, {
        'x-forwarded-for': '198.51.100.7',
      })
    const statuses = new Set<number>()
    for (let n = 0; n < 61; n++) statuses.add((await guess()).status)
    expect([...statuses]).toEqual([409, 429])
  })
})

describe('another code', () => {
  test('lets them in again, and the one before it works no more', async () => {
    const { body } = await give()
    const made = await lead().call('pass.makeCode', { passId: String(body.id) })
    expect(await byPass(body.code)).toMatchObject(refuses('wrongCode'))
    expect((await byPass(made.body.code)).status).toBe(200)
    const third = await lead().call('pass.makeCode', { passId: String(body.id) })
    expect((await byPass(third.body.code)).status).toBe(200)
  })

  test('makes it no longer', async () => {
    const { passId } = await onPass({ hours: 1 })
    later(minutes(59))
    const made = await lead().call('pass.makeCode', { passId })
    later(minutes(1))
    expect(await byPass(made.body.code)).toMatchObject(refuses('wrongCode'))
  })
})

describe('withdrawn', () => {
  test('it ends at once, with its sessions, and nobody is left waiting for them', async () => {
    const { token, passId, staffId } = await onPass()
    const visitId = await way.centre.arrive()
    await way.send('team.on', {}, token)
    await way.send('visit.beginWith', { visitId }, token)
    expect((await way.centre.as('manager').call('pass.withdraw', { passId })).status).toBe(200)
    expect((await way.ask('session', token)).status).toBe(401)
    expect((await standing()).map((one) => one.passId)).not.toContain(passId)
    expect(await itsKinds(staffId)).toEqual(expect.arrayContaining(['team.wentOff', 'pass.withdrawn']))
  })

  test('before it was used, its code opens nothing', async () => {
    const { body } = await give()
    await lead().call('pass.withdraw', { passId: String(body.id) })
    expect(await byPass(body.code)).toMatchObject(refuses('wrongCode'))
  })

  test('it isn’t by a lead any more once an administrator has given its worker another last day', async () => {
    const { passId, staffId } = await onPass()
    await way.centre.as('administrator').call('account.endOn', { staffId, day: '2031-01-01' })
    expect(await lead().call('pass.withdraw', { passId })).toMatchObject(refuses('passOver'))
  })

  test('another centre’s pass is one that never was', async () => {
    const { body } = await give()
    const other = await openWayIn(way.centre.db)
    await other.centre.as('desk').call('team.on', { asLead: true })
    for (const name of ['pass.withdraw', 'pass.makeCode'] as const)
      expect((await other.centre.as('desk').call(name, { passId: String(body.id) })).status).toBe(404)
    const theirs = await other.centre.as('manager').ask('passes', {})
    expect(theirs.body).toEqual({ passes: [] })
    await other.centre.stop()
  })
})

type Its = 'give' | 'makeCode' | 'withdraw'
const nameOf = (title: string) => (/\.(\w+) /.exec(title)?.[1] ?? '') as Its
/** The command of a title, by whoever's token, about this pass. */
const asked = (title: string, token: string, passId: string, more: object = {}) =>
  way.send(`pass.${nameOf(title)}`, nameOf(title) === 'give' ? { ...wanted(), ...more } : { passId }, token)

test.each([
  'pass.give refuses notShiftLead',
  'pass.makeCode refuses notShiftLead',
  'pass.withdraw refuses notShiftLead',
])('%s', async (title) => {
  const { body } = await give()
  const tried = await asked(title, way.centre.as('peer').token, String(body.id))
  expect(tried).toMatchObject(refuses('notShiftLead'))
  const manager = await asked(title, way.centre.as('manager').token, String(body.id))
  expect(manager.status).toBe(200)
})

test.each(['pass.give refuses onPass', 'pass.makeCode refuses onPass'])('%s', async (title) => {
  const { token, passId } = await onPass()
  await lead().call('team.off', {})
  await way.send('team.on', { asLead: true }, token)
  expect(await asked(title, token, passId)).toMatchObject(refuses('onPass'))
  await way.send('team.off', {}, token)
  await lead().call('team.on', { asLead: true })
})

test.each(['pass.give refuses moreThanYours', 'pass.makeCode refuses moreThanYours'])('%s', async (title) => {
  const { body } = await give()
  const volunteer = way.centre.as('volunteer')
  await lead().call('team.off', {})
  await volunteer.call('team.on', { asLead: true })
  expect(await asked(title, volunteer.token, String(body.id))).toMatchObject(refuses('moreThanYours'))
  expect((await give({ role: 'volunteer' }, 'volunteer')).status).toBe(200)
  await volunteer.call('team.off', {})
  await lead().call('team.on', { asLead: true })
})

test.each(['pass.give refuses agencyEnded', 'pass.makeCode refuses agencyEnded'])('%s', async (title) => {
  const admin = way.centre.as('administrator')
  const added = await admin.call('agency.add', { name: `Night Staff ${uuidv7()}`, kind: 'voluntary' })
  const agencyId = String(added.body.id)
  const { body } = await give({ agencyId })
  await way.centre.db.write(async (tx) => {
    await tx.update(agency).set({ endedAt: way.centre.clock.now() }).where(eq(agency.id, agencyId))
  })
  expect(await asked(title, lead().token, String(body.id), { agencyId })).toMatchObject(
    refuses('agencyEnded'),
  )
})

test.each(['pass.give refuses getsNoSignIn', 'pass.makeCode refuses getsNoSignIn'])('%s', async (title) => {
  const admin = way.centre.as('administrator')
  const added = await admin.call('agency.add', { name: `Night Staff ${uuidv7()}`, kind: 'voluntary' })
  const agencyId = String(added.body.id)
  const { body } = await give({ agencyId })
  for (const kind of ['police', 'immigration', 'benefitAuthority'] as const) {
    await way.centre.db.write(async (tx) => {
      await tx.update(agency).set({ kind }).where(eq(agency.id, agencyId))
    })
    const tried = await asked(title, lead().token, String(body.id), { agencyId })
    expect(tried).toMatchObject({ status: 409, body: { error: 'getsNoSignIn', kind } })
  }
})

test.each(['pass.makeCode refuses passOver', 'pass.withdraw refuses passOver'])('%s', async (title) => {
  const { body } = await give({ hours: 1 })
  later(minutes(60))
  expect(await asked(title, lead().token, String(body.id))).toMatchObject(refuses('passOver'))
  const second = await give()
  await lead().call('pass.withdraw', { passId: String(second.body.id) })
  expect(await asked(title, lead().token, String(second.body.id))).toMatchObject(refuses('passOver'))
})

test('session.signInByPass refuses wrongCode', async () => {
  expect(await byPass('AAAA-BBBB-CCCC')).toMatchObject(refuses('wrongCode'))
})
