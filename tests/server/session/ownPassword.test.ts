/** Another password of one's own, and which ones can't be chosen. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashPassword, isPassword } from '../../../server/features/session/password.ts'
import { passwordTrouble } from '../../../server/features/session/passwordRules.ts'
import { openWayIn, password, type WayIn } from './wayIn.ts'

let way: WayIn
beforeAll(async () => {
  way = await openWayIn()
})
afterAll(() => way.centre.close())

const other = 'Nine boats went out before the rain'

describe('changing it', () => {
  test('ends every other sign-in of the account, and keeps this one', async () => {
    const { username, token } = await way.invited()
    const second = String((await way.signIn(username)).body.token)
    const input = { currentPassword: password, password: other }
    expect((await way.send('session.changePassword', input, token)).status).toBe(200)
    expect((await way.ask('session', second)).status).toBe(401)
    expect((await way.ask('session', token)).status).toBe(200)
    expect((await way.signIn(username)).status).toBe(401)
    expect((await way.signIn(username, other)).status).toBe(200)
  })

  test('withdraws a link to another password that is still open', async () => {
    const { token } = await way.invited()
    const { staffId } = (await way.ask('session', token)).body as { staffId: string }
    const admin = way.centre.as('administrator')
    const link = await admin.call('account.makePasswordLink', { staffId })
    const input = { currentPassword: password, password: other }
    expect((await way.send('session.changePassword', input, token)).status).toBe(200)
    const taken = await way.send('invitation.take', { token: link.body.token as string, password })
    expect(taken).toMatchObject({ status: 409, body: { error: 'linkOver' } })
  })

  test('sent again with its key it is done once, though the old password is the old one by now', async () => {
    const { token } = await way.invited()
    const key = { 'Idempotency-Key': 'the-same-press' }
    const input = { currentPassword: password, password: other }
    const once = await way.send('session.changePassword', input, token, key)
    expect(once.status).toBe(200)
    expect(await way.send('session.changePassword', input, token, key)).toMatchObject({ body: once.body })
  })

  test('one that is pasted, and long, and of any signs is fine', async () => {
    const { username, token } = await way.invited()
    const long = `  ${'שלום 🚤 äöü '.repeat(20)} `
    const input = { currentPassword: password, password: long }
    expect((await way.send('session.changePassword', input, token)).status).toBe(200)
    expect((await way.signIn(username, long)).status).toBe(200)
    expect((await way.signIn(username, long.trim())).status).toBe(401)
  })

  test('guesses at the old one are slowed by account', async () => {
    const { token } = await way.invited()
    const input = { currentPassword: 'not this one', password: other }
    for (let n = 0; n < 10; n++) await way.send('session.changePassword', input, token)
    const right = { ...input, currentPassword: password }
    expect((await way.send('session.changePassword', right, token)).status).toBe(429)
  })
})

/** Each change of how one signs in, with an input that is fine but for the proof. */
const changes = {
  'session.changePassword': { password: other },
  'secondFactor.begin': {},
  'secondFactor.makeCodes': {},
  'secondFactor.remove': {},
} as const
const named = (what: string) => {
  const name = what.split(' ')[0] as keyof typeof changes
  return { name, input: changes[name] }
}

test.each([
  'session.changePassword refuses wrongPassword',
  'secondFactor.begin refuses wrongPassword',
  'secondFactor.makeCodes refuses wrongPassword',
  'secondFactor.remove refuses wrongPassword',
])('%s, wrong or missing', async (what) => {
  const { name, input } = named(what)
  const { token } = await way.invited()
  const refused = { status: 409, body: { error: 'wrongPassword' } }
  expect(await way.send(name, { ...input, currentPassword: 'not this one' }, token)).toMatchObject(refused)
  expect(await way.send(name, input, token)).toMatchObject(refused)
})

test.each([
  'session.changePassword refuses signInAgain',
  'secondFactor.begin refuses signInAgain',
  'secondFactor.makeCodes refuses signInAgain',
  'secondFactor.remove refuses signInAgain',
])('%s where there is no password and the sign-in is no proof', async (what) => {
  const { name, input } = named(what)
  expect(await way.send(name, input, await way.keyed())).toMatchObject({
    status: 409,
    body: { error: 'signInAgain' },
  })
})

describe('the rules', () => {
  const names = ['jo.marsh', 'Jo Marsh', 'Lantern House']
  test.each([
    ['elevenletter'.slice(1), 'passwordTooShort'],
    ['🚤🚤🚤🚤🚤🚤', 'passwordTooShort'],
    ['aaaaaaaaaaaaaaaa', 'passwordTooCommon'],
    ['abababababab', 'passwordTooCommon'],
    ['202611282026', 'passwordTooCommon'],
    ['qwertyqwerty', 'passwordTooCommon'],
    ['1qaz2wsx3edc', 'passwordTooCommon'],
    ['Liverpool2026!!', 'passwordTooCommon'],
    ['ＰＡＳＳＷＯＲＤ１２３４', 'passwordTooCommon'],
    ['jo.marsh 2026', 'passwordLikeName'],
    ['Lantern-House-1', 'passwordLikeName'],
    ['alongside-demo', null],
    ['alongside 2026!', 'passwordLikeName'],
    ['seven boats on the harbour', null],
    ['Jo Marsh counts seven boats', null],
    ['kwetsbaarheid', null],
  ])('%j: %s', async (typed, trouble) => {
    expect(await passwordTrouble(typed, names)).toBe(trouble)
  })
})

test('where there is no account, and where it has no password, the same work is done and the answer is no', async () => {
  const kept = await hashPassword(password)
  expect(await isPassword(kept, password)).toBe(true)
  expect(await isPassword('none', 'none')).toBe(false)
  expect(await isPassword(null, password)).toBe(false)
})
