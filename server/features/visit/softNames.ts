/** Soft names ("Guest, blue") for people who haven't been asked what they'd like to be called. Never a number in a row. */
import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { centre } from '../../../db/schema/centre.ts'
import { onBoard, visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { softName } from '../../../shared/domain/softName.ts'
import type { Acting } from './rows.ts'

/** One soft name is given at a time, or two who come in at once would both be blue. Changes nothing. */
const takeTurn = statement((db) =>
  db
    .update(centre)
    .set({ onTheWayMinutes: sql`${centre.onTheWayMinutes}` })
    .where(eq(centre.id, ph('centreId'))),
)
/** Those on the board. */
const inUse = statement((db) =>
  db
    .select({ id: visit.id, softName: visit.softName })
    .from(visit)
    .where(and(eq(visit.centreId, ph('centreId')), isNotNull(visit.softName), onBoard(visit))),
)

/** A soft name that nobody else on the board has: theirs if they have one that is free, else a new one. */
export async function freeSoftName(
  tx: Writer,
  act: Acting,
  visit: { id: string; softName: string | null },
): Promise<string> {
  await takeTurn(tx, { centreId: act.centreId })
  const others = (await inUse(tx, { centreId: act.centreId })).filter((one) => one.id !== visit.id)
  const taken = new Set(others.map((one) => one.softName ?? ''))
  if (visit.softName !== null && !taken.has(visit.softName)) return visit.softName
  return softName(visit.id, taken)
}
