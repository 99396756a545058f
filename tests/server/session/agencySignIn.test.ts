/**
 * An agency's own sign-in against a real OpenID provider: it says who somebody is, and only whom an administrator
 * linked gets in, as whom they were linked to.
 */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change, command } from '../../../db/schema/log.ts'
import { signInProvider } from '../../../db/schema/signIn.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { type Agency, startAgency } from '../../agency.ts'
import { fakeClock } from '../../fakeClock.ts'
import { foundCentre } from '../../harness.ts'
import { openWayIn, type WayIn } from './wayIn.ts'

let way: WayIn
let agency: Agency
let bySub = ''
let byEmail = ''
beforeAll(async () => {
  way = await openWayIn()
  agency = await startAgency(`${way.centre.url}/sign-in/back`)
  bySub = await add({ name: 'Harbour Trust', claim: 'sub' })
  byEmail = await add({ name: 'Harbour Council', claim: 'email' })
})
afterAll(async () => {
  await way.centre.close()
  await agency.close()
})

const admin = () => way.centre.as('administrator')
const refused = (state: string) => ({ status: 409, body: { error: state } })
async function add(given: { name: string; claim: string; clientSecret?: string; issuer?: string }) {
  const { issuer, clientId, clientSecret } = agency
  const { status, body } = await admin().call('signInProvider.add', {
    issuer,
    clientId,
    clientSecret,
    ...given,
  })
  expect(status).toBe(200)
  return String(body.id)
}
const link = (providerId: string, worker: 'housing' | 'benefits', value: string) =>
  admin().call('signInProvider.link', { providerId, staffId: way.centre.as(worker).staffId, value })

