/**
 * The one door for reads: role, schema, the record of who looked. Where the look can't be recorded, a
 * person's record isn't shown; the board, whose opening is recorded once per connection, goes on.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { onTeam } from '../../db/schema/staff.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Database, Noted } from '../../db/store.ts'
import { queries, type QueryName } from '../../shared/contract/index.ts'
import { whileOwing } from '../../shared/contract/secondFactorDemand.ts'
import type { Clock } from '../clock.ts'
import { type Actor, Invalid, NotAllowed, NotFound } from '../commands/handler.ts'
import type { PastReader } from '../pastReader.ts'
import type { Passkeys } from '../features/session/passkeyLibrary.ts'
import type { Sealing } from '../features/session/sealingKeys.ts'
import type { Reckoner } from '../features/review/reckoner.ts'
import type { Feeder } from '../feed/feeder.ts'
import { addLooks, looksAt } from '../rows/looks.ts'
import { examined } from '../rows/unusual.ts'
import type { AskSigned, QueryHandler, QueryHandlers } from './handler.ts'
import { opened, shownBy } from './looks.ts'

/**
 * What reads elsewhere holds no picture of the database meanwhile: there are few of them, and reviews that are
 * worked out in their own thread would keep everybody else from reading.
 */
const readsElsewhere: readonly QueryName[] = [
  'review.range',
  'board',
  'log.proof',
  'board.asOf',
  'retention.due',
]

const leads = statement((db) =>
  db
    .select({ id: onTeam.id })
    .from(onTeam)
    .where(and(eq(onTeam.staffId, ph('staffId')), isNull(onTeam.offAt), onTeam.isLead)),
)

/** They have to set up a second factor first, whatever their role or function. */
const isOwing = (name: QueryName, asker: Actor): boolean =>
  asker.owesSecondFactor === true && queries[name].allow !== 'anybody' && !whileOwing.has(name)

/** Whether the contract lets this role ask. */
export function mayAsk(name: QueryName, asker: Actor): boolean {
  const { allow } = queries[name]
  if (isOwing(name, asker)) return false
  return allow === 'anybody' || (allow as readonly string[]).includes(asker.role)
}

export interface Reads {
  /** @throws Invalid (400), NotAllowed (403), NotFound (404), Unavailable (503). */
  ask(
    name: QueryName,
    /** `page`: which page it was looked at from, as the screen says. */
    about: {
      asker: Actor | null
      centreId: string
      input: unknown
      deviceHash?: string | null
      page?: string | undefined
    },
  ): Promise<unknown>
  /** Records that somebody opened the board: once per sign-in and quarter of an hour, and never in the way. */
  boardOpened(asker: Actor): void
}

const quarter = 15 * 60_000

/** The look comes to the disk while the answer is read; nothing of it is given where it couldn't. */
async function bothDone<T>(look: Noted | null, reading: Promise<T>): Promise<T> {
  const [noted, read] = await Promise.allSettled([look?.kept, reading])
  if (noted.status === 'rejected') throw noted.reason
  if (read.status === 'rejected') throw read.reason
  return read.value
}

export function createReads(parts: {
  db: Database
  clock: Clock
  newId: () => string
  feeder: Feeder
  reckoner: Reckoner
  past: PastReader
  lastBackup: () => number | null | undefined
  sealing: Sealing
  passkeys: Passkeys
  handlers: QueryHandlers
  onFault: (error: unknown) => void
}): Reads {
  const { db, clock, newId, feeder, reckoner, past, lastBackup, sealing, passkeys, handlers, onFault } = parts
  /** What was last recorded when, and needn't be again for a while. */
  const lately = new Map<string, { at: number; noted: Promise<Noted> }>()

  /**
   * All in one transaction, which many who look at once share. A note may only add rows, as this one does. What is out of
   * the way is marked where whoever looked chose whom (`isOneAsked`); nobody chooses who stands in a list.
   */
  function record(
    asker: Actor,
    what: string,
    subjects: readonly (string | null)[],
    page: string | undefined,
    isOneAsked: boolean,
  ): Promise<Noted> {
    const { centreId, sessionId } = asker
    const of = {
      centreId,
      at: clock.now(),
      staffId: asker.staffId || null,
      sessionId,
      what,
      page: page ?? null,
    }
    const rows = looksAt(of, subjects, newId)
    return db.note(async (tx) => addLooks(tx, isOneAsked ? await examined(tx, rows) : rows))
  }

  /** Who was shown, one by one: each once per sign-in and quarter of an hour, however many letters are typed. */
  async function recordShown(asker: Actor, name: QueryName, ids: readonly string[], page?: string) {
    const keyOf = (id: string) => `${asker.sessionId} ${name} ${id}`
    const fresh = ids.filter((id) => !isRecorded(keyOf(id)))
    if (fresh.length > 0) {
      const noted = record(asker, name, fresh, page, name === 'people')
      for (const id of fresh) remember(keyOf(id), noted)
    }
    // Also those that another answer is about to record: where that fails, this one isn't given either.
    for (const id of ids) await (await lately.get(keyOf(id))?.noted)?.kept
  }

  function isRecorded(key: string): boolean {
    const before = lately.get(key)
    // A clock that was put back makes nothing younger.
    return before !== undefined && Math.abs(clock.now() - before.at) < quarter
  }
  function remember(key: string, noted: Promise<Noted>): void {
    if (lately.size > 10_000) lately.clear()
    const one = { at: clock.now(), noted }
    lately.set(key, one)
    noted
      .then(({ kept }) => kept)
      .catch(() => {
        // Not recorded: the next time it is tried again.
        if (lately.get(key) === one) lately.delete(key)
      })
  }

  return {
    async ask(name, { asker, centreId, input, deviceHash = null, page }) {
      const spec = queries[name]
      if (spec.allow !== 'anybody') {
        if (!asker || isOwing(name, asker)) throw new NotAllowed()
        if (!mayAsk(name, asker) && !(spec.orShiftLead && (await isLead(asker)))) throw new NotAllowed()
      }
      const parsed = spec.input.safeParse(input)
      if (!parsed.success) throw Invalid.of(parsed.error.issues)
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
        sealing,
        passkeys,
        missing(): never {
          throw new NotFound()
        },
        // What anybody may ask has handlers that never look at the asker.
      } as AskSigned
      // Two worlds meet: the table of handlers is exact per name, `name` is any of them.
      const handler = handlers[name] as unknown as QueryHandler<QueryName>
      const answer = () =>
        readsElsewhere.includes(name)
          ? handler(db.read, ask, parsed.data)
          : db.snapshot((read) => handler(read, ask, parsed.data as never))
      if (!asker) return await answer()
      const subject = opened[name]?.(parsed.data)
      // Committed before it is read: what closes a record calls whoever has looked at it by then (feed/openPages.ts).
      const look = subject === undefined ? null : await record(asker, name, [subject], page, true)
      const found = await bothDone(look, answer())
      // Before it is shown: where it can't be recorded, nobody is.
      await recordShown(asker, name, shownBy(name, found, subject ?? null), page)
      return found
    },
    boardOpened(asker) {
      const key = `${asker.sessionId} board`
      if (isRecorded(key)) return
      const noted = record(asker, 'board', [null], undefined, false)
      remember(key, noted)
      noted.then(({ kept }) => kept).catch(onFault)
    },
  }

  async function isLead(asker: Actor): Promise<boolean> {
    return (await leads(db.read, { staffId: asker.staffId })).length > 0
  }
}
