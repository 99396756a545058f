/** At a shared desk a passkey is as good as a PIN: it opens a covered screen, and changes who is signed in. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { account, session } from '../../../db/schema/staff.ts'
import { minutes } from '../../fakeClock.ts'
import { startCentre, type TestCentre } from '../../harness.ts'
import { softPasskey } from '../../softPasskey.ts'
import { type Browser, givePasswords, makeShared, openBrowser, password } from './browser.ts'

let centre: TestCentre
let desk: Browser
const keys = { peer: softPasskey(), housing: softPasskey() }
type Owner = keyof typeof keys
beforeAll(async () => {
  centre = await startCentre()
  await givePasswords(centre, ['peer', 'housing'])
  for (const worker of ['peer', 'housing'] as const) {
    const browser = openBrowser(centre)
    await browser.signIn(worker)
    const { options } = (await browser.ask('account.passkeyChallenge')).body
    const made = { currentPassword: password, name: 'My phone', passkey: keys[worker].make(options) }
    expect((await browser.send('passkey.add', made)).status).toBe(200)
  }
  desk = openBrowser(centre)
  await makeShared(centre, desk)
})
afterAll(async () => {
  expect(centre.faults).toEqual([])
  await centre.close()
})

const shown = async (owner: Owner) =>
  keys[owner].use((await desk.ask('session.passkeyChallenge')).body.options)
const comeIn = async (owner: Owner) => desk.send('session.signInByPasskey', { passkey: await shown(owner) })
const who = async () => ((await desk.ask('session')).body as { staffId: string }).staffId
const openSessions = async (owner: Owner) => {
  const { staffId } = centre.as(owner)
  const rows = await centre.db.read.select().from(session).where(eq(session.staffId, staffId))
  return rows.filter((row) => row.deviceId !== null && row.endedAt === null).length
}

test('whoever comes in takes over, and the sign-in that was there ends', async () => {
  expect((await comeIn('peer')).status).toBe(200)
  expect(await who()).toBe(centre.as('peer').staffId)
  expect(await openSessions('peer')).toBe(1)
  const before = new Map(desk.cookies)
  expect((await comeIn('housing')).status).toBe(200)
  expect(await who()).toBe(centre.as('housing').staffId)
  expect(await openSessions('peer')).toBe(0)
  expect((await openBrowser(centre, before).ask('session')).status).toBe(401)
})

test('a covered screen opens to its owner’s passkey, each answer once', async () => {
  await comeIn('peer')
  const passkey = await shown('peer')
  expect((await desk.send('session.unlock', { passkey })).status).toBe(200)
  expect(await desk.send('session.unlock', { passkey })).toMatchObject({
    status: 409,
    body: { error: 'unknownPasskey' },
  })
  expect(await who()).toBe(centre.as('peer').staffId)
})

test('session.unlock refuses unknownPasskey', async () => {
  await comeIn('peer')
  const refused = { status: 409, body: { error: 'unknownPasskey' } }
  expect(await desk.send('session.unlock', { passkey: await shown('housing') })).toMatchObject(refused)
  const nobodys = softPasskey().use((await desk.ask('session.passkeyChallenge')).body.options)
  expect(await desk.send('session.unlock', { passkey: nobodys })).toMatchObject(refused)
  // One that isn't theirs isn't helped by a password beside it.
  const both = { passkey: await shown('housing'), password }
  expect(await desk.send('session.unlock', both)).toMatchObject(refused)
})

async function takePassword(owner: Owner): Promise<void> {
  const { accountId } = centre.as(owner).actor
  await centre.db.write((tx) => tx.update(account).set({ passwordHash: '' }).where(eq(account.id, accountId)))
}

test('a PIN is set without a password by whoever has none and has just come in by passkey', async () => {
  await comeIn('peer')
  const pin = '804291'
  expect((await desk.send('session.setPin', { pin })).body).toEqual({ error: 'wrongPassword' })
  await takePassword('peer')
  expect((await desk.send('session.setPin', { pin })).status).toBe(200)
})

test('session.setPin refuses signInAgain', async () => {
  await takePassword('peer')
  await comeIn('peer')
  centre.clock.pass(minutes(11))
  expect((await desk.send('session.setPin', { pin: '804291' })).body).toEqual({ error: 'signInAgain' })
})
