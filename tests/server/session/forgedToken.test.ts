/**
 * An agency's ID token that isn't what it should be lets nobody in: by another key or none, of another issuer, for
 * another audience, of another trip, out of its time; nor does one provider's answer on the way back from another.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokenLasts } from '../../../server/features/session/tokens.ts'
import { type Agency, startAgency } from '../../agency.ts'
import { type Forgery, type ForgedAgency, startForgedAgency } from '../../forgedAgency.ts'
import { openWayIn, type WayIn } from './wayIn.ts'

const clientId = 'alongside'
const notWhole = '/sign-in?agency=agencyNotWhole'

let way: WayIn
let forged: ForgedAgency
let honest: Agency
let providerId = ''
let honestId = ''
beforeAll(async () => {
  way = await openWayIn()
  // Tokens are held against the machine's own clock, whatever the centre's says.
  forged = await startForgedAgency({ sub: 'h-17', clientId, now: Date.now })
  honest = await startAgency(`${way.centre.url}/sign-in/back`)
  providerId = await add('Made by hand', forged.issuer)
  honestId = await add('Harbour Trust', honest.issuer)
})
afterAll(async () => {
  expect(way.centre.faults).toEqual([])
  await way.centre.close()
  await Promise.all([forged.close(), honest.close()])
})

async function add(name: string, issuer: string): Promise<string> {
  const admin = way.centre.as('administrator')
  const { clientSecret } = honest
  const about = { name, issuer, clientId, clientSecret, claim: 'sub' } as const
  const id = String((await admin.call('signInProvider.add', about)).body.id)
  const { staffId } = way.centre.as('housing')
  await admin.call('signInProvider.link', { providerId: id, staffId, value: 'h-17' })
  return id
}

/** Off to a provider: what its page was asked with, and the cookie of this trip. */
async function leave(to: string) {
  const answer = await fetch(`${way.centre.url}/sign-in/with/${to}`, { redirect: 'manual' })
  const asked = new URL(answer.headers.get('location') ?? '')
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  const of = (name: string) => asked.searchParams.get(name) ?? ''
  return { asked, cookie, state: of('state'), nonce: of('nonce') }
}
/** Back with a code: where that leads, and whether anybody is signed in. */
async function back(cookie: string, search: Record<string, string>) {
  const address = `${way.centre.url}/sign-in/back?${new URLSearchParams(search)}`
  const answer = await fetch(address, { redirect: 'manual', headers: { cookie } })
  const isIn = answer.headers.getSetCookie().some((one) => one.startsWith('alongside='))
  return { to: answer.headers.get('location'), isIn }
}
async function comeBackWith(forgery: Forgery) {
  const { cookie, state, nonce } = await leave(providerId)
  forged.answersWith(nonce, forgery)
  return await back(cookie, { code: 'one', state })
}

describe('an ID token', () => {
  const seconds = () => Math.floor(Date.now() / 1000)

  test('that is right lets its worker in', async () => {
    expect(await comeBackWith({})).toEqual({ to: '/', isIn: true })
  })

  test.each<[string, () => Forgery]>([
    ['signed by another key under the same name', () => ({ signed: 'byAnother' })],
    ['signed by nobody (alg none)', () => ({ signed: 'byNobody' })],
    ['of another issuer', () => ({ claims: { iss: honest.issuer } })],
    ['for another audience', () => ({ claims: { aud: 'another centre' } })],
    ['with the nonce of another trip', () => ({ claims: { nonce: 'of-another-trip' } })],
    ['whose time is over', () => ({ claims: { iat: seconds() - 900, exp: seconds() - 600 } })],
  ])('%s lets nobody in', async (_how, forgery) => {
    expect(await comeBackWith(forgery())).toEqual({ to: notWhole, isIn: false })
  })

  test('of an earlier trip, given again, lets nobody in', async () => {
    const earlier = await leave(providerId)
    const { cookie, state } = await leave(providerId)
    forged.answersWith(earlier.nonce, {})
    expect(await back(cookie, { code: 'one', state })).toEqual({ to: notWhole, isIn: false })
  })
})

test('what one provider sends back on a trip to another isn’t taken there: its code is shown to nobody', async () => {
  // A provider that means harm sends somebody on to the honest one, with the state of the trip to itself.
  const { cookie, state } = await leave(providerId)
  const before = forged.asked.count
  expect(await back(cookie, { code: 'of-the-honest-one', state, iss: honest.issuer })).toEqual({
    to: notWhole,
    isIn: false,
  })
  expect(forged.asked.count).toBe(before)
})

test('a provider that names itself must have been the one that was asked', async () => {
  const { cookie, state } = await leave(honestId)
  // The honest one always names itself: an answer without, or with another's name, isn't its own.
  const answers: Record<string, string>[] = [{}, { iss: forged.issuer }]
  for (const named of answers) {
    expect(await back(cookie, { code: 'one', state, ...named })).toEqual({ to: notWhole, isIn: false })
  }
})

test('a provider that sends us on elsewhere is not followed', async () => {
  const paths: (string | undefined)[] = []
  const server = createServer((request, response) => {
    paths.push(request.url)
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const id = await add('Sends on', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const answer = await fetch(`${way.centre.url}/sign-in/with/${id}`, { redirect: 'manual' })
  expect(answer.headers.get('location')).toBe('/sign-in?agency=agencyUnreached')
  expect(paths).toEqual(['/.well-known/openid-configuration'])
  server.close()
})

test('a sign-in by an agency lasts as long as any other, whatever end its token says', async () => {
  const { cookie, state, nonce } = await leave(providerId)
  forged.answersWith(nonce, { claims: { exp: Math.floor(Date.now() / 1000) + 8 * 3_600 } })
  const address = `${way.centre.url}/sign-in/back?${new URLSearchParams({ code: 'one', state })}`
  const answer = await fetch(address, { redirect: 'manual', headers: { cookie } })
  const [, token = ''] = /alongside=([\w-]+\.[\w-]+\.[\w-]+)/.exec(answer.headers.getSetCookie().join()) ?? []
  expect((await way.ask('session', token)).status).toBe(200)
  way.real.now += tokenLasts
  expect((await way.ask('session', token)).status).toBe(401)
})
