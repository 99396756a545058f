/** Passkeys of one's own: added with a proof, used once an answer, and never for somebody else or elsewhere. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change } from '../../../db/schema/log.ts'
import { passkey } from '../../../db/schema/signIn.ts'
import { softPasskey } from '../../softPasskey.ts'
import { type Invited, openWayIn, password, type WayIn } from './wayIn.ts'

let way: WayIn
beforeAll(async () => {
  way = await openWayIn()
})
afterAll(() => way.centre.close())

const proof = { currentPassword: password }
const toMake = async (token: string) => (await way.ask('account.passkeyChallenge', token)).body.options
const toSignIn = async () => (await way.ask('session.passkeyChallenge', '')).body.options
const refused = (state: string) => ({ status: 409, body: { error: state } })

async function withPasskey(): Promise<Invited & { key: ReturnType<typeof softPasskey>; passkeyId: string }> {
  const who = await way.invited()
  const key = softPasskey()
  const input = { ...proof, name: 'My phone', passkey: key.make(await toMake(who.token)) }
  const added = await way.send('passkey.add', input, who.token)
  expect(added.status).toBe(200)
  return { ...who, key, passkeyId: String(added.body.id) }
}
const enter = (answer: object) => way.send('session.signInByPasskey', { passkey: answer })
const own = async (token: string) => (await way.ask('account.own', token)).body.passkeys

describe('a passkey', () => {
  test('signs its owner in without a name, and says when it was used', async () => {
    const { key, staffId, token } = await withPasskey()
    expect(await own(token)).toMatchObject([{ name: 'My phone', usedAt: null }])
    const inside = await enter(key.use(await toSignIn()))
    expect(inside.status).toBe(200)
    expect((await way.ask('session', inside.body.token)).body).toMatchObject({ staffId })
    expect(await own(token)).toMatchObject([{ usedAt: way.centre.clock.now() }])
  })

  test('is two proofs at once: no code of an app is asked after it', async () => {
    const { key, token } = await withPasskey()
    await way.send('secondFactor.begin', proof, token)
    expect((await enter(key.use(await toSignIn()))).status).toBe(200)
  })

  test('is named anew and removed by its owner alone', async () => {
    const { key, passkeyId, token } = await withPasskey()
    const stranger = await way.invited()
    const named = { passkeyId, name: 'The old phone' }
    expect((await way.send('passkey.rename', named, stranger.token)).status).toBe(404)
    expect((await way.send('passkey.remove', { ...proof, passkeyId }, stranger.token)).status).toBe(404)
    expect((await way.send('passkey.rename', named, token)).status).toBe(200)
    const said = await way.centre.db.read.select().from(change).where(eq(change.kind, 'passkey.renamed'))
    expect(said.map(({ data }) => JSON.parse(data) as object)).toContainEqual({ passkeyId })
    expect(await own(token)).toMatchObject([{ name: 'The old phone' }])
    expect((await way.send('passkey.remove', { ...proof, passkeyId }, token)).status).toBe(200)
    expect(await enter(key.use(await toSignIn()))).toMatchObject(refused('unknownPasskey'))
  })

  test('of a worker who is switched off opens nothing', async () => {
    const { key, staffId } = await withPasskey()
    await way.centre.as('administrator').call('account.switchOff', { staffId })
    expect(await enter(key.use(await toSignIn()))).toMatchObject(refused('unknownPasskey'))
  })
})

describe('session.signInByPasskey refuses unknownPasskey', () => {
  test('session.signInByPasskey refuses unknownPasskey for one that nobody has', async () => {
    expect(await enter(softPasskey().use(await toSignIn()))).toMatchObject(refused('unknownPasskey'))
  })

  test('when its answer is sent twice, also at once', async () => {
    const { key } = await withPasskey()
    const answer = key.use(await toSignIn())
    const both = await Promise.all([enter(answer), enter(answer)])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
  })

  test('after five minutes, for a challenge of somebody’s own, and for none of ours', async () => {
    const { key, token } = await withPasskey()
    const options = await toSignIn()
    way.real.now += 300_000
    expect(await enter(key.use(options))).toMatchObject(refused('unknownPasskey'))
    const renewed = String((await way.send('session.renew', {}, token)).body.token)
    expect(await enter(key.use(await toMake(renewed)))).toMatchObject(refused('unknownPasskey'))
    expect(await enter(key.use({ challenge: 'x'.repeat(43) }))).toMatchObject(refused('unknownPasskey'))
  })

  test('from another page, without a finger or a PIN, and when its count went back', async () => {
    const { key } = await withPasskey()
    const elsewhere = key.use(await toSignIn(), { as: 'https://alongside.example' })
    expect(await enter(elsewhere)).toMatchObject(refused('unknownPasskey'))
    const bare = key.use(await toSignIn(), { isVerified: false })
    expect(await enter(bare)).toMatchObject(refused('unknownPasskey'))
    expect((await enter(key.use(await toSignIn(), { counter: 7 }))).status).toBe(200)
    expect(await enter(key.use(await toSignIn(), { counter: 7 }))).toMatchObject(refused('unknownPasskey'))
  })

  test('when the answer is no answer', async () => {
    const { key } = await withPasskey()
    const nonsense = { ...key.use(await toSignIn()), response: { clientDataJSON: 'bm8', signature: 7 } }
    expect(await enter(nonsense)).toMatchObject(refused('unknownPasskey'))
  })
})

test('passkey.add refuses wrongPassword', async () => {
  const { token } = await way.invited()
  const input = { name: 'Mine', passkey: softPasskey().make(await toMake(token)) }
  expect(await way.send('passkey.add', input, token)).toMatchObject(refused('wrongPassword'))
})

test('passkey.add refuses signInAgain', async () => {
  const token = await way.keyed()
  const input = { name: 'Mine', passkey: softPasskey().make(await toMake(token)) }
  expect(await way.send('passkey.add', input, token)).toMatchObject(refused('signInAgain'))
})

test('passkey.add refuses passkeyNotMade for another’s challenge, another page, and one used before', async () => {
  const [who, stranger] = [await way.invited(), await way.invited()]
  const add = (made: object) => way.send('passkey.add', { ...proof, name: 'Mine', passkey: made }, who.token)
  const theirs = softPasskey().make(await toMake(stranger.token))
  expect(await add(theirs)).toMatchObject(refused('passkeyNotMade'))
  const elsewhere = softPasskey().make(await toMake(who.token), 'https://alongside.example')
  expect(await add(elsewhere)).toMatchObject(refused('passkeyNotMade'))
  const options = await toMake(who.token)
  expect((await add(softPasskey().make(options))).status).toBe(200)
  expect(await add(softPasskey().make(options))).toMatchObject(refused('passkeyNotMade'))
})

test('passkey.add refuses alreadyThere', async () => {
  const { key, token } = await withPasskey()
  const input = { ...proof, name: 'Again', passkey: key.make(await toMake(token)) }
  expect(await way.send('passkey.add', input, token)).toMatchObject(refused('alreadyThere'))
})

test('passkey.remove refuses wrongPassword', async () => {
  const { passkeyId, token } = await withPasskey()
  expect(await way.send('passkey.remove', { passkeyId }, token)).toMatchObject(refused('wrongPassword'))
})

describe('where there is no password', () => {
  async function withoutPassword() {
    const link = await way.link()
    const { body } = await way.send('invitation.look', { token: link })
    const key = softPasskey()
    const input = { token: link, username: `keys-${uuidv7()}`, passkey: key.make(body.passkey) }
    const taken = await way.send('invitation.take', input)
    const token = String(taken.body.token)
    const [{ passkeyId }] = await own(token)
    return { key, token, passkeyId }
  }

  test('passkey.remove refuses onlyWayIn', async () => {
    const { token, passkeyId } = await withoutPassword()
    expect(await way.send('passkey.remove', { passkeyId }, token)).toMatchObject(refused('onlyWayIn'))
  })

  test('passkey.remove refuses signInAgain once the sign-in is ten minutes old; by passkey anew it is a proof', async () => {
    const { key, token, passkeyId } = await withoutPassword()
    way.centre.clock.pass(600_001)
    expect(await way.send('passkey.remove', { passkeyId }, token)).toMatchObject(refused('signInAgain'))
    const anew = String((await enter(key.use(await toSignIn()))).body.token)
    const chosen = await way.send('session.changePassword', { password }, anew)
    expect(chosen.status).toBe(200)
    expect((await way.send('passkey.remove', { ...proof, passkeyId }, anew)).status).toBe(200)
  })
})

test('its public part alone is kept', async () => {
  const { key } = await withPasskey()
  const [row] = await way.centre.db.read.select().from(passkey).where(eq(passkey.credentialId, key.id))
  expect(Object.keys(row ?? {}).sort()).toEqual(
    [
      'accountId',
      'addedAt',
      'counter',
      'credentialId',
      'id',
      'name',
      'publicKey',
      'transports',
      'usedAt',
    ].sort(),
  )
})
