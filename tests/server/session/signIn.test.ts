/** Who somebody is, by user name and password; nobody alike for every reason why not. */
import { verify } from '@node-rs/argon2'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createDoor } from '../../../server/commands/run.ts'
import { handlers } from '../../../server/features.ts'
import { hashPassword, isPassword } from '../../../server/features/session/password.ts'
import { identify } from '../../../server/features/session/signIn.ts'
import { addAccount, addWorker, noPassword } from '../../../server/rows/newWorker.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
const password = 'Rain on the harbour, 7 boats'
const agency = { id: uuidv7(), name: 'Harbour Mind' }
const jo = { staffId: uuidv7(), accountId: uuidv7(), username: 'Jo.Marsh', name: 'Jo', role: 'peer' as const }
const lin = {
  staffId: uuidv7(),
  accountId: uuidv7(),
  username: 'links.alone',
  name: 'Lin',
  role: 'peer' as const,
}

/** A second centre on the same installation, with one worker who has a real password. */
async function openWith(founders: object[], centreId: string) {
  const parts = { db: centre.db, clock: centre.clock, newId: uuidv7, secret: 'x'.repeat(32) }
  const door = createDoor({ ...parts, handlers, wake: () => undefined })
  const actor = { ...centre.as('administrator').actor, centreId, sessionId: 'system', staffId: '' }
  const about = {
    name: 'Quayside',
    timeZone: 'Europe/London',
    word: 'guest',
    isDemonstration: true,
    spaces: [],
  }
  const outcome = await door.run('centre.open', {
    actor,
    input: { ...about, agencies: [agency], staff: founders },
  })
  expect(outcome.is).toBe('done')
}

const home = uuidv7()
beforeAll(async () => {
  centre = await startCentre()
  const passwordHash = await hashPassword(password)
  await openWith([{ ...jo, agencyId: agency.id, passwordHash }], home)
  const account = { ...lin, id: lin.accountId, createdAt: 0, passwordHash: noPassword }
  const worker = { ...lin, id: lin.staffId, centreId: home, agencyId: agency.id, leavesAt: null }
  await centre.db.write(async (tx) => {
    await addAccount(tx, account)
    await addWorker(tx, worker)
  })
})
afterAll(() => centre.close())

const who = (username: string, tried = password) => identify(centre.db.read, username, tried)

describe('identify', () => {
  test('gives the worker, at the centre where they work', async () => {
    expect(await who('Jo.Marsh')).toEqual({
      centreId: home,
      accountId: jo.accountId,
      staffId: jo.staffId,
      name: 'Jo',
      role: 'peer',
      agencyId: agency.id,
      agency: 'Harbour Mind',
    })
  })

  test.each(['jo.marsh', '  JO.MARSH ', 'ｊｏ.marsh'])('knows %j for the same name', async (username) => {
    expect(await who(username)).toMatchObject({ staffId: jo.staffId })
  })

  test.each([
    ['a wrong password', 'jo.marsh', `${password}.`],
    ['another’s capitals', 'jo.marsh', password.toUpperCase()],
    ['nothing', 'jo.marsh', ''],
    ['an unknown name', 'jo.marsh2', password],
    ['NUL in a name', 'jo\u0000.marsh', password],
    ['a lone surrogate in a name', 'jo.marsh\ud800', password],
    ['a lone surrogate in a password', 'jo.marsh', '\ud800'],
  ])('says nobody for %s', async (_what, username, tried) => {
    expect(await who(username, tried)).toBeNull()
  })

  test('says nobody for a worker who is switched off, and knows them again after', async () => {
    const actor = { ...centre.as('administrator').actor, centreId: home, sessionId: '' }
    const run = (name: 'account.switchOff' | 'account.switchOn') =>
      centre.app.door.run(name, { actor, input: { staffId: jo.staffId } })
    await run('account.switchOff')
    expect(await who('jo.marsh')).toBeNull()
    await run('account.switchOn')
    expect(await who('jo.marsh')).toMatchObject({ staffId: jo.staffId })
  })
})

