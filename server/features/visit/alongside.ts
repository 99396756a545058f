/** Being with somebody: beginning, joining, stepping away. Nobody is left unseen by a click. */
import type { Writer } from '../../../db/store.ts'
import { nextLead, standingLead } from '../../../shared/domain/lead.ts'
import type { Handler } from '../../commands/handler.ts'
import {
  addOwn,
  type Beside,
  endBeside,
  endLapsedLead,
  lapseOffer,
  openAlongside,
  setBeside,
  who,
} from '../../rows/alongside.ts'
import { callsAgain, openCallsAgain } from '../../rows/calls.ts'
import { keepSeen, seenAt } from '../../rows/seen.ts'
import { insteadOf } from './pickUp.ts'
import { notBefore } from '../../rows/times.ts'
import { type Acting, happened, lockHere, lockOpen, unmoved, type VisitRow } from './rows.ts'
import { beganWith, nowWants } from './seen.ts'

/** "I'm with them now", also without an "I'll go" before it; refused while somebody else leads. */
export const beginWith: Handler<'visit.beginWith'> = async (tx, act, { visitId }) => {
  const visit = await lockHere(tx, act, visitId)
  const rows = await openAlongside(tx, visitId)
  const own = rows.find((one) => one.staffId === act.actor.staffId)
  if (own && own.begunAt !== null) return await unmoved(tx, visit)

  const lead = standingLead(rows, happened(act, visit))
  if (!own && lead) return act.refuse('alreadyPickedUp', { by: who(lead), at: lead.saidAt })
  act.change('visit.begunWith', visitId, await beBeside(tx, act, visit, rows))
  return visitId
}

/** Alongside too, from now; whoever joins where nobody leads becomes the one to ask. */
export const join: Handler<'visit.join'> = async (tx, act, { visitId }) => {
  const visit = await lockHere(tx, act, visitId)
  const rows = await openAlongside(tx, visitId)
  const own = rows.find((one) => one.staffId === act.actor.staffId)
  if (own && own.begunAt !== null) return await unmoved(tx, visit)

  act.change('visit.joined', visitId, await beBeside(tx, act, visit, rows))
  return visitId
}

/** Puts the actor beside them, begun; they lead where nobody else does. */
async function beBeside(tx: Writer, act: Acting, visit: VisitRow, rows: readonly Beside[]) {
  const at = happened(act, visit)
  const own = rows.find((one) => one.staffId === act.actor.staffId)
  const others = rows.filter((one) => one !== own)
  const made = await endLapsedLead(tx, visit.id, others, at, act.actor.staffId)
  const isLead = !others.some((one) => one.isLead && one !== made.lapsed)
  if (own) await setBeside(tx, { ...own, isLead, begunAt: notBefore(at, own.saidAt) })
  else await addOwn(tx, act, { visitId: visit.id, isLead, saidAt: at, dueBy: null, begunAt: at })
  await keepSeen(tx, beganWith(visit, act))
  return insteadOf(made, act.actor.staffId)
}

/** No longer alongside. The last who was with them says what the person would like now. */
export const stepAway: Handler<'visit.stepAway'> = async (tx, act, input) => {
  const { visitId } = input
  const visit = await lockOpen(tx, act, visitId)
  const at = happened(act, visit)
  const rows = await openAlongside(tx, visitId)
  const own = rows.find((one) => one.staffId === act.actor.staffId)
  if (!own) return act.refuse('notAlongside', {})

  const others = rows.filter((one) => one !== own)
  const hadBegun = own.begunAt !== null
  const isLast = hadBegun && !others.some((one) => one.begunAt !== null)
  if (isLast && input.wants === undefined) return act.refuse('lastAlongside', {})

  await endBeside(tx, own, at, 'steppedAway')
  const again = hadBegun ? [] : await openCallsAgain(tx, visitId, own.staffId)
  let newLead: Beside | undefined
  if (own.isLead) {
    await lapseOffer(tx, visitId, at)
    newLead = nextLead(others)
    if (newLead) await setBeside(tx, { ...newLead, isLead: true })
  }
  const now = await nowWants(tx, act, visit, input)
  await keepSeen(tx, hadBegun ? seenAt(now.row, act.actor.staffId, at) : now.row)
  act.change('visit.steppedAway', visitId, {
    hadBegun,
    ...(newLead ? { newLead: newLead.staffId } : {}),
    ...callsAgain(again),
    ...now.data,
  })
  return visitId
}
