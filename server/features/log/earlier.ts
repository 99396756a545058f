/** Somebody's visits before this one, and the workers they have met most. Never why they came. */
import { and, asc, countDistinct, desc, eq, isNotNull, isNull, lt, max, ne } from 'drizzle-orm'
import { staff } from '../../../db/schema/staff.ts'
import { alongside, visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import { grouped } from '../../rows/grouped.ts'
import type { Names } from '../../rows/entries.ts'

/** Visits listed, and visits that count for who is familiar. */
const listed = 20
const counted = 200

const before = (db: Reader, limit: number) =>
  db
    .select({ id: visit.id, arrivedAt: visit.arrivedAt, goneAt: visit.goneAt })
    .from(visit)
    .where(
      and(
        eq(visit.personId, ph('personId')),
        eq(visit.centreId, ph('centreId')),
        lt(visit.arrivedAt, ph('arrivedAt')),
        ne(visit.id, ph('visitId')),
        isNull(visit.retractedAt),
      ),
    )
    .orderBy(desc(visit.arrivedAt), desc(visit.id))
    .limit(limit)

const visits = statement((db) => before(db, listed))
const metThen = statement((db) => {
  const then = before(db, listed).as('then')
  return db
    .select({ visitId: alongside.visitId, staffId: alongside.staffId })
    .from(then)
    .innerJoin(alongside, eq(alongside.visitId, then.id))
    .where(isNotNull(alongside.begunAt))
    .orderBy(asc(alongside.begunAt), asc(alongside.id))
})
/** Only workers who can still be asked for. */
const metMost = statement((db) => {
  const then = before(db, counted).as('then')
  return db
    .select({ staffId: alongside.staffId, visits: countDistinct(alongside.visitId) })
    .from(then)
    .innerJoin(alongside, eq(alongside.visitId, then.id))
    .innerJoin(staff, and(eq(staff.id, alongside.staffId), isNull(staff.offAt)))
    .where(isNotNull(alongside.begunAt))
    .groupBy(alongside.staffId)
    .orderBy(desc(countDistinct(alongside.visitId)), desc(max(alongside.begunAt)), asc(alongside.staffId))
    .limit(5)
})

export async function earlierVisits(
  read: Reader,
  names: Names,
  of: { personId: string; centreId: string; arrivedAt: number; visitId: string },
): Promise<Pick<Visit, 'earlier' | 'familiar'>> {
  const who = (staffId: string) => ({ staffId, name: names.of(staffId) })
  const rows = await visits(read, of)
  if (rows.length === 0) return { earlier: [], familiar: [] }
  const met = grouped(await metThen(read, of), (one) => one.visitId)
  return {
    earlier: rows.map(({ id, arrivedAt, goneAt }) => {
      const staffIds = new Set((met.get(id) ?? []).map((one) => one.staffId))
      return { visitId: id, arrivedAt, goneAt, with: [...staffIds].map(who) }
    }),
    familiar: (await metMost(read, of)).map((one) => ({ ...who(one.staffId), visits: one.visits })),
  }
}
