/**
 * Who is alongside a visit: the open rows, and the few things that happen to them. The visit's row must be
 * locked already; whoever stops leading must be written before whoever begins to.
 */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { centre } from '../../../db/schema/centre.ts'
import { staff } from '../../../db/schema/staff.ts'
import { alongside, type AlongsideEnd, handover } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Who } from '../../../shared/contract/values.ts'
import { lapsedLead, type LeadFacts } from '../../../shared/domain/lead.ts'
import type { Acting } from './rows.ts'

export interface Beside extends LeadFacts {
  id: string
  name: string
}

const open = statement((db) =>
  db
    .select({
      id: alongside.id,
      staffId: alongside.staffId,
      name: staff.name,
      isLead: alongside.isLead,
      saidAt: alongside.saidAt,
      dueBy: alongside.dueBy,
      begunAt: alongside.begunAt,
    })
    .from(alongside)
    .innerJoin(staff, eq(staff.id, alongside.staffId))
    .where(and(eq(alongside.visitId, ph('visitId')), isNull(alongside.endedAt)))
    .orderBy(asc(alongside.saidAt), asc(alongside.id)),
)
const add = statement((db) =>
  db.insert(alongside).values({
    id: ph('id'),
    centreId: ph('centreId'),
    visitId: ph('visitId'),
    staffId: ph('staffId'),
    role: ph('role'),
    agencyId: ph('agencyId'),
    isLead: ph('isLead'),
    saidAt: ph('saidAt'),
    dueBy: ph('dueBy'),
    begunAt: ph('begunAt'),
  }),
)
const set = statement((db) =>
  db
    .update(alongside)
    .set({ isLead: ph('isLead'), dueBy: ph('dueBy'), begunAt: ph('begunAt') })
    .where(eq(alongside.id, ph('id'))),
)
/** Nothing ends before it began, also when its end was said by a desk that came late. */
const notBeforeItBegan = sql`case when coalesce(${alongside.begunAt}, ${alongside.saidAt}) > ${ph('at')} then coalesce(${alongside.begunAt}, ${alongside.saidAt}) else ${ph('at')} end`
const endOne = statement((db) =>
  db
    .update(alongside)
    .set({ endedAt: notBeforeItBegan, endedWhy: ph('why') })
    .where(eq(alongside.id, ph('id'))),
)
const endOpen = statement((db) =>
  db
    .update(alongside)
    .set({ endedAt: notBeforeItBegan, endedWhy: ph('why') })
    .where(and(eq(alongside.visitId, ph('visitId')), isNull(alongside.endedAt)))
    .returning({ staffId: alongside.staffId }),
)
const lapse = statement((db) =>
  db
    .update(handover)
    .set({ endedAt: ph('at'), outcome: 'lapsed' })
    .where(and(eq(handover.visitId, ph('visitId')), isNull(handover.endedAt))),
)
const minutesToBegin = statement((db) =>
  db
    .select({ minutes: centre.onTheWayMinutes })
    .from(centre)
    .where(eq(centre.id, ph('centreId'))),
)

/** Everybody alongside or on the way, the earliest to say so first. */
export const openAlongside = (tx: Writer, visitId: string): Promise<Beside[]> => open(tx, { visitId })

export const who = (one: Beside): Who => ({ staffId: one.staffId, name: one.name })

/** Puts the actor on the visit: from `begunAt`, or on the way until `dueBy`. */
export async function addOwn(
  tx: Writer,
  act: Acting,
  row: { visitId: string; isLead: boolean; saidAt: number; dueBy: number | null; begunAt: number | null },
): Promise<void> {
  const { staffId, role, agencyId } = act.actor
  await add(tx, { ...row, id: act.newId(), centreId: act.centreId, staffId, role, agencyId })
}

export async function setBeside(
  tx: Writer,
  row: Pick<Beside, 'id' | 'isLead' | 'dueBy' | 'begunAt'>,
): Promise<void> {
  const { id, isLead, dueBy, begunAt } = row
  await set(tx, { id, isLead, dueBy, begunAt })
}

export async function endBeside(tx: Writer, row: Beside, at: number, why: AlongsideEnd): Promise<void> {
  await endOne(tx, { id: row.id, at, why })
}

/** Ends everybody's being alongside, and the offer that hung on it; gives their ids in order. */
export async function endEverybody(
  tx: Writer,
  visitId: string,
  at: number,
  why: AlongsideEnd,
): Promise<string[]> {
  const ended = await endOpen(tx, { visitId, at, why })
  if (ended.length > 0) await lapseOffer(tx, visitId, at)
  return ended.map((one) => one.staffId).sort()
}

/** An offer ends with the giver's lead: it never blocks anybody's going. */
export async function lapseOffer(tx: Writer, visitId: string, at: number): Promise<void> {
  await lapse(tx, { visitId, at })
}

/** Whoever said they'd go and is no longer expected makes way; gives who that was. */
export async function endLapsedLead(
  tx: Writer,
  visitId: string,
  rows: readonly Beside[],
  at: number,
): Promise<Beside | undefined> {
  const lapsed = lapsedLead(rows, at)
  if (!lapsed) return undefined
  await endBeside(tx, lapsed, at, 'notBegun')
  await lapseOffer(tx, visitId, at)
  return lapsed
}

/** When somebody who says "I'll go" at `at` is expected by, UTC ms; the centre sets how long that is. */
export async function dueAfter(tx: Writer, centreId: string, at: number): Promise<number> {
  const [row] = await minutesToBegin(tx, { centreId })
  if (!row) throw new Error('no such centre')
  return at + row.minutes * 60_000
}
