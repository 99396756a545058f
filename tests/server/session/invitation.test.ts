/** Links to a sign-in: they work once, for 72 hours, and nobody keeps them. */
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { invitation } from '../../../db/schema/signIn.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { change, command } from '../../../db/schema/log.ts'
import { operatorOf } from '../../../server/operatorActor.ts'
import { askFromOutside } from '../../database.ts'
import { fakeClock, hours } from '../../fakeClock.ts'
import { foundCentre } from '../../harness.ts'
import { softPasskey } from '../../softPasskey.ts'
import { openWayIn, password, type WayIn } from './wayIn.ts'

let way: WayIn
beforeAll(async () => {
  way = await openWayIn()
})
afterAll(() => way.centre.close())

const admin = () => way.centre.as('administrator')

describe('an invitation', () => {
  test('says whom it is for, and lets them choose user name and password, in the role they were given', async () => {
    const token = await way.link('housing')
    const look = await way.send('invitation.look', { token })
    expect(look.body).toMatchObject({
      name: 'Jo M.',
      centre: 'Lantern House',
      username: null,
      leastLength: 12,
    })
    const username = `Jo.Marsh-${uuidv7()}`
    const taken = await way.send('invitation.take', { token, username, password })
    expect(taken.status).toBe(200)
    const me = await way.ask('session', String(taken.body.token))
    expect(me.body).toMatchObject({ name: 'Jo M.', role: 'housing', agency: 'The Charity' })
    expect((await way.signIn(username.toUpperCase())).status).toBe(200)
  })

  test('is kept as a digest alone, and its token is in no row and no answer but the one', async () => {
    const token = await way.link()
    const rows = await way.centre.db.read.select().from(invitation)
    const others = [
      await way.centre.db.read.select().from(command),
      await way.centre.db.read.select().from(change),
      (await admin().ask('account.links')).body,
    ]
    expect(JSON.stringify([rows, others])).not.toContain(token)
  })

  test('pressed again with the same key gives the same link', async () => {
    const input = { name: 'Sam', role: 'peer', agencyId: admin().agencyId } as const
    const key = uuidv7()
    const [once, again] = [
      await admin().call('account.invite', input, { key }),
      await admin().call('account.invite', input, { key }),
    ]
    expect(again.body).toEqual(once.body)
    const other = await admin().call('account.invite', input)
    expect(other.body.token).not.toBe(once.body.token)
  })

  test('can be taken by a passkey instead of a password', async () => {
    const token = await way.link()
    const { body } = await way.send('invitation.look', { token })
    const key = softPasskey()
    const username = `keys-${uuidv7()}`
    const taken = await way.send('invitation.take', { token, username, passkey: key.make(body.passkey) })
    expect(taken.status).toBe(200)
    expect((await way.signIn(username, 'none')).status).toBe(401)
    const { body: challenge } = await way.ask('session.passkeyChallenge', '')
    const inside = await way.send('session.signInByPasskey', { passkey: key.use(challenge.options) })
    expect(inside.status).toBe(200)
  })

  test('for an agency that isn’t there is no invitation', async () => {
    const sent = await admin().send('account.invite', { name: 'Jo', role: 'peer', agencyId: uuidv7() })
    expect(sent).toMatchObject({ status: 400, body: { issues: [{ path: 'agencyId' }] } })
  })

  test('is listed while it is open, and not after', async () => {
    const token = await way.link('benefits')
    const listed = async () =>
      (await admin().ask('account.links')).body.links.filter(
        (one: { role: string }) => one.role === 'benefits',
      )
    expect(await listed()).toHaveLength(1)
    await way.send('invitation.take', { token, username: `x-${uuidv7()}`, password })
    expect(await listed()).toHaveLength(0)
  })
})

