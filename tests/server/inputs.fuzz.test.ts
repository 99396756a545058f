/**
 * Every command and every query, tried with inputs made from its own schema and with garbage, those of strangers too:
 * never a fault, never words that the log doesn't name, never a row of any table that came, changed or went without an
 * entry about it, never a word of another centre. `npm test` tries some of each, the same in every run, `npm run fuzz` ten
 * thousand by chance. A failure prints the smallest input that fails, with its seed (FUZZ_SEED).
 */
import { count, eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change } from '../../db/schema/log.ts'
import { person } from '../../db/schema/person.ts'
import { visit } from '../../db/schema/visit.ts'
import { isWhole, verify } from '../../server/proof/verify.ts'
import { type CommandName, commands, queries, type QueryName } from '../../shared/contract/index.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { explainedBy } from '../explained.ts'
import { furnish, idFor } from '../furnished.ts'
import { type Reply, roleOf, startCentre, type TestCentre, type WorkerName, workers } from '../harness.ts'
import { inputsOf } from '../inputsOf.ts'
import { givePasswords, makeShared, openBrowser, password } from './session/browser.ts'

const tries = Number(process.env.FUZZ ?? 40)
/** `npm test` tries the same each time; what `npm run fuzz` tries is chance. */
const seed = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ === undefined ? 1 : Date.now() % 2 ** 31))
const runs = { numRuns: tries, seed, endOnFailure: tries > 1_000 }
/** A long trial takes as long as it takes. */
const patience = 60_000 + tries * 1_000

/** Everything said at the other centre has this in it. */
const theirs = 'Zzyzxthere'

let db: TestDatabase
let other: { centre: TestCentre; ids: string[] }
beforeAll(async () => {
  db = await openTestDatabase()
  other = await peopled(theirs)
})
afterAll(async () => {
  await other.centre.stop()
  await db.close()
})

/** A centre with somebody in every state that a call could be about. */
async function peopled(word: string) {
  // Time that goes on with every question asked of it: nobody is slowed for sending much.
  let time = Date.now()
  const centre = await startCentre({ db, now: () => (time += 10) })
  const waiting = await centre.arrive({ label: `${word} waiting`, words: `${word} said`, wants: ['peer'] })
  const gone = await centre.arrive({ label: `${word} gone` })
  await centre.as('desk').call('visit.leave', { visitId: gone })
  const has = await furnish(centre, word)
  const ids = [waiting, gone, ...Object.values(centre.spaces), ...Object.values(has)]
  const own = (name: CommandName | QueryName) => (field: string) => idFor(has, name, field)
  return { centre, ids, own, pass: (ms: number) => void (time += ms) }
}

const may = (allow: readonly string[] | string, worker: WorkerName) =>
  Array.isArray(allow) && allow.includes(roleOf(worker))
const whoMay = (allow: readonly string[] | string) => workers.filter((worker) => may(allow, worker))

const all = (Object.keys(commands) as CommandName[]).filter((name) => commands[name].allow !== 'system')
const ofWorkers = all.filter((name) => commands[name].allow !== 'anybody')
const ofAnybody = all.filter((name) => commands[name].allow === 'anybody')
/** These end the very sign-in they come with: each input has one of its own. */
const endingOwn = new Set<CommandName>(['session.signOut', 'screen.enrol'])

/** Tries a command, and looks at what was left behind: after each input that was done, and after all. */
async function tryOut<T>(
  { centre, name, inputs }: { centre: TestCentre; name: CommandName; inputs: fc.Arbitrary<T> },
  send: (input: T) => Promise<Pick<Reply, 'status' | 'body'>>,
): Promise<Set<number>> {
  const statuses = new Set<number>()
  const log = await explainedBy(db.read, centre.id)
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const { status, body } = await send(input)
      statuses.add(status)
      expect(status).toBeLessThan(500)
      expect(JSON.stringify(body)).not.toContain(theirs)
      if (status === 200) expect(await log.unexplained()).toEqual([])
    }),
    runs,
  )
  expect(centre.faults).toEqual([])
  expect(await log.unexplained(), name).toEqual([])
  await expectLogged(centre)
  await centre.stop()
  return statuses
}

describe('commands', () => {
  test.each(ofWorkers)('%s', { timeout: patience }, async (name) => {
    const { centre, ids, own } = await peopled('Here')
    const { allow, input, example } = commands[name]
    const inputs = fc.tuple(
      inputsOf(input, example, [...ids, ...other.ids], own(name)),
      fc.constantFrom(...whoMay(allow)),
    )
    const statuses = await tryOut({ centre, name, inputs }, async ([body, worker]) =>
      endingOwn.has(name)
        ? await sendOnce(centre, { name, worker, body })
        : centre.as(worker).send(name, body),
    )
    expect(understood(statuses, [200, 404, 409])).not.toEqual([])
  })
})

