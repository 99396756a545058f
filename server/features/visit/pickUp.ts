/** "I'll go": exactly one worker can. Everybody else is told who went, and since when. */
import { standingLead } from '../../../shared/domain/lead.ts'
import type { Handler } from '../../commands/handler.ts'
import { addOwn, dueAfter, endLapsedLead, openAlongside, setBeside, who } from './alongsideRows.ts'
import { happened, lockHere, unmoved } from './rows.ts'

/**
 * The visit's row is locked before anybody looks who leads it, so two presses can't both win. Whoever said
 * they'd go and hadn't begun in time makes way, and the log says so.
 */
export const pickUp: Handler<'visit.pickUp'> = async (tx, act, { visitId }) => {
  const visit = await lockHere(tx, act, visitId)
  const at = happened(act, visit)
  const rows = await openAlongside(tx, visitId)
  const own = rows.find((one) => one.staffId === act.actor.staffId)

  const lead = standingLead(rows, at)
  if (lead) {
    if (lead === own) return await unmoved(tx, visit)
    return act.refuse('alreadyPickedUp', { by: who(lead), at: lead.saidAt })
  }

  const lapsed = await endLapsedLead(tx, visitId, rows, at)
  const dueBy = await dueAfter(tx, act.centreId, at)
  if (own && own !== lapsed) {
    await setBeside(tx, { ...own, isLead: true, dueBy: own.begunAt === null ? dueBy : own.dueBy })
  } else {
    await addOwn(tx, act, { visitId, isLead: true, saidAt: at, dueBy, begunAt: null })
  }
  act.change('visit.pickedUp', visitId, insteadOf(lapsed, act.actor.staffId))
  return visitId
}

/** For the log: whom the actor came instead of, if that was somebody else. */
export function insteadOf(lapsed: { staffId: string } | undefined, actor: string): { insteadOf?: string } {
  return lapsed && lapsed.staffId !== actor ? { insteadOf: lapsed.staffId } : {}
}