describe('an agency', () => {
  const agency = async () =>
    String((await admin().call('agency.add', { name: `Quay ${uuidv7()}`, kind: 'voluntary' })).body.id)
  const invite = (agencyId: string) => admin().call('account.invite', { name: 'Jo', role: 'peer', agencyId })
  const take = async (token: string) =>
    (await way.send('invitation.take', { token, username: `p-${uuidv7()}`, password })).body
  /** No command makes it one, so it is made one from outside. */
  const becomesPolice = (id: string) =>
    askFromOutside(way.centre.db.url, `update agency set kind = 'police' where id = '${id}'`)

  test('account.invite refuses agencyEnded', async () => {
    const agencyId = await agency()
    await admin().call('agency.end', { agencyId })
    expect((await invite(agencyId)).body).toMatchObject({ error: 'agencyEnded' })
  })

  test('account.invite refuses getsNoSignIn', async () => {
    const agencyId = await agency()
    await becomesPolice(agencyId)
    expect((await invite(agencyId)).body).toMatchObject({ error: 'getsNoSignIn', kind: 'police' })
  })

  test('invitation.take refuses agencyEnded where it ended meanwhile', async () => {
    const agencyId = await agency()
    const { body } = await invite(agencyId)
    await admin().call('agency.end', { agencyId })
    expect(await take(body.token)).toEqual({ error: 'agencyEnded', at: expect.any(Number) })
  })

  test('invitation.take refuses getsNoSignIn where it became one meanwhile', async () => {
    const agencyId = await agency()
    const { body } = await invite(agencyId)
    await becomesPolice(agencyId)
    expect(await take(body.token)).toEqual({ error: 'getsNoSignIn', kind: 'police' })
  })
})

describe('a link that is over says one thing', () => {
  const over = { status: 409, body: { error: 'linkOver' } }
  const choose = (token: string) =>
    way.send('invitation.take', { token, username: `late-${uuidv7()}`, password })

  test('invitation.take refuses linkOver when it was used, and of two at once lets one', async () => {
    const token = await way.link()
    const both = await Promise.all([choose(token), choose(token)])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
    expect(await choose(token)).toMatchObject(over)
  })

  test('invitation.look refuses linkOver after 72 hours, when taken back, and for one that never was', async () => {
    const [late, back] = [await way.link(), await way.link()]
    const [newest] = (await admin().ask('account.links')).body.links
    await admin().call('account.withdrawLink', { invitationId: newest.invitationId })
    expect(await way.send('invitation.look', { token: back })).toMatchObject(over)
    expect(await choose(back)).toMatchObject(over)
    expect(await way.send('invitation.look', { token: 'x'.repeat(43) })).toMatchObject(over)
    way.centre.clock.pass(hours(72) - 1)
    expect((await way.send('invitation.look', { token: late })).status).toBe(200)
    way.centre.clock.pass(1)
    expect(await way.send('invitation.look', { token: late })).toMatchObject(over)
    expect(await choose(late)).toMatchObject(over)
  })

  test('account.withdrawLink refuses linkOver, and knows no other centre’s', async () => {
    const token = await way.link()
    const [{ invitationId }] = (await admin().ask('account.links')).body.links
    await choose(token)
    expect(await admin().call('account.withdrawLink', { invitationId })).toMatchObject(over)
    expect((await admin().call('account.withdrawLink', { invitationId: uuidv7() })).status).toBe(404)
  })
})

test('invitation.take refuses usernameTaken, whatever the capitals, and the link still works', async () => {
  const { username } = await way.invited()
  const token = await way.link()
  const taken = await way.send('invitation.take', { token, username: username.toUpperCase(), password })
  expect(taken).toMatchObject({ status: 409, body: { error: 'usernameTaken' } })
  const again = await way.send('invitation.take', { token, username: `other-${uuidv7()}`, password })
  expect(again.status).toBe(200)
})

test('invitation.take refuses passkeyNotMade for a challenge of somebody else’s link', async () => {
  const [mine, theirs] = [await way.link(), await way.link()]
  const { body } = await way.send('invitation.look', { token: theirs })
  const passkey = softPasskey().make(body.passkey)
  const taken = await way.send('invitation.take', { token: mine, username: `p-${uuidv7()}`, passkey })
  expect(taken).toMatchObject({ status: 409, body: { error: 'passkeyNotMade' } })
})

test.each([
  ['short', 'passwordTooShort'],
  ['password1234', 'passwordTooCommon'],
  ['Lantern House', 'passwordLikeName'],
])('a password such as %j can’t be chosen: %s', async (typed, message) => {
  const taken = await way.send('invitation.take', {
    token: await way.link(),
    username: `p-${uuidv7()}`,
    password: typed,
  })
  expect(taken).toMatchObject({ status: 400, body: { issues: [{ path: 'password', message }] } })
})

