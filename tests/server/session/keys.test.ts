/**
 * Another secret in front of the one before: whatever was sealed or signed by the older one still opens, for every
 * purpose there is; and what no longer does once the older one is left away, with what is done about it then.
 */
import type { AddressInfo } from 'node:net'
import { generateSync } from 'otplib'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type App, createApp } from '../../../server/app.ts'
import { createKeys, type Purpose } from '../../../server/keys.ts'
import { type Agency, startAgency } from '../../agency.ts'
import { secret } from '../../harness.ts'
import { type Invited, openWayIn, password, type WayIn } from './wayIn.ts'

const newer = 'the secret of this year, which signs from today on'
const purposes = [
  ...['authenticator', 'provider', 'agency', 'challenge', 'half'],
  ...['press', 'recovery', 'letIn', 'pass', 'replay'],
] as Purpose[]

describe.each(purposes)('what was made for %s', (purpose) => {
  const [old, both, without] = [[secret], [newer, secret], [newer]].map(createKeys)

  test('opens while its secret is given, and is sealed anew by the first', () => {
    const sealed = old!.seal(purpose, 'kept')
    expect(both!.open(purpose, sealed)).toBe('kept')
    expect(without!.open(purpose, sealed)).toBeNull()
    expect(without!.open(purpose, both!.seal(purpose, 'fresh'))).toBe('fresh')
    expect(old!.open(purpose, both!.seal(purpose, 'fresh'))).toBeNull()
  })

  test('is recognised while its secret is given, and signed anew by the first', () => {
    const mac = old!.mac(purpose, 'kept')
    expect(both!.macs(purpose, 'kept')).toEqual([without!.mac(purpose, 'kept'), mac])
    expect(both!.mac(purpose, 'kept')).toBe(without!.mac(purpose, 'kept'))
    expect(without!.macs(purpose, 'kept')).not.toContain(mac)
  })

  test('is worth nothing for another purpose', () => {
    const other = purposes[(purposes.indexOf(purpose) + 1) % purposes.length]!
    expect(old!.open(other, old!.seal(purpose, 'kept'))).toBeNull()
    expect(old!.macs(other, 'kept')).not.toContain(old!.mac(purpose, 'kept'))
  })
})

describe('a centre whose secret was changed', () => {
  let way: WayIn
  let agency: Agency
  let app: App
  let url = ''
  let had: Awaited<ReturnType<typeof madeBefore>>

  /** The same centre, served with these secrets. */
  async function serveWith(secrets: readonly [string, ...string[]]) {
    const { db, clock, id } = way.centre
    const log = {
      fault: (_id: string, error: unknown) => void way.centre.faults.push(error),
      info: () => undefined,
    }
    const about = {
      databaseUrl: db.url,
      clock,
      now: () => way.real.now,
      newId: uuidv7,
      origin: undefined,
      log,
    }
    app = createApp({ ...about, db: { ...db, close: () => Promise.resolve() }, secrets, doorCentreId: id })
    await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  }
  let caller = 0
  async function send(name: string, body: object, headers: Record<string, string> = {}) {
    const answer = await fetch(`${url}/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `192.0.2.${++caller}`, ...headers },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, string> }
  }
  const asAdmin = (name: string, body: object) => {
    const { sessionId } = way.centre.as('administrator').actor
    const { token } = app.auth.issue({ sessionId, centreId: way.centre.id })
    return send(name, body, { authorization: `Bearer ${token}` })
  }
  const codeNow = () => generateSync({ secret: had.app, epoch: Math.floor(way.real.now / 1000) })
  /** What comes of a code after the password. */
  async function secondStep(code: string) {
    const first = await send('session.signIn', { username: had.who.username, password })
    const { status, body } = await send('session.secondStep', {
      half: first.body.half ?? 'x'.repeat(40),
      code,
    })
    return { status, error: body.error }
  }
  async function awayTo(providerId: string): Promise<string> {
    const answer = await fetch(`${url}/sign-in/with/${providerId}`, { redirect: 'manual' })
    return answer.headers.get('location') ?? ''
  }

  /** One of everything that hangs on the secret, while there was one alone. */
  async function madeBefore() {
    const who: Invited = await way.invited()
    const begun = await way.send('secondFactor.begin', { currentPassword: password }, who.token)
    const first = generateSync({ secret: begun.body.secret, epoch: Math.floor(way.real.now / 1000) })
    const confirmed = await way.send('secondFactor.confirm', { code: first }, who.token)
    way.real.now += 60_000
    const half = (await way.signIn(who.username)).body.half as string
    const { as } = way.centre
    await as('desk').call('team.on', { asLead: true })
    const other = await way.invited()
    const letIn = async () =>
      (await as('desk').call('session.letIn', { username: other.username, why: 'Phone at home' })).body.code
    const { agencyId } = as('peer')
    const given = { name: 'Lin', role: 'volunteer', agencyId, hours: 8 } as const
    const pass = async () => (await as('manager').call('pass.give', given)).body.code
    const { issuer, clientId, clientSecret } = agency
    const about = { name: 'Harbour Trust', issuer, clientId, clientSecret, claim: 'sub' } as const
    const providerId = String((await as('administrator').call('signInProvider.add', about)).body.id)
    return {
      ...{ who, app: String(begun.body.secret), codes: confirmed.body.codes as string[], half, providerId },
      ...{ letIn: { username: other.username, code: String(await letIn()) }, clientSecret },
      passes: [String(await pass()), String(await pass())],
    }
  }

  beforeAll(async () => {
    way = await openWayIn()
    agency = await startAgency(`${way.centre.url}/sign-in/back`)
    had = await madeBefore()
    await way.centre.stop()
  })
  afterAll(async () => {
    expect(way.centre.faults).toEqual([])
    await way.centre.db.close()
    await agency.close()
  })

  test('knows every app, code and provider of before while the older one is given', async () => {
    await serveWith([newer, secret])
    expect(await send('session.secondStep', { half: had.half, code: codeNow() })).toMatchObject({
      status: 200,
    })
    expect(await secondStep(had.codes[0] ?? '')).toMatchObject({ status: 200 })
    expect(await send('session.signInByPass', { code: had.passes[0] ?? '' })).toMatchObject({ status: 200 })
    expect(await send('session.signInByCode', had.letIn)).toMatchObject({ status: 200 })
    expect(await awayTo(had.providerId)).toContain(agency.issuer)
    await app.close()
  })

  test('knows none of them without it, until each is made anew', async () => {
    way.real.now += 60_000
    await serveWith([newer])
    const wrong = { status: 409, error: 'wrongCode' }
    expect(await secondStep(codeNow())).toEqual(wrong)
    expect(await secondStep(had.codes[1] ?? '')).toEqual(wrong)
    expect(await send('session.signInByPass', { code: had.passes[1] ?? '' })).toMatchObject({ status: 409 })
    expect(await awayTo(had.providerId)).toBe('/sign-in?agency=agencyUnknown')

    // What docs/operating.md says to do then.
    const { staffId, username } = had.who
    expect(await asAdmin('account.resetSecondFactor', { staffId })).toMatchObject({ status: 200 })
    expect(await send('session.signIn', { username, password })).toMatchObject({ status: 200 })
    const { providerId, clientSecret } = had
    expect(await asAdmin('signInProvider.change', { providerId, clientSecret })).toMatchObject({
      status: 200,
    })
    expect(await awayTo(providerId)).toContain(agency.issuer)
    await app.close()
  })
})