/** A browser that keeps cookies by site, follows nothing by itself, and is told where to go. */
function browser() {
  const jars = new Map<string, Map<string, string>>()
  return async (address: string, form?: Record<string, string>) => {
    const url = new URL(address)
    const jar = jars.get(url.host) ?? new Map<string, string>()
    jars.set(url.host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const one of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (one.split(';')[0] ?? '').split('=')
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const to = answer.headers.get('location')
    return { status: answer.status, to: to === null ? null : new URL(to, url).href, cookies: jar }
  }
}

/** As far as the address back to the centre, with what the agency put into it. */
async function atAgency(go: ReturnType<typeof browser>, providerId: string, who: string): Promise<string> {
  let next = (await go(`${way.centre.url}/sign-in/with/${providerId}`)).to
  while (next && !next.startsWith(way.centre.url)) {
    const { to } = await go(next, next.includes('/hello/') ? { who } : undefined)
    next = to
  }
  return next ?? ''
}
async function signIn(providerId: string, who: string) {
  const go = browser()
  const back = await go(await atAgency(go, providerId, who))
  const kept = back.cookies.get('alongside')
  const me = kept === undefined ? null : await whoseCookie(kept)
  return { to: back.to?.replace(way.centre.url, ''), me }
}

async function whoseCookie(kept: string) {
  const headers = { cookie: `alongside=${kept}` }
  return (await (await fetch(`${way.centre.url}/api/session`, { headers })).json()) as Record<string, string>
}

describe('whom an administrator linked', () => {
  test('gets in by the number in the agency’s token', async () => {
    await link(bySub, 'housing', 'h-17')
    const { to, me } = await signIn(bySub, 'h-17')
    expect({ to, staffId: me?.staffId, role: me?.role }).toEqual({
      to: '/',
      staffId: way.centre.as('housing').staffId,
      role: 'housing',
    })
  })

  test('gets in by a claim that has to be asked for, at another provider of the same centre', async () => {
    await link(byEmail, 'benefits', 'ben@harbour.example')
    expect((await signIn(byEmail, 'ben')).me).toMatchObject({ role: 'benefits' })
    // The very same words, said by the other: it can't speak for them.
    expect((await signIn(bySub, 'ben@harbour.example')).to).toBe('/sign-in?agency=agencyUnknown')
  })

  test('doesn’t get in by an address that the agency doesn’t vouch for', async () => {
    await link(byEmail, 'housing', 'unsure@harbour.example')
    expect(await signIn(byEmail, 'unsure')).toEqual({ to: '/sign-in?agency=agencyUnknown', me: null })
  })

  test('doesn’t get in once switched off, unlinked, or when the provider is', async () => {
    const { staffId } = way.centre.as('benefits')
    const nobody = { to: '/sign-in?agency=agencyUnknown', me: null }
    await link(bySub, 'benefits', 'b-1')
    expect((await signIn(bySub, 'b-1')).me).toMatchObject({ staffId })
    await admin().call('signInProvider.unlink', { providerId: bySub, staffId })
    expect(await signIn(bySub, 'b-1')).toEqual(nobody)
    await link(bySub, 'benefits', 'b-1')
    await admin().call('account.switchOff', { staffId })
    expect(await signIn(bySub, 'b-1')).toEqual(nobody)
    await admin().call('account.switchOn', { staffId })
    await admin().call('signInProvider.switchOff', { providerId: bySub })
    const away = await browser()(`${way.centre.url}/sign-in/with/${bySub}`)
    expect(away.to).toBe(`${way.centre.url}/sign-in?agency=agencyUnknown`)
    await admin().call('signInProvider.switchOn', { providerId: bySub })
    expect((await signIn(bySub, 'b-1')).me).toMatchObject({ staffId })
  })
})

test('an agency makes no account and gives no right: whoever isn’t linked is nobody here', async () => {
  const { read } = way.centre.db
  const before = [(await read.select().from(account)).length, (await read.select().from(staff)).length]
  expect(await signIn(bySub, 'a-stranger')).toEqual({ to: '/sign-in?agency=agencyUnknown', me: null })
  expect([(await read.select().from(account)).length, (await read.select().from(staff)).length]).toEqual(
    before,
  )
})

describe('the way there and back', () => {
  const notWhole = '/sign-in?agency=agencyNotWhole'
  const back = async (go: ReturnType<typeof browser>, address: string) =>
    (await go(address)).to?.replace(way.centre.url, '')

  test('asks for PKCE, state and nonce, and carries none of its secrets', async () => {
    const { to } = await browser()(`${way.centre.url}/sign-in/with/${bySub}`)
    const asked = new URL(to ?? '').searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    for (const one of ['state', 'nonce', 'code_challenge']) expect(asked.get(one)?.length).toBeGreaterThan(20)
    expect(to).not.toContain(encodeURIComponent(agency.clientSecret))
  })

  test('is whole only in the browser that went, once, with its state, within ten minutes', async () => {
    await link(bySub, 'housing', 'h-17')
    const go = browser()
    const address = await atAgency(go, bySub, 'h-17')
    expect(await back(browser(), address)).toBe(notWhole)
    const other = browser()
    await atAgency(other, bySub, 'h-17')
    expect(await back(other, address)).toBe(notWhole)
    expect(await back(go, address)).toBe('/')
    expect(await back(go, address)).toBe(notWhole)
    const slow = browser()
    const late = await atAgency(slow, bySub, 'h-17')
    way.real.now += 600_000
    expect(await back(slow, late)).toBe(notWhole)
    way.real.now -= 600_000
  })

  test('ends in words where the agency says no, can’t be reached, or isn’t there', async () => {
    const go = browser()
    const address = new URL(await atAgency(go, bySub, 'h-17'))
    const no = new URL(
      `${address.origin}${address.pathname}?error=access_denied&state=${address.searchParams.get('state')}`,
    )
    expect(await back(go, no.href)).toBe(notWhole)
    const nowhere = await add({ name: 'Gone', claim: 'sub', issuer: 'http://127.0.0.1:9/' })
    expect(await back(browser(), `${way.centre.url}/sign-in/with/${nowhere}`)).toBe(
      '/sign-in?agency=agencyUnreached',
    )
    expect(await back(browser(), `${way.centre.url}/sign-in/with/${uuidv7()}`)).toBe(
      '/sign-in?agency=agencyUnknown',
    )
  })

  test('with a wrong secret nobody is in', async () => {
    const wrong = await add({ name: 'Wrongly set up', claim: 'sub', clientSecret: 'another' })
    await link(wrong, 'housing', 'h-17')
    expect(await signIn(wrong, 'h-17')).toEqual({ to: notWhole, me: null })
    await admin().call('signInProvider.change', { providerId: wrong, clientSecret: agency.clientSecret })
    expect((await signIn(wrong, 'h-17')).me).toMatchObject({ role: 'housing' })
  })
})

describe('setting it up', () => {
  test('its secret is sealed, and shown to nobody', async () => {
    const { read } = way.centre.db
    const shown = (await admin().ask('signInProviders')).body
    expect(shown.providers.map((one: { name: string }) => one.name)).toContain('Harbour Trust')
    const rows = [await read.select().from(signInProvider), await read.select().from(command)]
    expect(JSON.stringify([shown, rows])).not.toContain(agency.clientSecret)
  })

  test('another claim means other people: everybody is unlinked', async () => {
    const providerId = await add({ name: 'Changing', claim: 'sub' })
    await link(providerId, 'housing', 'h-17')
    await admin().call('signInProvider.change', { providerId, name: 'Changed' })
    expect((await signIn(providerId, 'h-17')).me).toMatchObject({ role: 'housing' })
    await admin().call('signInProvider.change', { providerId, claim: 'name' })
    const { providers } = (await admin().ask('signInProviders')).body
    const found = providers.find((one: { providerId: string }) => one.providerId === providerId)
    expect(found).toMatchObject({ name: 'Changed', claim: 'name', links: [] })
  })

  test.each(['http://sign-in.harbour.example', 'http://localhost.harbour.example', 'ftp://localhost/'])(
    'an address without TLS, such as %s, is refused',
    async (issuer) => {
      const input = { name: 'Plain', issuer, clientId: 'a', clientSecret: 'b', claim: 'sub' }
      expect((await admin().call('signInProvider.add', input)).status).toBe(400)
    },
  )

  test('signInProvider.add refuses providerExists', async () => {
    const { issuer, clientId, clientSecret } = agency
    const input = { name: 'Harbour Trust', issuer, clientId, clientSecret, claim: 'sub' }
    expect(await admin().call('signInProvider.add', input)).toMatchObject(refused('providerExists'))
  })

  test('signInProvider.change refuses providerExists', async () => {
    const input = { providerId: byEmail, name: 'Harbour Trust' }
    expect(await admin().call('signInProvider.change', input)).toMatchObject(refused('providerExists'))
  })

  test('signInProvider.add refuses getsNoSignIn', async () => {
    const input = { issuer: agency.issuer, clientId: 'a', clientSecret: 'b', claim: 'sub' }
    const police = { ...refused('getsNoSignIn'), body: { error: 'getsNoSignIn', kind: 'police' } }
    const named = { ...input, name: 'Saltmarsh Police' }
    expect(await admin().call('signInProvider.add', named)).toMatchObject(police)
    const addressed = { ...input, name: 'Saltmarsh', issuer: 'https://login.saltmarsh.police.example' }
    expect(await admin().call('signInProvider.add', addressed)).toMatchObject(police)
  })

  test('signInProvider.change refuses getsNoSignIn', async () => {
    const input = { providerId: bySub, name: 'Border Force' }
    expect(await admin().call('signInProvider.change', input)).toMatchObject(refused('getsNoSignIn'))
  })

  test('signInProvider.switchOff refuses alreadyOff', async () => {
    const providerId = await add({ name: 'Off', claim: 'sub' })
    await admin().call('signInProvider.switchOff', { providerId })
    expect(await admin().call('signInProvider.switchOff', { providerId })).toMatchObject(
      refused('alreadyOff'),
    )
  })

  test('signInProvider.switchOn refuses notOff', async () => {
    expect(await admin().call('signInProvider.switchOn', { providerId: bySub })).toMatchObject(
      refused('notOff'),
    )
  })

  test('signInProvider.link refuses valueTaken', async () => {
    await link(bySub, 'housing', 'h-17')
    expect(await link(bySub, 'benefits', 'h-17')).toMatchObject(refused('valueTaken'))
  })

  test('signInProvider.link refuses worksElsewhere', async () => {
    const { staffId } = await way.invited()
    const { db } = way.centre
    const other = await foundCentre(db, fakeClock())
    const [worker] = await db.read.select().from(staff).where(eq(staff.id, staffId))
    if (!worker) throw new Error('no such worker')
    await db.write(async (tx) => {
      await tx.insert(staff).values({ ...worker, id: uuidv7(), centreId: other.centreId })
    })
    const tried = await admin().call('signInProvider.link', { providerId: bySub, staffId, value: 'x' })
    expect(tried).toMatchObject(refused('worksElsewhere'))
  })

  test('signInProvider.unlink refuses notLinked', async () => {
    const { staffId } = way.centre.as('clinician')
    const tried = await admin().call('signInProvider.unlink', { providerId: bySub, staffId })
    expect(tried).toMatchObject(refused('notLinked'))
  })

  test('the log says that somebody was linked, and not to what', async () => {
    await link(bySub, 'housing', 'h-17')
    const rows = await way.centre.db.read.select().from(change)
    expect(rows.map((one) => one.kind)).toContain('signInProvider.linked')
    expect(JSON.stringify(rows)).not.toContain('h-17')
  })
})
