/* Why: a centre can want a second factor of a role. Whoever has none sets it up right after signing in and can do
   nothing else before, on any road; nobody is stopped in the middle of a shift, and the shift lead's code still lets in. */
import { io } from 'socket.io-client'
import { generateSync } from 'otplib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands, queries } from '../../../shared/contract/index.ts'
import { whileOwing } from '../../../shared/contract/secondFactorDemand.ts'
import { minutes } from '../../fakeClock.ts'
import { softPasskey } from '../../softPasskey.ts'
import { openWayIn, password, type WayIn } from './wayIn.ts'

let way: WayIn
let before: { username: string; token: string }
beforeAll(async () => {
  way = await openWayIn()
  before = await way.invited('benefits')
  await demand(['benefits'])
  way.centre.clock.pass(minutes(1))
})
afterAll(() => way.centre.close())

const demand = (roles: string[]) =>
  way.centre.as('administrator').call('centre.demandSecondFactor', { roles } as never)
const mustAdd = async (token: string) => (await way.ask('session', token)).body.mustAddSecondFactor
async function signedIn(): Promise<string> {
  const { username } = await way.invited('benefits')
  return String((await way.signIn(username)).body.token)
}

test('until it is there nothing else can be done, by no command and no question', async () => {
  const token = await signedIn()
  expect(await mustAdd(token)).toBe(true)
  const closed = (of: Record<string, { allow: unknown; example: object }>) =>
    Object.entries(of).filter(
      ([name, { allow }]) => Array.isArray(allow) && allow.includes('benefits') && !whileOwing.has(name),
    )
  const sent = closed(commands)
  expect(sent.length).toBeGreaterThan(50)
  for (const [name, { example }] of sent)
    expect([name, (await way.send(name, example, token)).status]).toEqual([name, 403])
  for (const [name] of closed(queries))
    expect([name, (await way.ask(name, token)).status]).toEqual([name, 403])
  expect((await way.ask('account.own', token)).status).toBe(200)
})

test('nor is a live picture given', async () => {
  const token = await signedIn()
  const socket = io(way.centre.url, { transports: ['websocket'], auth: { token }, reconnection: false })
  const why = await new Promise((done) => {
    socket.once('connect', () => done('in'))
    socket.once('connect_error', (error) => done(error.message))
  })
  socket.close()
  expect(why).toBe('notAllowed')
})

test('nor what leading the shift opens besides', async () => {
  expect((await way.send('team.on', { asLead: true }, before.token)).status).toBe(200)
  const forLeads = Object.entries(queries).filter(([, spec]) => spec.orShiftLead)
  expect(forLeads.length).toBeGreaterThan(3)
  const again = String((await way.signIn(before.username)).body.token)
  for (const [name] of forLeads) {
    expect([name, (await way.ask(name, before.token)).status]).not.toEqual([name, 403])
    expect([name, (await way.ask(name, again)).status]).toEqual([name, 403])
  }
  expect((await way.send('team.off', {}, before.token)).status).toBe(200)
})

test('an authenticator app opens everything at once, and is asked for from then on', async () => {
  const { username } = await way.invited('benefits')
  const token = String((await way.signIn(username)).body.token)
  const begun = await way.send('secondFactor.begin', { currentPassword: password }, token)
  const code = generateSync({ secret: begun.body.secret, epoch: Math.floor(way.real.now / 1000) })
  expect((await way.send('secondFactor.confirm', { code }, token)).status).toBe(200)
  expect(await mustAdd(token)).toBeUndefined()
  expect((await way.ask('board', token)).status).toBe(200)
  expect((await way.signIn(username)).body).toMatchObject({ error: 'secondStep' })
})

test('so does a passkey; a password alone is asked again at the next sign-in', async () => {
  const { username } = await way.invited('benefits')
  const token = String((await way.signIn(username)).body.token)
  const { options } = (await way.ask('account.passkeyChallenge', token)).body
  const made = { currentPassword: password, name: 'My phone', passkey: softPasskey().make(options) }
  expect((await way.send('passkey.add', made, token)).status).toBe(200)
  expect(await mustAdd(token)).toBeUndefined()
  expect(await mustAdd(String((await way.signIn(username)).body.token))).toBe(true)
})

test('a password alone adds nothing beside a passkey: whoever stole it would have both', async () => {
  const { username } = await way.invited('benefits')
  const own = String((await way.signIn(username)).body.token)
  const { options } = (await way.ask('account.passkeyChallenge', own)).body
  const made = { currentPassword: password, name: 'My phone', passkey: softPasskey().make(options) }
  expect((await way.send('passkey.add', made, own)).status).toBe(200)

  const stolen = String((await way.signIn(username)).body.token)
  const app = await way.send('secondFactor.begin', { currentPassword: password }, stolen)
  expect(app.body).toMatchObject({ error: 'signInAgain' })
  const asked = (await way.ask('account.passkeyChallenge', stolen)).body
  const another = { currentPassword: password, name: 'Theirs', passkey: softPasskey().make(asked.options) }
  expect((await way.send('passkey.add', another, stolen)).body).toMatchObject({ error: 'signInAgain' })
  expect(await mustAdd(stolen)).toBe(true)
})

test('a live picture ends for whoever comes to owe one by another role', async () => {
  const { username } = await way.invited('peer')
  const token = String((await way.signIn(username)).body.token)
  const { staffId } = (await way.ask('session', token)).body as { staffId: string }
  const socket = io(way.centre.url, { transports: ['websocket'], auth: { token }, reconnection: false })
  await new Promise((done) => {
    socket.once('board.reset', done)
    socket.once('connect', () => socket.emit('board.follow', {}))
  })
  // Begun after the factor was wanted of that role: so it is wanted of them as soon as they have it.
  const ended = new Promise((done) => socket.once('disconnect', done))
  const moved = await way.centre.as('administrator').call('account.changeRole', {
    staffId,
    role: 'benefits',
    agencyId: way.centre.as('peer').agencyId,
  })
  expect(moved.status).toBe(200)
  await ended
  expect(await mustAdd(token)).toBe(true)
})

test('whoever was in before goes on, and other roles aren’t asked', async () => {
  expect(await mustAdd(before.token)).toBeUndefined()
  expect((await way.ask('board', before.token)).status).toBe(200)
  const peer = await way.invited('peer')
  expect(await mustAdd(String((await way.signIn(peer.username)).body.token))).toBeUndefined()
})

test('the shift lead’s code lets in whoever has none, at three in the morning', async () => {
  await way.centre.as('desk').call('team.on', { asLead: true })
  const { username } = await way.invited('benefits')
  const why = 'Their phone fell into the harbour'
  const { code } = (await way.centre.as('desk').call('session.letIn', { username, why })).body
  const inside = await way.send('session.signInByCode', { username, code })
  expect((await way.ask('board', String(inside.body.token))).status).toBe(200)
})

test('a role that was there stays wanted while another is added, and none are again when it is taken back', async () => {
  const token = await signedIn()
  way.centre.clock.pass(minutes(1))
  await demand(['benefits', 'housing'])
  way.real.now += 5_000
  expect(await mustAdd(token)).toBe(true)
  const { body } = await way.centre.as('administrator').ask('centre')
  expect(body.secondFactorRoles).toEqual(['housing', 'benefits'])
  await demand([])
  way.real.now += 5_000
  expect(await mustAdd(token)).toBeUndefined()
})
