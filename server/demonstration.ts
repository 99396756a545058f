/**
 * The demonstration centre: found, or made by living three weeks of invented days through the one door, at
 * their own times. It never writes a table itself, and a start that was cut short is gone on with by the
 * next: every step has a key of its own, so nothing is done twice and nothing is wiped.
 */
import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { V7Generator } from 'uuidv7'
import { agencies, demoCentre, demoPassword } from '../db/demo/centre.ts'
import { accountId, agencyId, createIds, demoCentreId, openingOf, staffId } from '../db/demo/opening.ts'
import { demoSeed, lastKey, opensBefore, planPast } from '../db/demo/past.ts'
import { type Step, withIds } from '../db/demo/step.ts'
import { type DemoWorker, workerOf } from '../db/demo/workers.ts'
import { centre, command } from '../db/schema/index.ts'
import type { Database, Reader } from '../db/store.ts'
import { localDay } from '../shared/domain/days.ts'
import type { Clock } from './clock.ts'
import { type Actor, Invalid, NotFound } from './commands/handler.ts'
import { createDoor, type Door } from './commands/run.ts'
import { handlers } from './features.ts'
import { hashPassword } from './features/session/password.ts'

export interface FoundCentre {
  id: string
  isDemonstration: boolean
}

/** The centre this server is for; null where there is none, or a demonstration that isn't whole yet. */
export async function findCentre(read: Reader): Promise<FoundCentre | null> {
  const [found] = await read
    .select({ id: centre.id, isDemonstration: centre.isDemonstration })
    .from(centre)
    .orderBy(asc(centre.openedAt))
    .limit(1)
  if (!found) return null
  return !found.isDemonstration || (await isWhole(read, found.id)) ? found : null
}

/** Its last step has been answered. */
async function isWhole(read: Reader, centreId: string): Promise<boolean> {
  const last = and(eq(command.centreId, centreId), eq(command.key, lastKey), isNotNull(command.answer))
  const found = await read.select({ id: command.id }).from(command).where(last).limit(1)
  return found.length > 0
}

export interface DemonstrationParts {
  db: Database
  clock: Clock
  secret: string
  say: (sentence: string) => void
  /** Whole days before today; three weeks unless told. */
  days?: number
}

/**
 * Makes the demonstration centre, or goes on with one that was begun; its evening is the moment at which it
 * was begun. @throws Unavailable and faults of the database; whatever was done by then stays.
 */
export async function openDemonstration(parts: DemonstrationParts): Promise<FoundCentre> {
  const { db, clock, secret, say, days } = parts
  say(`Making ${demoCentre.name}, the demonstration centre, and the days behind it. This takes a moment.`)
  const time = { now: 0 }
  const ids = new V7Generator()
  const door = createDoor({
    db,
    clock: { now: () => time.now, speed: 1 },
    // Ids lie in the order of the time in which they are made, here as everywhere.
    newId: () => ids.generateOrResetWithTs(time.now).toString(),
    secret,
    handlers,
    wake: () => undefined,
  })
  const start = (await startOfBegun(db.read)) ?? clock.now()
  time.now = start - opensBefore
  await open(door)
  // Another server may have begun it a moment before this one: then its evening is the one.
  const agreed = (await startOfBegun(db.read)) ?? start
  const undone = await play({ db, door, time, say }, planPast(agreed, days))
  if (undone > 0) say(`${undone} steps of its past couldn’t be done and were left out.`)
  return { id: demoCentreId, isDemonstration: true }
}

/** When its evening is, UTC ms, if somebody has opened it already. */
async function startOfBegun(read: Reader): Promise<number | null> {
  const [begun] = await read
    .select({ openedAt: centre.openedAt })
    .from(centre)
    .where(eq(centre.id, demoCentreId))
  return begun ? begun.openedAt + opensBefore : null
}

/** Refused where it is open already, which is as good. */
async function open(door: Door): Promise<void> {
  const input = openingOf(await hashPassword(demoPassword))
  const actor: Actor = { ...actorOf(workerOf('admin')), sessionId: 'system', staffId: '' }
  await door.run('centre.open', { actor, input })
}

/**
 * How many steps are asked for before the first of them is answered. SQLite's one queue keeps their order and
 * lets them share a commit: two groups' worth, so that one waits while the other is written. On PostgreSQL
 * they would overtake each other, and the log wouldn't be in the order of its times: so one by one, slowly.
 */
const atOnce = { sqlite: 128, postgres: 1 }

/** Nobody is left without a word for longer, ms. */
const patience = 5_000

/** Plays the steps in their order, each at its own time; gives how many couldn't be done. */
async function play(
  parts: { db: Database; door: Door; time: { now: number }; say: (sentence: string) => void },
  steps: readonly Step[],
): Promise<number> {
  const { db, door, time, say } = parts
  let saidAt = performance.now()
  const idOf = createIds(demoSeed)
  const window: Promise<void>[] = []
  let undone = 0
  for (const step of steps) {
    // The last says that the past is whole: so it waits for all others.
    if (step.key === lastKey) await Promise.all(window)
    else if (window.length >= atOnce[db.engine]) await window.shift()
    if (performance.now() - saidAt > patience) {
      saidAt = performance.now()
      say(`It is ${localDay(step.at, demoCentre.timeZone)} there.`)
    }
    time.now = step.at
    const input = withIds(step.input, (kind, name) => idOf(step.at, kind, name))
    const ask = { actor: actorOf(workerOf(step.by)), input, key: step.key }
    const done = door.run(step.command, ask).then(
      (outcome) => {
        // Done before a start was cut short, with another secret or by an older plan: done all the same.
        if (outcome.is === 'refused' && outcome.state !== 'keyReused') undone += 1
      },
      (error: unknown) => {
        if (!(error instanceof NotFound || error instanceof Invalid)) throw error
        undone += 1
      },
    )
    // It is awaited a little later, and may have failed by then.
    done.catch(() => undefined)
    window.push(done)
  }
  await Promise.all(window)
  return undone
}

function actorOf(worker: DemoWorker): Actor {
  const { username, name, role, agency } = worker
  return {
    centreId: demoCentreId,
    sessionId: 'demonstration',
    accountId: accountId(username),
    staffId: staffId(username),
    name,
    role,
    agencyId: agencyId(agency),
    agency: agencies[agency],
  }
}
