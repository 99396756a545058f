/** "I'll go": exactly one worker can. Everybody else is told who went, and since when. */
import { standingLead } from '../../../shared/domain/lead.ts'
import type { Handler } from '../../commands/handler.ts'
import {
  addOwn,
  dueAfter,
  endLapsedLead,
  type Lapsed,
  openAlongside,
  setBeside,
  who,
} from '../../rows/alongside.ts'
import { callsAgain } from '../../rows/calls.ts'
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

  const made = await endLapsedLead(tx, visitId, rows, at, act.actor.staffId)
  const dueBy = await dueAfter(tx, act.centreId, at)
  if (own && own !== made.lapsed) {
    await setBeside(tx, { ...own, isLead: true, dueBy: own.begunAt === null ? dueBy : own.dueBy })
  } else {
    await addOwn(tx, act, { visitId, isLead: true, saidAt: at, dueBy, begunAt: null })
  }
  act.change('visit.pickedUp', visitId, insteadOf(made, act.actor.staffId))
  return visitId
}

/** For the log: whom the actor came instead of, if that was somebody else, and the calls that ask again for it. */
export function insteadOf(made: Lapsed, actor: string): { insteadOf?: string; callsAgain?: string[] } {
  const { lapsed } = made
  return {
    ...(lapsed && lapsed.staffId !== actor ? { insteadOf: lapsed.staffId } : {}),
    ...callsAgain(made.callsAgain),
  }
}
