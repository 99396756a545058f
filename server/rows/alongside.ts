/**
 * Who is alongside a visit: the open rows, and the few things that happen to them. The visit's row must be
 * locked already; whoever stops leading must be written before whoever begins to.
 */
import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import { centre } from '../../db/schema/centre.ts'
import { staff } from '../../db/schema/staff.ts'
import { alongside, type AlongsideEnd, handover } from '../../db/schema/visit.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader, Writer } from '../../db/store.ts'
import type { Who } from '../../shared/contract/values.ts'
import { lapsedLead, type LeadFacts } from '../../shared/domain/lead.ts'
import type { Act } from '../commands/handler.ts'
import { openCallsAgain } from './calls.ts'
import { endingAfter } from './times.ts'

type Acting = Pick<Act<'visit.pickUp'>, 'centreId' | 'actor' | 'newId'>

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
const notBeforeItBegan = endingAfter(sql`coalesce(${alongside.begunAt}, ${alongside.saidAt})`)
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
    .returning({ staffId: alongside.staffId, begunAt: alongside.begunAt }),
)
const lapse = statement((db) =>
  db
    .update(handover)
    .set({ endedAt: endingAfter(handover.offeredAt), outcome: 'lapsed' })
    .where(and(eq(handover.visitId, ph('visitId')), isNull(handover.endedAt))),
)
const lapseBetween = statement((db) =>
  db
    .update(handover)
    .set({ endedAt: endingAfter(handover.offeredAt), endedBy: ph('by'), outcome: 'lapsed' })
    .where(
      and(
        eq(handover.visitId, ph('visitId')),
        isNull(handover.endedAt),
        or(eq(handover.fromStaffId, ph('from')), eq(handover.toStaffId, ph('to'))),
      ),
    )
    .returning({ id: handover.id }),
)
const ever = statement((db) =>
  db
    .select({ id: alongside.id })
    .from(alongside)
    .where(and(eq(alongside.visitId, ph('visitId')), eq(alongside.staffId, ph('staffId'))))
    .limit(1),
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

/** Who was alongside until everybody's being there ended, and which calls ask again for it, ids in order. */
export interface Ended {
  staffIds: string[]
  callsAgain: string[]
}

/** Ends everybody's being alongside, and the offer that hung on it. */
export async function endEverybody(
  tx: Writer,
  visitId: string,
  at: number,
  why: AlongsideEnd,
): Promise<Ended> {
  const ended = await endOpen(tx, { visitId, at, why })
  if (ended.length > 0) await lapseOffer(tx, visitId, at)
  const callsAgain: string[] = []
  for (const one of ended) {
    if (one.begunAt === null) callsAgain.push(...(await openCallsAgain(tx, visitId, one.staffId)))
  }
  return { staffIds: ended.map((one) => one.staffId).sort(), callsAgain: callsAgain.sort() }
}

/** An offer ends with the giver's lead: it never blocks anybody's going. */
export async function lapseOffer(tx: Writer, visitId: string, at: number): Promise<void> {
  await lapse(tx, { visitId, at })
}

/** Ends an open offer that this worker made, or that was made to them by name; `by` is whoever did it. */
export async function lapseOffersOf(
  tx: Writer,
  of: { visitId: string; at: number; by: string; from: string | null; to: string | null },
): Promise<boolean> {
  return (await lapseBetween(tx, of)).length > 0
}

export interface Lapsed {
  lapsed: Beside | undefined
  callsAgain: string[]
}

/**
 * Whoever said they'd go and is no longer expected makes way; gives who that was, and which calls they had
 * answered: these ask again, unless it is the actor, who is coming after all.
 */
export async function endLapsedLead(
  tx: Writer,
  visitId: string,
  rows: readonly Beside[],
  at: number,
  actor: string,
): Promise<Lapsed> {
  const lapsed = lapsedLead(rows, at)
  if (!lapsed) return { lapsed: undefined, callsAgain: [] }
  await endBeside(tx, lapsed, at, 'notBegun')
  await lapseOffer(tx, visitId, at)
  const isOwn = lapsed.staffId === actor
  return { lapsed, callsAgain: isOwn ? [] : await openCallsAgain(tx, visitId, lapsed.staffId) }
}

/** Whether this worker is or was alongside. */
export async function wasAlongside(read: Reader, of: { visitId: string; staffId: string }): Promise<boolean> {
  return (await ever(read, of)).length > 0
}

/** When somebody who says "I'll go" at `at` is expected by, UTC ms; the centre sets how long that is. */
export async function dueAfter(tx: Writer, centreId: string, at: number): Promise<number> {
  const [row] = await minutesToBegin(tx, { centreId })
  if (!row) throw new Error('no such centre')
  return at + row.minutes * 60_000
}
