/** When anybody last was with them or looked in, and what they would like now, as the visit's row keeps it. */
import { eq } from 'drizzle-orm'
import { visit } from '../../db/schema/visit.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Writer } from '../../db/store.ts'

export type VisitRow = typeof visit.$inferSelect

const keep = statement((db) =>
  db
    .update(visit)
    .set({
      welcomedAt: ph('welcomedAt'),
      welcomedBy: ph('welcomedBy'),
      firstWithAt: ph('firstWithAt'),
      lastSeenAt: ph('lastSeenAt'),
      lastSeenBy: ph('lastSeenBy'),
      wants: ph('wants'),
      wantsStaff: ph('wantsStaff'),
      wantsNote: ph('wantsNote'),
    })
    .where(eq(visit.id, ph('id'))),
)

type Seen = Pick<
  VisitRow,
  | 'id'
  | 'welcomedAt'
  | 'welcomedBy'
  | 'firstWithAt'
  | 'lastSeenAt'
  | 'lastSeenBy'
  | 'wants'
  | 'wantsStaff'
  | 'wantsNote'
>

/** Writes what of `row` this file is about. */
export async function keepSeen(tx: Writer, row: Seen): Promise<void> {
  const { id, welcomedAt, welcomedBy, firstWithAt, lastSeenAt, lastSeenBy, wants, wantsStaff, wantsNote } =
    row
  await keep(tx, {
    id,
    welcomedAt,
    welcomedBy,
    firstWithAt,
    lastSeenAt,
    lastSeenBy,
    wants,
    wantsStaff,
    wantsNote,
  })
}

/** Seen at `at`, unless somebody has seen them since (a command may come late, from an offline desk). */
export function seenAt(row: VisitRow, by: string, at: number): VisitRow {
  return row.lastSeenAt !== null && row.lastSeenAt > at ? row : { ...row, lastSeenAt: at, lastSeenBy: by }
}
