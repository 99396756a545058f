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
  const undone = await play({ db, door, time }, planPast(agreed, days))
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

/** Two groups' worth: while one is being committed, the next is waiting. More would only wait longer. */
const mostAtOnce = 128

/**
 * Plays the steps in their order, each at its own time; gives how many couldn't be done. Many are asked at
 * once, so that they share a commit. SQLite's one queue keeps their order; on PostgreSQL a step waits for
 * those before it that it has to do with. The last waits for all: it says that the past is whole.
 */
async function play(parts: { db: Database; door: Door; time: { now: number } }, steps: readonly Step[]) {
  const { db, door, time } = parts
  const idOf = createIds(demoSeed)
  const lanes = createLanes()
  const window: Promise<void>[] = []
  let undone = 0
  for (const [nth, step] of steps.entries()) {
    if (nth === steps.length - 1) await Promise.all(window)
    else if (db.engine !== 'sqlite') await lanes.before(step)
    if (window.length >= mostAtOnce) await window.shift()
    time.now = step.at
    const input = withIds(step.input, (kind, name) => idOf(step.at, kind, name))
    const ask = { actor: actorOf(workerOf(step.by)), input, key: step.key }
    const done = door.run(step.command, ask).then(
      (outcome) => void (undone += outcome.is === 'refused' ? 1 : 0),
      (error: unknown) => {
        if (!(error instanceof NotFound || error instanceof Invalid)) throw error
        undone += 1
      },
    )
    // It is awaited a little later, and may have failed by then.
    done.catch(() => undefined)
    window.push(done)
    lanes.take(step, done)
  }
  await Promise.all(window)
  return undone
}

/** Steps about the same visit or person follow each other; those of the team touch anybody's visit. */
function createLanes() {
  const underWay = new Map<string, Promise<void>>()
  const lanesOf = (step: Step) => {
    const person: unknown = Reflect.get(step.input, 'personId')
    return typeof person === 'string' ? [step.about, person] : [step.about]
  }
  return {
    async before(step: Step): Promise<void> {
      if (step.doer === 'team') {
        await Promise.all(underWay.values())
        underWay.clear()
      }
      await underWay.get('team')
      for (const lane of lanesOf(step)) await underWay.get(lane)
    },
    take(step: Step, done: Promise<void>): void {
      for (const lane of step.doer === 'team' ? ['team'] : lanesOf(step)) underWay.set(lane, done)
    },
  }
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
