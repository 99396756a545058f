/** When something happened that a board shows, for whoever looks for a moment: each minute once. */
import { and, eq, gte, like, lt, or } from 'drizzle-orm'
import { change } from '../../../db/schema/log.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'

const minute = 60_000
/** The longest local day, and a bit: more is never read at once (ms). */
export const longestSpan = 26 * 60 * minute

const between = statement((db) =>
  db
    .select({ at: change.occurredAt })
    .from(change)
    .where(
      and(
        eq(change.centreId, ph('centreId')),
        gte(change.at, ph('from')),
        // Written down a day late at most: later ones show on the board, and aren't among its moments.
        lt(change.at, ph('recordedBefore')),
        gte(change.occurredAt, ph('from')),
        lt(change.occurredAt, ph('to')),
        or(like(change.kind, 'visit.%'), like(change.kind, 'team.%')),
      ),
    ),
)

/** @returns UTC ms, earliest first, `from` included and `to` not. */
export async function momentsBetween(
  read: Reader,
  asked: { centreId: string; from: number; to: number },
): Promise<number[]> {
  const rows = await between(read, { ...asked, recordedBefore: asked.to + longestSpan })
  const minutes = new Map(rows.map(({ at }) => [Math.floor(at / minute), at]))
  for (const { at } of rows) {
    const key = Math.floor(at / minute)
    minutes.set(key, Math.max(at, minutes.get(key) ?? at))
  }
  return [...minutes.values()].sort((a, b) => a - b)
}
