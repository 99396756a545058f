/**
 * Every command and every query, tried with inputs made from its own schema and with garbage: never a fault, never
 * words or rows that the log doesn't name, never a word of another centre. `npm test` tries some of each, `npm run
 * fuzz` ten thousand. A failure prints the smallest input that fails, with its seed (FUZZ_SEED).
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
import { roleOf, startCentre, type TestCentre, type WorkerName, workers } from '../harness.ts'
import { inputsOf } from '../inputsOf.ts'

const tries = Number(process.env.FUZZ ?? 40)
const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
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
async function peopled(word: string): Promise<{ centre: TestCentre; ids: string[] }> {
  // Time that goes on with every question asked of it: nobody is slowed for sending much.
  let time = Date.now()
  const centre = await startCentre({ db, now: () => (time += 10) })
  const { as } = centre
  const waiting = await centre.arrive({ label: `${word} waiting`, words: `${word} said`, wants: ['peer'] })
  const withSomeone = await centre.arrive({ label: `${word} with` })
  const gone = await centre.arrive({ label: `${word} gone` })
  await as('peer').call('team.on', {})
  await as('peer').call('visit.beginWith', { visitId: withSomeone })
  const note = await as('peer').call('note.write', { visitId: withSomeone, text: `${word} note` })
  const known = await as('peer').call('person.add', { name: `${word} known`, visitId: withSomeone })
  const call = await as('peer').call('visit.callFor', { visitId: withSomeone, toRole: 'housing' })
  await as('desk').call('visit.leave', { visitId: gone })
  const made = [note, known, call].map(({ body }) => String(body.id))
  const ids = [waiting, withSomeone, gone, ...made, ...Object.values(centre.spaces), as('peer').staffId]
  return { centre, ids }
}

const may = (allow: readonly string[] | string, worker: WorkerName) =>
  Array.isArray(allow) && allow.includes(roleOf(worker))
const whoMay = (allow: readonly string[] | string) => workers.filter((worker) => may(allow, worker))

/** These end the very sign-in that the next input needs, or are slowed on purpose: they have tests of their own. */
const apart = new Set<string>(['session.signOut', 'session.signIn', 'screen.enrol'])
const tried = (Object.keys(commands) as CommandName[]).filter(
  (name) => Array.isArray(commands[name].allow) && !apart.has(name),
)

describe('commands', () => {
  test.each(tried)('%s', { timeout: patience }, async (name) => {
    const { centre, ids } = await peopled('Here')
    const { allow, input, example } = commands[name]
    const bodies = inputsOf(input, example, [...ids, ...other.ids])
    const statuses = new Set<number>()
    await fc.assert(
      fc.asyncProperty(bodies, fc.constantFrom(...whoMay(allow)), async (body, worker) => {
        const answer = await centre.as(worker).send(name, body)
        statuses.add(answer.status)
        expect(answer.status).toBeLessThan(500)
        expect(JSON.stringify(answer.body)).not.toContain(theirs)
      }),
      runs,
    )
    expect(centre.faults).toEqual([])
    expect(
      [...statuses].some((status) => [200, 404, 409].includes(status)),
      'some were understood',
    ).toBe(true)
    await expectLogged(centre)
    await centre.stop()
  })
})

describe('queries', () => {
  test.each(Object.keys(queries) as QueryName[])('%s', { timeout: patience }, async (name) => {
    const { centre, ids } = await peopled('Here')
    const { allow, input, example } = queries[name]
    const asked = inputsOf(input, example, [...ids, ...other.ids])
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
