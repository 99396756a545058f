/** An authenticator app: the code after the password, once each; recovery codes; and what an administrator can do. */
import { generateSync } from 'otplib'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change, command } from '../../../db/schema/log.ts'
import { authenticator, recoveryCode } from '../../../db/schema/signIn.ts'
import { staff } from '../../../db/schema/staff.ts'
import { said as saidTable } from '../../../db/schema/said.ts'
import { fakeClock } from '../../fakeClock.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import { foundCentre } from '../../harness.ts'
import { type Invited, openWayIn, password, type WayIn } from './wayIn.ts'

let way: WayIn
beforeAll(async () => {
  way = await openWayIn()
})
afterAll(() => way.centre.close())

const proof = { currentPassword: password }
const admin = () => way.centre.as('administrator')
/** What the app shows now, by the real clock. */
const codeOf = (secret: string) => generateSync({ secret, epoch: Math.floor(way.real.now / 1000) })
const later = () => void (way.real.now += 60_000)

async function withApp(): Promise<Invited & { secret: string; codes: string[] }> {
  const who = await way.invited()
  const { body } = await way.send('secondFactor.begin', proof, who.token)
  const confirmed = await way.send('secondFactor.confirm', { code: codeOf(body.secret) }, who.token)
  expect(confirmed.status).toBe(200)
  later()
  return { ...who, secret: body.secret, codes: confirmed.body.codes }
}
async function half(username: string): Promise<string> {
  const { status, body } = await way.signIn(username)
  expect({ status, error: body.error }).toEqual({ status: 409, error: 'secondStep' })
  return body.half
}
const refused = (state: string) => ({ status: 409, body: { error: state } })

describe('signing in', () => {
  test('session.signIn refuses secondStep, and the code gives the session', async () => {
    const { username, staffId, secret } = await withApp()
    const { status, body } = await way.signIn(username)
    expect(status).toBe(409)
    expect(body).toEqual({ error: 'secondStep', half: expect.any(String), endsAt: way.real.now + 300_000 })
    const inside = await way.send('session.secondStep', { half: body.half, code: codeOf(secret) })
    expect(inside.status).toBe(200)
    expect((await way.ask('session', inside.body.token)).body).toMatchObject({ staffId })
  })

  test('invitation.take refuses secondStep: another password by a link is no way past the app', async () => {
    const { staffId, secret } = await withApp()
    const link = await admin().call('account.makePasswordLink', { staffId })
    const chosen = { token: String(link.body.token), password: 'Eight boats, and the rain stopped' }
    const taken = await way.send('invitation.take', chosen)
    expect(taken).toMatchObject(refused('secondStep'))
    const inside = await way.send('session.secondStep', { half: taken.body.half, code: codeOf(secret) })
    expect(inside.status).toBe(200)
  })

  test('the half token opens nothing by itself, and a session is no half', async () => {
    const { username, token, secret } = await withApp()
    expect((await way.ask('session', await half(username))).status).toBe(401)
    const tried = await way.send('session.secondStep', { half: token, code: codeOf(secret) })
    expect(tried).toMatchObject(refused('halfOver'))
  })

  test('session.secondStep refuses halfOver after five minutes', async () => {
    const { username, secret } = await withApp()
    const began = await half(username)
    way.real.now += 300_000
    const code = codeOf(secret)
    expect(await way.send('session.secondStep', { half: began, code })).toMatchObject(refused('halfOver'))
  })

  test('session.secondStep refuses codeUsed, also for two at once and with another half', async () => {
    const { username, secret } = await withApp()
    const began = await half(username)
    const code = codeOf(secret)
    const both = await Promise.all([
      way.send('session.secondStep', { half: began, code }),
      way.send('session.secondStep', { half: began, code }),
    ])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
    const again = await way.send('session.secondStep', { half: await half(username), code })
    expect(again).toMatchObject(refused('codeUsed'))
    later()
    const next = await way.send('session.secondStep', { half: await half(username), code: codeOf(secret) })
    expect(next.status).toBe(200)
  })

  test('session.secondStep refuses wrongCode, and one that is a minute old', async () => {
    const { username, secret } = await withApp()
    const old = codeOf(secret)
    later()
    const began = await half(username)
    expect(await way.send('session.secondStep', { half: began, code: old })).toMatchObject(
      refused('wrongCode'),
    )
    const wrong = await way.send('session.secondStep', { half: began, code: 'ABCD-EFGH-JKMN' })
    expect(wrong).toMatchObject(refused('wrongCode'))
  })

  test('a recovery code works once, however it is typed', async () => {
    const { username, codes, token } = await withApp()
    expect(new Set(codes).size).toBe(10)
    const typed = ` ${String(codes[3]).toLowerCase().replaceAll('-', ' ')} `
    const first = await way.send('session.secondStep', { half: await half(username), code: typed })
    expect(first.status).toBe(200)
    const again = await way.send('session.secondStep', { half: await half(username), code: typed })
    expect(again).toMatchObject(refused('wrongCode'))
    expect((await way.ask('account.own', token)).body.authenticator).toMatchObject({ codesLeft: 9 })
  })

  test('guesses are slowed by account, whatever the address', async () => {
    const { username, secret } = await withApp()
    const began = await half(username)
    for (let n = 0; n < 10; n++) await way.send('session.secondStep', { half: began, code: 'AAAA-AAAA-AAAA' })
    const code = codeOf(secret)
    expect((await way.send('session.secondStep', { half: began, code })).status).toBe(429)
    way.real.now += 60_000
    const waited = await way.send('session.secondStep', { half: began, code: codeOf(secret) })
    expect(waited.status).toBe(200)
  })
})

