/**
 * The one door for reads: role, schema, the record of who looked. Where the look can't be recorded, a
 * person's record isn't shown; the board, whose opening is recorded once per connection, goes on.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { onTeam } from '../../db/schema/staff.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Database } from '../../db/store.ts'
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
import { opened, showsItself, shownBy } from './looks.ts'

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

/** The look is written down while the answer is read; nothing of it is given where that couldn't be. */
async function bothDone<T>(look: Promise<void> | null, reading: Promise<T>): Promise<T> {
  const [noted, read] = await Promise.allSettled([look, reading])
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
  /** When something was last recorded that needn't be again for a while. */
  const lately = new Map<string, number>()

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
  ): Promise<void> {
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
    const fresh = ids.filter((id) => isFirst(`${asker.sessionId} ${id}`))
    if (fresh.length === 0) return
    try {
      await record(asker, name, fresh, page, name === 'people')
    } catch (error) {
      for (const id of fresh) lately.delete(`${asker.sessionId} ${id}`)
      throw error
    }
  }

  /** Whether a quarter of an hour has passed since it was last asked of this; from now on it hasn't. */
  function isFirst(key: string): boolean {
    const now = clock.now()
    // A clock that was put back makes nothing younger.
    if (Math.abs(now - (lately.get(key) ?? -Infinity)) < quarter) return false
    if (lately.size > 10_000) lately.clear()
    lately.set(key, now)
    return true
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
      const look = subject === undefined ? null : record(asker, name, [subject], page, true)
      if (showsItself.includes(name)) await look
      const found = await bothDone(look, answer())
      // Before it is shown: where it can't be recorded, nobody is.
      await recordShown(asker, name, shownBy(name, found, subject ?? null), page)
      return found
    },
    boardOpened(asker) {
      const key = `${asker.sessionId} board`
      if (!isFirst(key)) return
      record(asker, 'board', [null], undefined, false).catch((error: unknown) => {
        // Not recorded: the next opening is tried again.
        lately.delete(key)
        onFault(error)
      })
    },
  }

  async function isLead(asker: Actor): Promise<boolean> {
    return (await leads(db.read, { staffId: asker.staffId })).length > 0
  }
}