describe('commands of strangers', () => {
  test.each(ofAnybody)('%s', { timeout: patience }, async (name) => {
    const { centre, ids, own, pass } = await peopled('Here')
    const { input, example } = commands[name]
    const known = await strangersKnow(centre)
    const fields = Object.entries(known.words).filter(([field]) => field in example || field === 'passkey')
    const right = fc.record(
      Object.fromEntries(fields.map(([field, values]) => [field, fc.constantFrom(...values)])),
      { requiredKeys: [] },
    )
    const inputs = fc.tuple(inputsOf(input, example, [...ids, ...other.ids], own(name)), right)
    let caller = 0
    const statuses = await tryOut({ centre, name, inputs }, async ([body, given]) => {
      pass(10_000)
      const headers = { cookie: known.cookie, 'x-forwarded-for': `192.0.2.${(caller++ % 250) + 1}` }
      const isBody = typeof body === 'object' && body !== null && !Array.isArray(body)
      return await post(centre, name, { body: isBody ? { ...body, ...given } : body, headers })
    })
    expect(understood(statuses, [200, 401, 409])).not.toEqual([])
  })
})

const understood = (statuses: Set<number>, which: number[]) => which.filter((one) => statuses.has(one))

async function post(
  centre: TestCentre,
  name: CommandName,
  { body, headers }: { body: unknown; headers: Record<string, string> },
): Promise<Pick<Reply, 'status' | 'body'>> {
  const answer = await fetch(`${centre.url}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

/** With a sign-in that was begun for this alone. */
async function sendOnce(
  centre: TestCentre,
  { name, worker, body }: { name: CommandName; worker: WorkerName; body: unknown },
): Promise<Pick<Reply, 'status' | 'body'>> {
  const input = { username: 'kept', password: 'kept' }
  const begun = await centre.app.door.run('session.signIn', { actor: centre.as(worker).actor, input })
  if (begun.is !== 'done') throw new Error('could not sign in')
  const { token } = centre.app.auth.issue({ sessionId: begun.id, centreId: centre.id })
  return await post(centre, name, { body, headers: { authorization: `Bearer ${token}` } })
}

/** What opens each door of strangers, as somebody might know it: tried beside what is made up. */
async function strangersKnow(
  centre: TestCentre,
): Promise<{ words: Record<string, string[]>; cookie: string }> {
  const browser = openBrowser(centre)
  await makeShared(centre, browser)
  await givePasswords(centre, ['desk', 'peer'])
  const { agencyId, staffId } = centre.as('peer')
  const pin = '482915'
  await centre.as('peer').call('session.setPin', { pin, password })
  await centre.as('desk').call('team.on', { asLead: true })
  const as = (worker: WorkerName, name: CommandName, input: object) => centre.as(worker).send(name, input)
  const role = 'volunteer'
  const given = [
    await as('administrator', 'account.invite', { name: 'Jo', role, agencyId }),
    await as('administrator', 'account.makePasswordLink', { staffId }),
    await as('manager', 'pass.give', { name: 'Jo', role, agencyId, hours: 8 }),
    await as('desk', 'session.letIn', { username: `peer-${centre.id}`, why: 'Phone left at home' }),
  ]
  expect(given.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  const [invited, another, pass, letIn] = given.map(({ body }) => body as { token: string; code: string })
  return {
    cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    words: {
      token: [invited?.token ?? '', another?.token ?? ''],
      code: [pass?.code ?? '', letIn?.code ?? ''],
      username: [`peer-${centre.id}`, `desk-${centre.id}`],
      password: [password, 'Eight boats, and then the rain stopped'],
      staffId: [staffId],
      pin: [pin],
    },
  }
}

describe('queries', () => {
  test.each(Object.keys(queries) as QueryName[])('%s', { timeout: patience }, async (name) => {
    const { centre, ids, own } = await peopled('Here')
    const { allow, input, example } = queries[name]
    const asked = inputsOf(input, example, [...ids, ...other.ids], own(name))
    const askers = allow === 'anybody' ? workers : whoMay(allow)
    await fc.assert(
      fc.asyncProperty(asked, fc.constantFrom(...askers), async (given, worker) => {
        const answer = await centre.as(worker).ask(name, inAddress(given))
        expect(answer.status).toBeLessThan(500)
        expect(JSON.stringify(answer.body)).not.toContain(theirs)
      }),
      runs,
    )
    expect(centre.faults).toEqual([])
    await centre.stop()
  })
})

/** An address holds texts alone, and no lone surrogates. */
function inAddress(given: unknown): Record<string, string> {
  if (typeof given !== 'object' || given === null) return { given: String(given).toWellFormed() }
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => [
      key.toWellFormed(),
      (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed(),
    ]),
  )
}

/** The log is whole, names every word, and has an entry for every step of a visit or a person. */
async function expectLogged(centre: TestCentre): Promise<void> {
  expect(isWhole(await verify(db.read, centre.id))).toBe(true)
  for (const table of [visit, person]) {
    const rows = await db.read.select().from(table).where(eq(table.centreId, centre.id))
    for (const { id, version } of rows) {
      const [entries] = await db.read.select({ n: count() }).from(change).where(eq(change.subject, id))
      expect(entries?.n, `entries for version ${version} of ${id}`).toBeGreaterThanOrEqual(version)
    }
  }
}
