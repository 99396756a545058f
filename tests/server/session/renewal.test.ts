/** A cookie's secret turns with every renewal; a copy of a cookie is noticed, and ends the session for both. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { change } from '../../../db/schema/log.ts'
import { session } from '../../../db/schema/staff.ts'
import { visit } from '../../../db/schema/visit.ts'
import { grace } from '../../../server/features/session/renewal.ts'
import { tokenLasts } from '../../../server/features/session/tokens.ts'
import { startCentre, type TestCentre } from '../../harness.ts'
import { type Browser, givePasswords, openBrowser } from './browser.ts'

let centre: TestCentre
/** The real clock, by which tokens and secrets count. */
let now = Date.now()
beforeAll(async () => {
  centre = await startCentre({ now: () => now })
  await givePasswords(centre, ['peer'])
})
afterAll(async () => {
  expect(centre.faults).toEqual([])
  await centre.close()
})

let browser: Browser
beforeEach(async () => {
  browser = openBrowser(centre)
  expect((await browser.signIn('peer')).status).toBe(200)
})
const name = 'alongside'
const copyOf = (of: Browser) => openBrowser(centre, new Map(of.cookies))
const keptBy = (of: Browser) => of.cookies.get(name)?.split('.')[3]
const isIn = async (of: Browser) => (await of.ask('session')).status === 200
const sessionOf = (of: Browser): string => {
  const claims = of.cookies.get(name)?.split('.')[1] ?? ''
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string }).sub
}
const reused = async (sessionId: string) => {
  const rows = await centre.db.read.select().from(change).where(eq(change.kind, 'session.reused'))
  return rows.filter((row) => row.data.includes(sessionId))
}

describe('renewing by cookie', () => {
  test('puts the secret away for another, and keeps neither in the database', async () => {
    const first = keptBy(browser) ?? ''
    expect((await browser.send('session.renew')).status).toBe(200)
    const second = keptBy(browser) ?? ''
    expect(second).not.toBe(first)
    const [row] = await centre.db.read
      .select()
      .from(session)
      .where(eq(session.id, sessionOf(browser)))
    expect(row?.keepsHash).toMatch(/^[\w-]{43}$/)
    for (const secret of [first, second]) {
      expect(secret).toHaveLength(43)
      expect(JSON.stringify(row)).not.toContain(secret)
    }
  })

  test('an old token is renewed on the way of a command, and its secret turns with it', async () => {
    const first = keptBy(browser)
    now += tokenLasts / 2 + 1_000
    expect((await browser.send('visit.arrive')).status).toBe(200)
    expect(keptBy(browser)).not.toBe(first)
    now += tokenLasts / 2 + 1_000
    expect(await isIn(browser)).toBe(true)
  })

  test('a question keeps nobody signed in', async () => {
    const first = browser.cookies.get(name)
    now += tokenLasts / 2 + 1_000
    expect(await isIn(browser)).toBe(true)
    expect(browser.cookies.get(name)).toBe(first)
  })
})

describe('a stolen cookie', () => {
  test('used by the thief first: the owner’s next renewal ends it for both, and the log says so', async () => {
    const thief = copyOf(browser)
    expect((await thief.send('session.renew')).status).toBe(200)
    now += grace + 1_000
    expect((await browser.send('session.renew')).status).toBe(401)
    expect(await isIn(thief)).toBe(false)
    expect((await thief.send('visit.arrive')).status).toBe(401)
    const [row] = await reused(sessionOf(thief))
    expect(row).toMatchObject({ subject: centre.as('peer').staffId, actor: centre.as('peer').staffId })
  })

  test('used by the thief later: the same', async () => {
    const thief = copyOf(browser)
    await browser.send('session.renew')
    now += grace + 1_000
    expect((await thief.send('session.renew')).status).toBe(401)
    expect(await isIn(browser)).toBe(false)
    expect(await reused(sessionOf(browser))).toHaveLength(1)
  })

  test('found on the way of a command too, which isn’t done', async () => {
    const thief = copyOf(browser)
    now += tokenLasts / 2 + 1_000
    await browser.send('session.renew')
    now += grace + 1_000
    const visits = () => centre.db.read.select({ id: visit.id }).from(visit)
    const before = await visits()
    expect((await thief.send('visit.arrive')).status).toBe(401)
    expect(await visits()).toEqual(before)
    expect(await isIn(browser)).toBe(false)
  })

  test('a socket of that session is cut', async () => {
    const thief = copyOf(browser)
    await browser.send('session.renew')
    const { io } = await import('socket.io-client')
    const cookie = `${name}=${browser.cookies.get(name)}`
    const socket = io(centre.url, {
      transports: ['websocket'],
      extraHeaders: { cookie, origin: centre.url },
      reconnection: false,
    })
    await new Promise<void>((done) => void socket.once('connect', () => done()))
    const cut = new Promise<void>((done) => void socket.once('disconnect', () => done()))
    now += grace + 1_000
    await thief.send('session.renew')
    await cut
  })

  test('the token alone prolongs nothing once its browser has renewed', async () => {
    const token = browser.cookies.get(name)?.split('.').slice(0, 3).join('.') ?? ''
    await browser.send('session.renew')
    const bearer = await fetch(`${centre.url}/api/session.renew`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: '{}',
    })
    expect(bearer.status).toBe(401)
    const bare = openBrowser(centre, new Map([[name, token]]))
    expect((await bare.send('session.renew')).status).toBe(401)
    expect(await isIn(browser)).toBe(true)
  })
})

describe('two tabs of one browser', () => {
  test('that renew at the same moment both stay, with one secret between them', async () => {
    const tabs = [copyOf(browser), copyOf(browser), copyOf(browser)]
    const statuses = await Promise.all(tabs.map(async (tab) => (await tab.send('session.renew')).status))
    expect(statuses).toEqual([200, 200, 200])
    expect(new Set(tabs.map(keptBy)).size).toBe(1)
    now += grace + 1_000
    expect((await tabs[1]?.send('session.renew'))?.status).toBe(200)
    expect(await reused(sessionOf(browser))).toEqual([])
  })

  test('an answer that was lost is given again, with the same secret', async () => {
    const lost = copyOf(browser)
    await lost.send('session.renew')
    expect((await browser.send('session.renew')).status).toBe(200)
    expect(keptBy(browser)).toBe(keptBy(lost))
  })
})

describe('a planted cookie', () => {
  test('is nobody’s after a sign-in: that begins a session of its own', async () => {
    const planted = openBrowser(centre, new Map(browser.cookies))
    const victim = openBrowser(centre, new Map(browser.cookies))
    await victim.signIn('peer')
    expect(sessionOf(victim)).not.toBe(sessionOf(planted))
    expect(keptBy(victim)).not.toBe(keptBy(planted))
    await victim.send('session.signOut')
    expect(victim.cookies.has(name)).toBe(false)
    // What the cookie opened before ended when the browser it was planted in signed in.
    expect(await isIn(planted)).toBe(false)
  })

  test('with a made-up secret prolongs nothing, and ends what it tried to take', async () => {
    const token = browser.cookies.get(name)?.split('.').slice(0, 3).join('.') ?? ''
    await browser.send('session.renew')
    const made = openBrowser(centre, new Map([[name, `${token}.${'x'.repeat(43)}`]]))
    expect((await made.send('session.renew')).status).toBe(401)
    expect(await isIn(browser)).toBe(false)
  })
})
