/**
 * Behind TLS: cookies that only this host and only TLS can set, and headers that tell a browser to stay there. And
 * what every page and answer says about itself, whatever is in front of it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCentre, type TestCentre } from '../harness.ts'
import { type Agency, startAgency } from '../agency.ts'
import { givePasswords, password } from './session/browser.ts'

const origin = 'https://centre.example'
const host = ['Path=/', 'HttpOnly', 'Secure']

let centre: TestCentre
let plain: TestCentre
let agency: Agency
beforeAll(async () => {
  centre = await startCentre({ origin })
  plain = await startCentre({ db: centre.db })
  agency = await startAgency(`${origin}/sign-in/back`)
  await givePasswords(centre, ['manager'])
  await givePasswords(plain, ['manager'])
})
afterAll(async () => {
  expect([centre.faults, plain.faults]).toEqual([[], []])
  await plain.stop()
  await centre.close()
  await agency.close()
})

const post = (of: TestCentre, name: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${of.url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const signIn = (of: TestCentre, from: string) =>
  post(of, 'session.signIn', { username: `manager-${of.id}`, password }, { origin: from })
/** A cookie as it was set: its name, and its words in their order. */
function setBy(answer: Response): { name: string; value: string; words: string[] }[] {
  return answer.headers.getSetCookie().map((line) => {
    const [pair = '', ...words] = line.split('; ')
    return { name: pair.split('=')[0] ?? '', value: pair.slice(pair.indexOf('=') + 1), words }
  })
}
/** Not how long it lasts. */
const isNoTime = (word: string) => !/^(Expires|Max-Age)=/.test(word)

describe('behind TLS', () => {
  test('the cookie of a sign-in is __Host-, Secure, HttpOnly, Strict and of no domain, also when it goes', async () => {
    const [cookie] = setBy(await signIn(centre, origin))
    expect(cookie?.name).toBe('__Host-alongside')
    expect(cookie?.words.filter(isNoTime).sort()).toEqual([...host, 'SameSite=Strict'].sort())
    const kept = { cookie: `__Host-alongside=${cookie?.value}`, origin }
    const [cleared] = setBy(await post(centre, 'session.signOut', {}, kept))
    expect(cleared).toMatchObject({ name: '__Host-alongside', value: '' })
    expect(cleared?.words.filter(isNoTime).sort()).toEqual([...host, 'SameSite=Strict'].sort())
  })

  test('a shared device’s cookie is so too, and one without the prefix opens nothing', async () => {
    const [cookie] = setBy(await signIn(centre, origin))
    const enrol = (name: string) =>
      post(centre, 'device.enrol', { name: 'Front desk' }, { cookie: `${name}=${cookie?.value}`, origin })
    expect((await enrol('alongside')).status).toBe(401)
    const [device] = setBy(await enrol('__Host-alongside')).filter(({ name }) => name.includes('device'))
    expect(device?.name).toBe('__Host-alongside-device')
    expect(device?.words.filter(isNoTime).sort()).toEqual([...host, 'SameSite=Strict'].sort())
  })

  test('so is that of a trip to an agency, which its page sends back: Lax', async () => {
    const { issuer, clientId, clientSecret } = agency
    const about = { name: 'Harbour Trust', issuer, clientId, clientSecret, claim: 'sub' } as const
    const { body } = await centre.as('administrator').call('signInProvider.add', about)
    const away = await fetch(`${centre.url}/sign-in/with/${String(body.id)}`, { redirect: 'manual' })
    const [cookie] = setBy(away)
    expect(cookie?.name).toBe('__Host-alongside-away')
    expect(cookie?.words.filter(isNoTime).sort()).toEqual([...host, 'SameSite=Lax'].sort())
  })

  test('a write by cookie is taken from that address alone, whatever host it was sent to', async () => {
    expect((await signIn(centre, centre.url)).status).toBe(403)
    expect((await signIn(centre, 'http://centre.example')).status).toBe(403)
    expect((await signIn(centre, origin)).status).toBe(200)
  })

  test('pages say that TLS is to be used for a year; on plain localhost they don’t', async () => {
    const says = async (of: TestCentre) =>
      (await fetch(`${of.url}/desk`)).headers.get('strict-transport-security')
    expect(await says(centre)).toBe('max-age=31536000')
    expect(await says(plain)).toBeNull()
  })

  test('without TLS the cookie has neither, since a browser would take neither', async () => {
    const [cookie] = setBy(await signIn(plain, plain.url))
    expect(cookie?.name).toBe('alongside')
    expect(cookie?.words.filter(isNoTime).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict'])
  })
})

describe('what pages and answers say about themselves', () => {
  const headers = async (path: string) => (await fetch(`${plain.url}${path}`)).headers

  test('no address of ours goes along to anywhere', async () => {
    for (const path of ['/desk', '/api/centre.door', '/sign-in/back']) {
      expect([path, (await headers(path)).get('referrer-policy')]).toEqual([path, 'no-referrer'])
    }
  })

  test('an answer can’t be shown as a page, framed, taken for something else or read by another site', async () => {
    const of = await headers('/api/centre.door')
    expect(of.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
    expect(of.get('x-content-type-options')).toBe('nosniff')
    expect(of.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(of.get('access-control-allow-origin')).toBeNull()
    expect(of.get('x-powered-by')).toBeNull()
  })

  test('a page takes nothing from anywhere else, sends nothing there, and runs no line of its own', async () => {
    for (const path of ['/desk', '/api/docs']) {
      const policy = (await headers(path)).get('content-security-policy') ?? ''
      const rules = policy.split(';').map((rule) => rule.trim().split(/\s+/))
      const open = rules.flatMap(([what = '', ...from]) =>
        from.filter((one) => !["'none'", "'self'"].includes(one)).map((one) => `${what} ${one}`),
      )
      expect(open.sort()).toEqual(['img-src data:', "style-src-attr 'unsafe-inline'"])
      // What has no rule of its own falls back on this one; these three don't.
      const named = Object.fromEntries(rules.map(([what = '', ...from]) => [what, from.join(' ')]))
      expect(named).toMatchObject({
        'default-src': "'none'",
        'base-uri': "'none'",
        'form-action': "'self'",
        'frame-ancestors': "'none'",
      })
    }
  })

  test('a page isn’t framed, and isn’t taken for something else', async () => {
    const of = await headers('/desk')
    expect(of.get('x-frame-options')).toBe('DENY')
    expect(of.get('x-content-type-options')).toBe('nosniff')
    expect(of.get('cross-origin-opener-policy')).toBe('same-origin')
  })
})

test('the way back from an agency leads to our own sign-in page, whatever the address asks for', async () => {
  for (const asked of [
    'next=https://elsewhere.example',
    'redirect_uri=//elsewhere.example',
    'error=x&state=//e.x',
  ]) {
    const answer = await fetch(`${plain.url}/sign-in/back?${asked}`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?agency=agencyNotWhole'])
  }
})
