/**
 * A visit and the person it is by. The person's row is locked before anybody looks for their open visit, so
 * that two arrivals of the same person can't both win; always after the visit's row, never before it.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Acting } from './rows.ts'

/** Locks without moving the version: nothing of the person changes. */
const lock = statement((db) =>
  db
    .update(person)
    .set({ version: sql`${person.version}` })
    .where(and(eq(person.id, ph('personId')), eq(person.centreId, ph('centreId'))))
    .returning({ id: person.id }),
)
const openOf = statement((db) =>
  db
    .select({ id: visit.id, arrivedAt: visit.arrivedAt })
    .from(visit)
    .where(and(eq(visit.personId, ph('personId')), isNull(visit.goneAt), isNull(visit.retractedAt))),
)

/** Unknown, or another centre's: 404. */
export async function lockPerson(tx: Writer, act: Acting, personId: string): Promise<void> {
  const [row] = await lock(tx, { personId, centreId: act.centreId })
  if (!row) act.missing()
}

/** The visit they are here with now; theirs must be locked. */
export async function openVisitOf(
  tx: Writer,
  personId: string,
): Promise<{ id: string; arrivedAt: number } | undefined> {
  const [row] = await openOf(tx, { personId })
  return row
}
