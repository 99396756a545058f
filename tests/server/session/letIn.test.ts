/** Whoever leads the shift lets a colleague in: with a word why, by a code that works once and changes nothing. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change } from '../../../db/schema/log.ts'
import { letIn } from '../../../db/schema/signIn.ts'
import { said } from '../../../db/schema/said.ts'
import { minutes } from '../../fakeClock.ts'
import { openWayIn, type WayIn } from './wayIn.ts'

let way: WayIn
beforeAll(async () => {
  way = await openWayIn()
  await way.centre.as('desk').call('team.on', { asLead: true })
})
afterAll(() => way.centre.close())

const lead = () => way.centre.as('desk')
const why = 'Their phone fell into the harbour'
const codeFor = async (username: string) => {
  const { status, body } = await lead().call('session.letIn', { username, why })
  expect(status).toBe(200)
  return String(body.code)
}
const byCode = (username: string, code: string) => way.send('session.signInByCode', { username, code })
const wrong = { status: 409, body: { error: 'wrongCode' } }

describe('a code', () => {
  test('lets its worker in, once, however it is typed', async () => {
    const { username, staffId } = await way.invited()
    const code = await codeFor(username)
    expect(code).toMatch(/^\d{8}$/)
    const inside = await byCode(username.toUpperCase(), `${code.slice(0, 4)} ${code.slice(4)}`)
    expect(inside.status).toBe(200)
    expect((await way.ask('session', inside.body.token)).body).toMatchObject({ staffId })
    expect(await byCode(username, code)).toMatchObject(wrong)
  })

  test('is in the log with who let them in, and why among the words', async () => {
    const { username, staffId } = await way.invited()
    await codeFor(username)
    const { read } = way.centre.db
    const rows = await read.select().from(change).where(eq(change.subject, staffId))
    expect(rows.find((one) => one.kind === 'account.letIn')).toMatchObject({ actor: lead().staffId })
    expect(JSON.stringify(rows)).not.toContain('harbour')
    const words = await read.select().from(said).where(eq(said.subject, staffId))
    expect(words.map((one) => one.value)).toContain(why)
  })

  test('is kept as a digest, and given again to the same press alone', async () => {
    const { username } = await way.invited()
    const key = uuidv7()
    const once = await lead().call('session.letIn', { username, why }, { key })
    const again = await lead().call('session.letIn', { username, why }, { key })
    expect(again.body).toEqual(once.body)
    const rows = await way.centre.db.read.select().from(letIn)
    expect(JSON.stringify(rows)).not.toContain(once.body.code)
  })

  test('session.signInByCode refuses wrongCode after ten minutes, for another’s, and when a later one was made', async () => {
    const [one, two] = [await way.invited(), await way.invited()]
    const code = await codeFor(one.username)
    expect(await byCode(two.username, code)).toMatchObject(wrong)
    const later = await codeFor(one.username)
    expect(await byCode(one.username, code)).toMatchObject(wrong)
    way.centre.clock.pass(minutes(10))
    expect(await byCode(one.username, later)).toMatchObject(wrong)
    expect(await byCode('nobody', later)).toMatchObject(wrong)
  })

  test('is over after ten misses, and the lead makes another: nobody is kept out by guesses at their name', async () => {
    const { username } = await way.invited()
    for (let n = 0; n < 12; n++) await way.signIn(username, 'not this one')
    expect((await way.signIn(username)).status).toBe(429)
    const first = await codeFor(username)
    for (let n = 0; n < 10; n++) await byCode(username, '00000000')
    expect(await byCode(username, first)).toMatchObject(wrong)
    const second = await codeFor(username)
    expect((await byCode(username, second)).status).toBe(200)
  })

  test('changes nothing about how they sign in: for that it takes the password', async () => {
    const { username } = await way.invited()
    const inside = await byCode(username, await codeFor(username))
    const tried = await way.send(
      'session.changePassword',
      { password: 'Another one of mine' },
      inside.body.token,
    )
    expect(tried).toMatchObject({ status: 409, body: { error: 'wrongPassword' } })
    expect((await way.signIn(username)).status).toBe(200)
  })

  test('is for nobody whom the centre doesn’t know, and for no switched off one', async () => {
    const { username, staffId } = await way.invited()
    await way.centre.as('administrator').call('account.switchOff', { staffId })
    for (const named of [username, 'nobody'])
      expect((await lead().call('session.letIn', { username: named, why })).status).toBe(404)
  })
})

test('session.letIn refuses notShiftLead', async () => {
  const { username } = await way.invited()
  const tried = await way.centre.as('peer').call('session.letIn', { username, why })
  expect(tried).toMatchObject({ status: 409, body: { error: 'notShiftLead' } })
  for (const worker of ['manager', 'administrator'] as const)
    expect((await way.centre.as(worker).call('session.letIn', { username, why })).status).toBe(200)
})

test('session.letIn refuses yourself', async () => {
  const { centre } = way
  const tried = await lead().call('session.letIn', { username: `desk-${centre.id}`, why })
  expect(tried).toMatchObject({ status: 409, body: { error: 'yourself' } })
})

test('session.letIn refuses onlyManagers: nobody gets more rights than their own by it', async () => {
  const { centre } = way
  const refused = { status: 409, body: { error: 'onlyManagers' } }
  const asked = (by: 'desk' | 'manager', whom: string) =>
    centre.as(by).call('session.letIn', { username: `${whom}-${centre.id}`, why })
  expect(await asked('desk', 'manager')).toMatchObject(refused)
  expect(await asked('desk', 'administrator')).toMatchObject(refused)
  expect(await asked('manager', 'administrator')).toMatchObject(refused)
})

test('session.letIn refuses onlyManagers to a volunteer who leads, but for another volunteer', async () => {
  const { centre } = way
  await centre.as('desk').call('team.off', {})
  await centre.as('volunteer').call('team.on', { asLead: true })
  const { username } = await way.invited()
  const tried = await centre.as('volunteer').call('session.letIn', { username, why })
  expect(tried).toMatchObject({ status: 409, body: { error: 'onlyManagers' } })
  const other = await way.invited('volunteer')
  expect((await centre.as('volunteer').call('session.letIn', { username: other.username, why })).status).toBe(
    200,
  )
})
