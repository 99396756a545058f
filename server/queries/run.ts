/**
 * The one door for reads: role, schema, the record of who looked. Where the look can't be recorded, a
 * person's record isn't shown; the board, whose opening is recorded once per connection, goes on.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { looked } from '../../db/schema/log.ts'
import { onTeam } from '../../db/schema/staff.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Database } from '../../db/store.ts'
import { queries, type QueryName } from '../../shared/contract/index.ts'
import type { Clock } from '../clock.ts'
import { type Actor, Invalid, NotAllowed, NotFound } from '../commands/handler.ts'
import type { PastReader } from '../features/proof/pastReader.ts'
import type { Passkeys } from '../features/session/passkeyLibrary.ts'
import type { Reckoner } from '../features/review/reckoner.ts'
import type { Feeder } from '../feed/feeder.ts'
import type { AskSigned, QueryHandler, QueryHandlers } from './handler.ts'

/**
 * What reads elsewhere holds no picture of the database meanwhile: there are few of them, and reviews that are
 * worked out in their own thread would keep everybody else from reading.
 */
const readsElsewhere: readonly QueryName[] = ['review.range', 'board', 'log.proof', 'board.asOf']

/** Which queries open somebody's record, and whose. */
const recorded: Partial<Record<QueryName, (input: Record<string, unknown>) => string | null>> = {
  visit: (input) => String(input.visitId),
  people: () => null,
  'person.copy': (input) => String(input.personId),
  'board.asOf': () => null,
  log: (input) => (typeof input.visitId === 'string' ? input.visitId : null),
}

const look = statement((db) =>
  db.insert(looked).values({
    id: ph('id'),
    centreId: ph('centreId'),
    at: ph('at'),
    staffId: ph('staffId'),
    sessionId: ph('sessionId'),
    what: ph('what'),
    subject: ph('subject'),
  }),
)
const leads = statement((db) =>
  db
    .select({ id: onTeam.id })
    .from(onTeam)
    .where(and(eq(onTeam.staffId, ph('staffId')), isNull(onTeam.offAt), onTeam.isLead)),
)

/** Whether the contract lets this role ask. */
export function mayAsk(name: QueryName, asker: Actor): boolean {
  const { allow } = queries[name]
  return allow === 'anybody' || (allow as readonly string[]).includes(asker.role)
}

export interface Reads {
  /** @throws Invalid (400), NotAllowed (403), NotFound (404), Unavailable (503). */
  ask(
    name: QueryName,
    about: { asker: Actor | null; centreId: string; input: unknown; deviceHash?: string | null },
  ): Promise<unknown>
  /** Records that somebody opened the board: once per sign-in and quarter of an hour, and never in the way. */
  boardOpened(asker: Actor): void
}

const quarter = 15 * 60_000

export function createReads(parts: {
  db: Database
  clock: Clock
  newId: () => string
  feeder: Feeder
  reckoner: Reckoner
  past: PastReader
  lastBackup: () => number | null | undefined
  sealingKeys: (asker: Actor) => string[]
  passkeys: Passkeys
  handlers: QueryHandlers
  onFault: (error: unknown) => void
}): Reads {
  const { db, clock, newId, feeder, reckoner, past, lastBackup, sealingKeys, passkeys, handlers, onFault } =
    parts
  const boards = new Map<string, number>()

  function record(asker: Actor, what: string, subject: string | null): Promise<void> {
    const row = {
      id: newId(),
      centreId: asker.centreId,
      at: clock.now(),
      staffId: asker.staffId || null,
      sessionId: asker.sessionId,
      what,
      subject,
    }
    return db.note(async (tx) => {
      // A note may only add rows, which is all that this statement does.
      await look(tx, row)
    })
  }

  return {
    async ask(name, { asker, centreId, input, deviceHash = null }) {
      const spec = queries[name]
      if (spec.allow !== 'anybody') {
        if (!asker) throw new NotAllowed()
        if (!mayAsk(name, asker) && !(spec.orShiftLead && (await isLead(asker)))) throw new NotAllowed()
      }
      const parsed = spec.input.safeParse(input)
      if (!parsed.success) throw Invalid.of(parsed.error.issues)
      const subject = recorded[name]
      if (asker && subject) await record(asker, name, subject(parsed.data))
      const ask = {
        asker,
        centreId,
        deviceHash,
        now: clock.now(),
        clock,
        feeder,
        reckoner,
        past,
        lastBackup,
        sealingKeys: () => (asker ? sealingKeys(asker) : []),
        passkeys,
        missing(): never {
          throw new NotFound()
        },
        // What anybody may ask has handlers that never look at the asker.
      } as AskSigned
      // Two worlds meet: the table of handlers is exact per name, `name` is any of them.
      const handler = handlers[name] as unknown as QueryHandler<QueryName>
      if (readsElsewhere.includes(name)) return await handler(db.read, ask, parsed.data)
      return await db.snapshot((read) => handler(read, ask, parsed.data as never))
    },
    boardOpened(asker) {
      const now = clock.now()
      // A clock that was put back makes nothing younger.
      if (Math.abs(now - (boards.get(asker.sessionId) ?? -Infinity)) < quarter) return
      if (boards.size > 10_000) boards.clear()
      boards.set(asker.sessionId, now)
      record(asker, 'board', null).catch((error: unknown) => {
        // Not recorded: the next opening is tried again.
        boards.delete(asker.sessionId)
        onFault(error)
      })
    },
  }

  async function isLead(asker: Actor): Promise<boolean> {
    return (await leads(db.read, { staffId: asker.staffId })).length > 0
  }
}
