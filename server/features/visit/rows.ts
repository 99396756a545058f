/**
 * The visit's row: how it is locked, and what a locked one may refuse. Every handler comes through here
 * first: whoever decides on a row that isn't locked lets two racers win on PostgreSQL.
 */
import { eq } from 'drizzle-orm'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Who } from '../../../shared/contract/values.ts'
import type { Act } from '../../commands/handler.ts'
import { putBackVisit, takeVisit } from '../../rows/locks.ts'
import type { VisitRow } from '../../rows/seen.ts'
import { notBefore } from '../../rows/times.ts'

export type { VisitRow }

/** What handlers hand on of their command: all but how it may refuse. */
export type Acting = Omit<Act<'visit.arrive'>, 'refuse'>

/** A command that can't be done to a visit logged by mistake. */
export interface RefusesRetracted {
  refuse(state: 'retracted', facts: { by: Who; at: number }): never
}
/** A command that can't be done to a visit that has ended either. */
export interface RefusesOver extends RefusesRetracted {
  refuse(state: 'retracted', facts: { by: Who; at: number }): never
  refuse(state: 'gone', facts: { at: number }): never
}
/** A command that can't be done while they are out for a bit. */
export interface RefusesOut extends RefusesOver {
  refuse(state: 'retracted', facts: { by: Who; at: number }): never
  refuse(state: 'gone' | 'steppedOut', facts: { at: number }): never
}

const nameOf = statement((db) =>
  db
    .select({ name: staff.name })
    .from(staff)
    .where(eq(staff.id, ph('staffId'))),
)

/** Takes the visit's row for this command alone and counts its version up. Unknown, or another centre's: 404. */
export async function lockVisit(tx: Writer, act: Acting, visitId: string): Promise<VisitRow> {
  const [row] = await takeVisit(tx, { visitId, centreId: act.centreId })
  return row ?? act.missing()
}

/** The same; refuses a visit that was logged by mistake. */
export async function lockKept(
  tx: Writer,
  act: Acting & RefusesRetracted,
  visitId: string,
): Promise<VisitRow> {
  const row = await lockVisit(tx, act, visitId)
  if (row.retractedAt === null) return row
  return act.refuse('retracted', { by: await whoIs(tx, row.retractedBy), at: row.retractedAt })
}

/** The same; refuses a visit that has ended, too. */
export async function lockOpen(tx: Writer, act: Acting & RefusesOver, visitId: string): Promise<VisitRow> {
  const row = await lockKept(tx, act, visitId)
  return row.goneAt === null ? row : act.refuse('gone', { at: row.goneAt })
}

/** The same; refuses also while they are out for a bit. */
export async function lockHere(tx: Writer, act: Acting & RefusesOut, visitId: string): Promise<VisitRow> {
  const row = await lockOpen(tx, act, visitId)
  return row.outAt === null ? row : act.refuse('steppedOut', { at: row.outAt })
}

/** Ends a command that changed nothing: a version never moves without a change in the log. */
export async function unmoved(tx: Writer, row: VisitRow): Promise<string> {
  await putBackVisit(tx, { visitId: row.id })
  return row.id
}

/**
 * When it happened, UTC ms. Nothing happens to somebody before they arrive: what a late desk with a slow
 * clock says did is put at the arrival, or a wait would come out negative.
 */
export function happened(act: Acting, row: VisitRow): number {
  return notBefore(act.occurredAt, row.arrivedAt)
}

/** When an end of being here happened: not before anything that is known to have happened with them. */
export function endedAt(act: Acting, row: VisitRow): number {
  return notBefore(happened(act, row), row.welcomedAt, row.firstWithAt, row.lastSeenAt, row.outAt)
}

/** A worker with their name, for whoever lost a race to them. */
export async function whoIs(tx: Writer, staffId: string | null): Promise<Who> {
  if (staffId === null) return { staffId: '', name: '' }
  const [row] = await nameOf(tx, { staffId })
  return { staffId, name: row?.name ?? '' }
}
