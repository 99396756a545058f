/** Where one is signed in, and how that ends: one, all others, or all of a worker's by an administrator. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { placeOf } from '../../../server/http/place.ts'
import { tokenLasts } from '../../../server/features/session/tokens.ts'
import type { OwnSession } from '../../../shared/contract/ownSessions.ts'
import { minutes } from '../../fakeClock.ts'
import { startCentre, type TestCentre } from '../../harness.ts'
import { type Browser, givePasswords, openBrowser } from './browser.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
  await givePasswords(centre, ['peer', 'housing'])
})
afterAll(async () => {
  expect(centre.faults).toEqual([])
  await centre.close()
})
const signedIn = async (worker: 'peer' | 'housing', userAgent?: string) => {
  const browser = openBrowser(centre, new Map(), userAgent)
  expect((await browser.signIn(worker)).status).toBe(200)
  return browser
}
const own = async (browser: Browser) => (await browser.ask('session.own')).body.sessions as OwnSession[]
const isIn = async (browser: Browser) => (await browser.ask('session')).status === 200

let here: Browser
beforeEach(async () => {
  here = await signedIn('peer')
  await here.send('session.endOthers')
})

describe('one’s own', () => {
  test('are listed with where, since when and when last used, and which is this', async () => {
    const beganAt = centre.clock.now()
    const phone = await signedIn(
      'peer',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    )
    await signedIn('housing')
    centre.clock.pass(minutes(4))
    await phone.send('session.renew')
    const listed = await own(here)
    expect(listed).toHaveLength(2)
    expect(listed.find((one) => one.isThis)).toMatchObject({ browser: 'chrome', system: 'windows' })
    expect(listed.find((one) => !one.isThis)).toMatchObject({
      beganAt,
      seenAt: beganAt + minutes(4),
      browser: 'safari',
      system: 'ios',
    })
  })

  test('that nobody has used for longer than they last aren’t listed', async () => {
    await signedIn('peer')
    centre.clock.pass(tokenLasts + minutes(1))
    const listed = await own(here)
    expect(listed.map((one) => one.isThis)).toEqual([true])
  })

  test('one ends, at once, and the others stay', async () => {
    const other = await signedIn('peer')
    const [theirs] = (await own(here)).filter((one) => !one.isThis)
    expect((await here.send('session.end', { sessionId: theirs?.id })).status).toBe(200)
    expect(await isIn(other)).toBe(false)
    expect(await isIn(here)).toBe(true)
  })

  test('all others end, and this one stays', async () => {
    const others = [await signedIn('peer'), await signedIn('peer')]
    const housing = await signedIn('housing')
    expect((await here.send('session.endOthers')).status).toBe(200)
    expect(await Promise.all(others.map(isIn))).toEqual([false, false])
    expect(await isIn(here)).toBe(true)
    expect(await isIn(housing)).toBe(true)
  })

  test('session.end refuses alreadySignedOut', async () => {
    await signedIn('peer')
    const [theirs] = (await own(here)).filter((one) => !one.isThis)
    await here.send('session.end', { sessionId: theirs?.id })
    const again = await here.send('session.end', { sessionId: theirs?.id })
    expect(again).toEqual({ status: 409, body: { error: 'alreadySignedOut', at: centre.clock.now() } })
  })

  test('somebody else’s is unknown, as one that never was', async () => {
    const housing = await signedIn('housing')
    const [theirs] = (await own(housing)).filter((one) => one.isThis)
    expect((await here.send('session.end', { sessionId: theirs?.id })).status).toBe(404)
    expect(await isIn(housing)).toBe(true)
  })
})

test('an administrator ends all of a worker’s, who may sign in again', async () => {
  const { staffId } = centre.as('peer')
  const housing = await signedIn('housing')
  await centre.as('administrator').call('account.endSessions', { staffId })
  expect(await isIn(here)).toBe(false)
  expect(await isIn(housing)).toBe(true)
  expect(await isIn(await signedIn('peer'))).toBe(true)
})

describe('where from', () => {
  test.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox', 'linux'],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36',
      'chrome',
      'android',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
      'safari',
      'mac',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0',
      'edge',
      'windows',
    ],
    ['Mozilla/5.0 (PlayStation 5)', 'other', 'other'],
    ['curl/8.5.0', 'program', 'other'],
    [undefined, 'program', 'other'],
  ])('%s', (userAgent, browser, system) => {
    expect(placeOf(userAgent)).toEqual({ browser, system })
  })
})
