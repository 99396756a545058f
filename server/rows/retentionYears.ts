/**
 * How many years this centre keeps each kind of record: its own rule, or the shipped one. When they are over is worked
 * out by the calendar alone (shared/domain/retention.ts), so that a list, a refusal and a date never differ by a day.
 */
import { eq } from 'drizzle-orm'
import { retention } from '../../db/schema/centre.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { Years } from '../../shared/domain/retention.ts'
import { type RetentionKindKey, retentionKinds } from '../../shared/lists/retentionKinds.ts'

/** The rules that this centre has changed. */
export const ownRules = statement((db) =>
  db
    .select()
    .from(retention)
    .where(eq(retention.centreId, ph('centreId'))),
)

export async function yearsOf(read: Reader, centreId: string): Promise<Years> {
  const own = new Map((await ownRules(read, { centreId })).map((one) => [one.kind, one.years]))
  // Exact by construction: one entry for each kind there is.
  return Object.fromEntries(retentionKinds.map(({ key, years }) => [key, own.get(key) ?? years])) as Record<
    RetentionKindKey,
    number
  >
}
