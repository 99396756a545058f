/** What followed somebody's coming, so that a corrected time of arrival can't be later than any of it. */
import { eq, min } from 'drizzle-orm'
import { alongside, call, outing } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { VisitRow } from './rows.ts'

const firstBeside = statement((db) =>
  db
    .select({ at: min(alongside.saidAt) })
    .from(alongside)
    .where(eq(alongside.visitId, ph('visitId'))),
)
const firstCall = statement((db) =>
  db
    .select({ at: min(call.calledAt) })
    .from(call)
    .where(eq(call.visitId, ph('visitId'))),
)
const firstOuting = statement((db) =>
  db
    .select({ at: min(outing.outAt) })
    .from(outing)
    .where(eq(outing.visitId, ph('visitId'))),
)

/** The earliest thing known to have happened with them, UTC ms; Infinity where nothing has. */
export async function firstFollowed(tx: Writer, visit: VisitRow): Promise<number> {
  const of = { visitId: visit.id }
  // A hello said as they came moves with the arrival.
  const isHello = visit.isWelcomedOnArrival && visit.lastSeenAt === visit.welcomedAt
  const times = [
    visit.isWelcomedOnArrival ? null : visit.welcomedAt,
    visit.firstWithAt,
    isHello ? null : visit.lastSeenAt,
    visit.outAt,
    visit.goneAt,
    ...(await firstBeside(tx, of)).map((one) => one.at),
    ...(await firstCall(tx, of)).map((one) => one.at),
    ...(await firstOuting(tx, of)).map((one) => one.at),
  ]
  return Math.min(...times.map((time) => time ?? Infinity))
}