describe('setting it up', () => {
  test('asks for nothing until it is confirmed, and can be begun again', async () => {
    const { username, token } = await way.invited()
    const first = await way.send('secondFactor.begin', proof, token)
    const second = await way.send('secondFactor.begin', proof, token)
    expect((await way.signIn(username)).status).toBe(200)
    expect(second.body.secret).not.toBe(first.body.secret)
    expect(second.body.uri).toContain(`secret=${second.body.secret}`)
    expect(second.body.uri).toMatch(/^otpauth:\/\/totp\/Alongside/)
    const old = await way.send('secondFactor.confirm', { code: codeOf(first.body.secret) }, token)
    expect(old).toMatchObject(refused('wrongCode'))
  })

  test('a press that is sent again gets the same secret, and the same codes', async () => {
    const { token } = await way.invited()
    const key = { 'Idempotency-Key': uuidv7() }
    const once = await way.send('secondFactor.begin', proof, token, key)
    expect((await way.send('secondFactor.begin', proof, token, key)).body).toEqual(once.body)
    const code = { code: codeOf(once.body.secret) }
    const other = { 'Idempotency-Key': uuidv7() }
    const codes = await way.send('secondFactor.confirm', code, token, other)
    expect(codes.status).toBe(200)
    expect((await way.send('secondFactor.confirm', code, token, other)).body).toEqual(codes.body)
  })

  test('secondFactor.begin refuses alreadyThere', async () => {
    const { token } = await withApp()
    expect(await way.send('secondFactor.begin', proof, token)).toMatchObject(refused('alreadyThere'))
  })

  test('secondFactor.confirm refuses wrongCode', async () => {
    const { token } = await way.invited()
    await way.send('secondFactor.begin', proof, token)
    const tried = await way.send('secondFactor.confirm', { code: 'no code' }, token)
    expect(tried).toMatchObject(refused('wrongCode'))
  })

  test('secondFactor.confirm refuses notBegun', async () => {
    const { token } = await way.invited()
    expect(await way.send('secondFactor.confirm', { code: '123456' }, token)).toMatchObject(
      refused('notBegun'),
    )
  })

  test('new recovery codes take the place of the old', async () => {
    const { username, codes, token } = await withApp()
    const made = await way.send('secondFactor.makeCodes', proof, token)
    expect(made.body.codes).toHaveLength(10)
    const old = await way.send('session.secondStep', { half: await half(username), code: codes[0] })
    expect(old).toMatchObject(refused('wrongCode'))
    const fresh = await way.send('session.secondStep', {
      half: await half(username),
      code: made.body.codes[0],
    })
    expect(fresh.status).toBe(200)
  })

  test('removed, it asks for no code any more', async () => {
    const { username, token } = await withApp()
    expect((await way.send('secondFactor.remove', proof, token)).status).toBe(200)
    expect((await way.signIn(username)).status).toBe(200)
  })

  const withoutApp = async (what: string) => {
    const { token } = await way.invited()
    expect(await way.send(what, proof, token)).toMatchObject(refused('notThere'))
  }
  test('secondFactor.makeCodes refuses notThere', () => withoutApp('secondFactor.makeCodes'))
  test('secondFactor.remove refuses notThere', () => withoutApp('secondFactor.remove'))
})

describe('an administrator', () => {
  test('takes it away from whoever has lost it; every sign-in of theirs ends', async () => {
    const { username, staffId, token } = await withApp()
    const hasApp = async () => {
      const { accounts } = (await admin().ask('session.accounts')).body as Answer<'session.accounts'>
      return accounts.find((one) => one.staffId === staffId)?.hasApp
    }
    expect(await hasApp()).toBe(true)
    expect((await admin().call('account.resetSecondFactor', { staffId })).status).toBe(200)
    expect(await hasApp()).toBe(false)
    expect((await way.ask('session', token)).status).toBe(401)
    expect((await way.signIn(username)).status).toBe(200)
    const kinds = (await way.centre.db.read.select().from(change)).filter((one) => one.subject === staffId)
    expect(kinds.map((one) => one.kind)).toContain('secondFactor.reset')
  })

  test('account.resetSecondFactor refuses yourself', async () => {
    const { staffId } = admin()
    expect(await admin().call('account.resetSecondFactor', { staffId })).toMatchObject(refused('yourself'))
  })

  test('account.resetSecondFactor refuses notThere', async () => {
    const { staffId } = await way.invited()
    expect(await admin().call('account.resetSecondFactor', { staffId })).toMatchObject(refused('notThere'))
  })

  test('account.resetSecondFactor refuses worksElsewhere', async () => {
    const { staffId } = await withApp()
    const { db } = way.centre
    const other = await foundCentre(db, fakeClock())
    const worker = (await db.read.select().from(staff)).find((one) => one.id === staffId)
    if (!worker) throw new Error('no such worker')
    await db.write(async (tx) => {
      await tx.insert(staff).values({ ...worker, id: uuidv7(), centreId: other.centreId })
    })
    const tried = await admin().call('account.resetSecondFactor', { staffId })
    expect(tried).toMatchObject(refused('worksElsewhere'))
  })
})

test('secret and codes stand in no row as they are, nor in what was answered before', async () => {
  const { secret, codes, username } = await withApp()
  await way.send('session.secondStep', { half: await half(username), code: codes[0] })
  const { read } = way.centre.db
  const rows = JSON.stringify([
    await read.select().from(authenticator),
    await read.select().from(recoveryCode),
    await read.select().from(command),
    await read.select().from(change),
    await read.select().from(saidTable),
  ])
  for (const one of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', '')), password])
    expect(rows).not.toContain(one)
})
