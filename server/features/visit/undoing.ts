/**
 * A goodbye by mistake, or a visit logged by mistake, undone: for whoever did it for ten minutes, later for
 * whoever leads the shift or a manager. Nothing is erased; the log keeps both.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { onTeam } from '../../../db/schema/staff.ts'
import { visit as visits } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Who } from '../../../shared/contract/values.ts'
import type { Handler } from '../../commands/handler.ts'
import { endWhatIsOpen, noGoodbye } from './goodbye.ts'
import { lockPerson, openVisitOf } from './personRows.ts'
import { type Acting, endedAt, lockVisit, type VisitRow, whoIs } from './rows.ts'
import { freeSoftName } from './softNames.ts'

/** How long whoever did something may undo it themselves, ms. */
const ownUndo = 10 * 60_000

const leadsShift = statement((db) =>
  db
    .select({ isLead: onTeam.isLead })
    .from(onTeam)
    .where(and(eq(onTeam.staffId, ph('staffId')), eq(onTeam.centreId, ph('centreId')), isNull(onTeam.offAt))),
)
const undoGoodbye = statement((db) =>
  db
    .update(visits)
    .set(noGoodbye)
    .where(eq(visits.id, ph('id'))),
)
const undoRetraction = statement((db) =>
  db
    .update(visits)
    .set({ retractedAt: null, retractedBy: null })
    .where(eq(visits.id, ph('id'))),
)
const keepRetracted = statement((db) =>
  db
    .update(visits)
    .set({ outAt: null, outUntil: null, retractedAt: ph('at'), retractedBy: ph('by') })
    .where(eq(visits.id, ph('id'))),
)
const keepSoftName = statement((db) =>
  db
    .update(visits)
    .set({ softName: ph('softName') })
    .where(eq(visits.id, ph('id'))),
)

/** Undoes what was done last: the retraction if there was one, else the goodbye. */
export const reopen: Handler<'visit.reopen'> = async (tx, act, { visitId }) => {
  const visit = await lockVisit(tx, act, visitId)
  const isRetracted = visit.retractedAt !== null
  const done = isRetracted
    ? { by: visit.retractedBy, at: visit.retractedAt, recordedAt: visit.retractedAt }
    : { by: visit.goneBy, at: visit.goneAt, recordedAt: visit.goneRecordedAt }
  if (done.at === null || done.recordedAt === null) return act.refuse('notGone', {})
  await checkMayUndo(tx, act, { by: done.by, at: done.at, recordedAt: done.recordedAt })

  const staysGone = isRetracted && visit.goneAt !== null
  if (!staysGone && visit.personId !== null) {
    await lockPerson(tx, act, visit.personId)
    const other = await openVisitOf(tx, visit.personId)
    if (other) return act.refuse('alreadyHere', { visitId: other.id, since: other.arrivedAt })
  }
  await (isRetracted ? undoRetraction : undoGoodbye)(tx, { id: visitId })
  if (!staysGone) await keepOwnSoftName(tx, act, visit)
  act.change('visit.reopened', visitId, {})
  return visitId
}

/** Logged by mistake: it stays, and is counted nowhere. */
export const retract: Handler<'visit.retract'> = async (tx, act, { visitId }) => {
  const visit = await lockVisit(tx, act, visitId)
  if (visit.retractedAt !== null) {
    return act.refuse('alreadyRetracted', { by: await whoIs(tx, visit.retractedBy), at: visit.retractedAt })
  }
  await checkMayUndo(tx, act, { by: visit.loggedBy, at: visit.recordedAt, recordedAt: visit.recordedAt })
  const ended = await endWhatIsOpen(tx, act, visit, endedAt(act, visit), 'retracted')
  await keepRetracted(tx, { id: visitId, at: act.at, by: act.actor.staffId })
  act.change('visit.retracted', visitId, ended.length > 0 ? { ended } : {})
  return visitId
}

interface RefusesLate {
  refuse(state: 'onlyShiftLead', facts: { by: Who; at: number }): never
}

async function checkMayUndo(
  tx: Writer,
  act: Acting & RefusesLate,
  done: { by: string | null; at: number; recordedAt: number },
): Promise<void> {
  const { staffId, role } = act.actor
  if (role === 'manager') return
  if (done.by === staffId && act.at - done.recordedAt <= ownUndo) return
  const [on] = await leadsShift(tx, { staffId, centreId: act.centreId })
  if (on?.isLead) return
  act.refuse('onlyShiftLead', { by: await whoIs(tx, done.by), at: done.at })
}

/** The soft name they had may be somebody else's by now. */
async function keepOwnSoftName(tx: Writer, act: Acting, visit: VisitRow): Promise<void> {
  if (visit.softName === null || visit.label !== null || visit.personId !== null) return
  const softName = await freeSoftName(tx, act, visit)
  if (softName !== visit.softName) await keepSoftName(tx, { id: visit.id, softName })
}