describe('a link for another password', () => {
  test('changes it, ends every sign-in, and makes no second account', async () => {
    const { username, staffId, token } = await way.invited()
    const before = (await way.centre.db.read.select().from(account)).length
    const { body } = await admin().call('account.makePasswordLink', { staffId })
    const look = await way.send('invitation.look', { token: body.token })
    expect(look.body).toMatchObject({ username, passkey: null })
    const other = 'Eight boats, and the rain stopped'
    const taken = await way.send('invitation.take', { token: body.token, password: other })
    expect(taken.status).toBe(200)
    expect((await way.ask('session', token)).status).toBe(401)
    expect((await way.ask('session', String(taken.body.token))).body).toMatchObject({ staffId })
    expect((await way.signIn(username)).status).toBe(401)
    expect((await way.signIn(username, other)).status).toBe(200)
    expect(await way.centre.db.read.select().from(account)).toHaveLength(before)
  })

  test('sent again with its key it is the same session, which ends for good', async () => {
    const { staffId } = await way.invited()
    const { body } = await admin().call('account.makePasswordLink', { staffId })
    const chosen = { token: body.token, password: 'Nine boats, and then the sun' }
    const key = { 'Idempotency-Key': `link-${staffId}` }
    const first = await way.send('invitation.take', chosen, undefined, key)
    await admin().call('account.endSessions', { staffId })
    const again = await way.send('invitation.take', chosen, undefined, key)
    expect((await way.ask('session', String(first.body.token))).status).toBe(401)
    expect((await way.ask('session', String(again.body.token))).status).toBe(401)
  })

  test('a later one takes the place of an earlier', async () => {
    const { staffId } = await way.invited()
    const first = await admin().call('account.makePasswordLink', { staffId })
    await admin().call('account.makePasswordLink', { staffId })
    expect((await way.send('invitation.look', { token: first.body.token })).status).toBe(409)
  })

  test('account.makePasswordLink refuses alreadyOff', async () => {
    const { staffId } = await way.invited()
    await admin().call('account.switchOff', { staffId })
    expect(await admin().call('account.makePasswordLink', { staffId })).toMatchObject({
      status: 409,
      body: { error: 'alreadyOff' },
    })
  })

  test('account.makePasswordLink refuses worksElsewhere', async () => {
    const { staffId } = await way.invited()
    await worksElsewhereToo(staffId)
    const refusal = { status: 409, body: { error: 'worksElsewhere' } }
    expect(await admin().call('account.makePasswordLink', { staffId })).toMatchObject(refusal)
    // Whoever keeps the server answers for every centre on it.
    const byOperator = { actor: operatorOf(way.centre.id), input: { staffId } }
    expect(await way.centre.app.door.run('account.makePasswordLink', byOperator)).toMatchObject({
      is: 'done',
    })
  })

  test('another centre where they are switched off, or their last day is over, is no reason', async () => {
    const { centre } = way
    const ended = [{ offAt: centre.clock.now() - 1 }, { leavesAt: centre.clock.now() }]
    for (const over of ended) {
      const { staffId } = await way.invited()
      await worksElsewhereToo(staffId, over)
      expect(await admin().call('account.makePasswordLink', { staffId })).toMatchObject({ status: 200 })
    }
    const { staffId } = await way.invited()
    await worksElsewhereToo(staffId, { leavesAt: centre.clock.now() + 1 })
    expect(await admin().call('account.makePasswordLink', { staffId })).toMatchObject({ status: 409 })
  })
})

/** No command gives an account a second centre yet: so the row is put there by hand. */
async function worksElsewhereToo(
  staffId: string,
  more: Partial<typeof staff.$inferInsert> = {},
): Promise<void> {
  const { db } = way.centre
  const other = await foundCentre(db, fakeClock())
  const worker = (await db.read.select().from(staff)).find((one) => one.id === staffId)
  if (!worker) throw new Error('no such worker')
  await db.write(async (tx) => {
    await tx.insert(staff).values({ ...worker, id: uuidv7(), centreId: other.centreId, ...more })
  })
}
