/**
 * Whether somebody has been here before a visit: asked each time it is shown or counted, since another visit
 * may be joined, parted, retracted or told late. One look into the index of a person's visits.
 */
import { and, eq, exists, isNull, lt, sql, type SQL } from 'drizzle-orm'
import { alias } from '../../db/portable.ts'
import { visit } from '../../db/schema/visit.ts'
import type { Reader } from '../../db/store.ts'

const earlier = alias(visit, 'earlier')

/** A column for a SELECT from visits: they came earlier, with a visit that wasn't logged by mistake. */
export function beenBefore(db: Reader): SQL<boolean> {
  const one = db
    .select({ one: sql`1` })
    .from(earlier)
    .where(
      and(
        eq(earlier.personId, visit.personId),
        lt(earlier.arrivedAt, visit.arrivedAt),
        isNull(earlier.retractedAt),
      ),
    )
  return sql<boolean>`${exists(one)}`.mapWith(Boolean)
}