describe('no is the same work whatever the reason', () => {
  /** What a password was held against, instead of by a clock: a busy machine is slow for everybody. */
  async function work(username: string, tried: string) {
    const held: string[] = []
    const found = await identify(centre.db.read, username, tried, (hashed, typed) => {
      held.push(hashed)
      return verify(hashed, typed)
    })
    return { found, costs: held.map((hashed) => hashed.split('$').slice(1, 4).join(' ')) }
  }
  const once = { found: null, costs: ['argon2id v=19 m=19456,t=2,p=1'] }

  test.each([
    ['a wrong password', 'jo.marsh', `${password}.`],
    ['an unknown name', 'jo.marsh2', password],
    ['a name that can’t be', 'jo\u0000.marsh', password],
    ['an account without a password', 'links.alone', 'whatever it is'],
  ])('one verification of the cost of a real one, for %s', async (_what, username, tried) => {
    expect(await work(username, tried)).toEqual(once)
  })

  test('one also for a worker who is switched off, and for whoever gets in', async () => {
    const actor = { ...centre.as('administrator').actor, centreId: home, sessionId: '' }
    const run = (name: 'account.switchOff' | 'account.switchOn') =>
      centre.app.door.run(name, { actor, input: { staffId: jo.staffId } })
    await run('account.switchOff')
    expect(await work('jo.marsh', password)).toEqual(once)
    await run('account.switchOn')
    expect(await work('jo.marsh', password)).toMatchObject({ ...once, found: { staffId: jo.staffId } })
  })
})

describe('a password', () => {
  test('is kept as argon2id, 19 MiB and two passes, never twice the same', async () => {
    const [one, two] = [await hashPassword(password), await hashPassword(password)]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
  })

  test('is the same however a keyboard composed its letters', async () => {
    expect(await isPassword(await hashPassword('Zoë'), 'Zoe\u0308')).toBe(true)
  })

  test('is as good after ten years as on its first day', async () => {
    const later = Date.now() + 10 * 366 * 86_400_000
    const before = centre.clock.now()
    vi.useFakeTimers({ toFake: ['Date'], now: later })
    centre.clock.pass(later - before)
    const found = await who('jo.marsh')
    centre.clock.pass(before - later)
    vi.useRealTimers()
    expect(found).toMatchObject({ staffId: jo.staffId })
  })

  test('is nobody’s where there is no account, whatever it is', async () => {
    expect(await isPassword(null, password)).toBe(false)
  })
})

describe('over HTTP', () => {
  const signIn = (body: object, address = '192.0.2.1') =>
    fetch(`${centre.url}/api/session.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify(body),
    })

  test('gives a token that stands for half an hour, and a cookie that scripts can’t read', async () => {
    const answer = await signIn({ username: 'jo.marsh', password })
    expect(answer.status).toBe(200)
    const { token, endsAt } = (await answer.json()) as { token: string; endsAt: number }
    const cookie = answer.headers.get('set-cookie') ?? ''
    expect(cookie).toContain('HttpOnly')
    expect(cookie).toContain('SameSite=')
    const headers = { authorization: `Bearer ${token}` }
    const me = (await (await fetch(`${centre.url}/api/session`, { headers })).json()) as object
    expect(me).toEqual({
      staffId: jo.staffId,
      name: 'Jo',
      role: 'peer',
      agency: 'Harbour Mind',
      centreId: home,
      isOn: false,
      isShiftLead: false,
      endsAt,
    })
  })

  test('says the same for an unknown name and a wrong password', async () => {
    const wrong = await signIn({ username: 'jo.marsh', password: 'wrong' })
    const unknown = await signIn({ username: 'nobody.here', password: 'wrong' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await wrong.text()).toBe(await unknown.text())
  })

  test('keeps no password, not even in what commands were answered', async () => {
    await signIn({ username: 'jo.marsh', password })
    const rows = await centre.db.read.select().from((await import('../../../db/schema/log.ts')).command)
    expect(JSON.stringify(rows)).not.toContain(password)
  })
})
