/** Whether a worker has somebody's record open now, beyond what they may know, having written down why. */
import { and, desc, eq, gt, or } from 'drizzle-orm'
import { opening } from '../../db/schema/access.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'

const openNow = statement((db) =>
  db
    .select({ until: opening.until })
    .from(opening)
    .where(
      and(
        eq(opening.staffId, ph('staffId')),
        or(eq(opening.visitId, ph('visitId')), eq(opening.personId, ph('personId'))),
        gt(opening.until, ph('now')),
      ),
    )
    .orderBy(desc(opening.until))
    .limit(1),
)

/** Until when (UTC ms) this worker sees all of it, having said why; null where they don't. */
export async function openedUntil(
  read: Reader,
  of: { staffId: string; visitId: string; personId: string | null; now: number },
): Promise<number | null> {
  return (await openNow(read, of))[0]?.until ?? null
}
