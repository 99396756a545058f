/** Asking somebody to come: a role, an agency or a named worker. A call is a wish, not a lock: anybody may answer. */
import { and, eq } from 'drizzle-orm'
import { call } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { teamAndVolunteers } from '../../../shared/contract/roleGroups.ts'
import { isOnTheWay } from '../../../shared/domain/doing.ts'
import type { Handler } from '../../commands/handler.ts'
import {
  addOwn,
  type Beside,
  dueAfter,
  endBeside,
  endLapsedLead,
  openAlongside,
  setBeside,
} from '../../rows/alongside.ts'
import { openCallsAgain } from '../../rows/calls.ts'
import { checkOneOf, checkReachable } from './lists.ts'
import { notBefore } from '../../rows/times.ts'
import { insteadOf } from './pickUp.ts'
import { type Acting, happened, lockHere, lockOpen, unmoved, type VisitRow, whoIs } from './rows.ts'

const callOf = statement((db) =>
  db
    .select()
    .from(call)
    .where(and(eq(call.id, ph('callId')), eq(call.visitId, ph('visitId')))),
)
const add = statement((db) =>
  db
    .insert(call)
    .values({
      id: ph('id'),
      centreId: ph('centreId'),
      visitId: ph('visitId'),
      byStaffId: ph('byStaffId'),
      toStaffId: ph('toStaffId'),
      toRole: ph('toRole'),
      toAgencyId: ph('toAgencyId'),
      wordId: ph('wordId'),
      calledAt: ph('calledAt'),
    })
    .onConflictDoNothing()
    .returning({ id: call.id }),
)
const answered = statement((db) =>
  db
    .update(call)
    .set({ answeredBy: ph('by'), answeredAt: ph('at') })
    .where(eq(call.id, ph('id'))),
)
const withdrawn = statement((db) =>
  db
    .update(call)
    .set({ withdrawnBy: ph('by'), withdrawnAt: ph('at') })
    .where(eq(call.id, ph('id'))),
)

/** Asks for somebody to come, with a word why. Several calls may be open at once. */
export const callFor: Handler<'visit.callFor'> = async (tx, act, input) => {
  const { visitId, toRole, toAgencyId, toStaffId, word } = input
  checkOneOf(act, { toRole, toAgencyId, toStaffId })
  const visit = await lockHere(tx, act, visitId)
  await checkReachable(tx, act, { toStaffId, toRole, toAgencyId }, teamAndVolunteers)

  const said = word ? act.say(visitId, 'word', word) : undefined
  const [added] = await add(tx, {
    id: input.callId ?? act.newId(),
    centreId: act.centreId,
    visitId,
    byStaffId: act.actor.staffId,
    toStaffId: toStaffId ?? null,
    toRole: toRole ?? null,
    toAgencyId: toAgencyId ?? null,
    wordId: said?.id ?? null,
    calledAt: happened(act, visit),
  })
  if (!added) return act.invalid('callId', 'alreadyUsed')
  act.change('visit.calledFor', visitId, {
    callId: added.id,
    ...(toStaffId ? { to: toStaffId } : {}),
    ...(toRole ? { toRole } : {}),
    ...(toAgencyId ? { toAgencyId } : {}),
    ...(said ? { said: [said] } : {}),
  })
  return visitId
}

/**
 * "I'll come": on the way, and the one to ask if nobody is. One's own second press is the same answer. Whoever said so
 * before and is no longer expected makes way, lead or not.
 */
export const answerCall: Handler<'visit.answerCall'> = async (tx, act, { visitId, callId }) => {
  const visit = await lockHere(tx, act, visitId)
  const asked = await findCall(tx, act, visit, callId)
  const at = happened(act, visit)
  const rows = await openAlongside(tx, visitId)
  const late = whoIsLate(asked, rows, at)
  if (asked.answeredAt !== null && !late) {
    if (asked.answeredBy === act.actor.staffId) return await unmoved(tx, visit)
    return act.refuse('alreadyAnswered', { by: await whoIs(tx, asked.answeredBy), at: asked.answeredAt })
  }
  if (asked.withdrawnAt !== null) return act.refuse('callWithdrawn', { at: asked.withdrawnAt })

  const own = rows.find((one) => one.staffId === act.actor.staffId)
  const others = rows.filter((one) => one !== own)
  const made = await endLapsedLead(tx, visitId, others, at, act.actor.staffId)
  if (late && late !== own && late !== made.lapsed) {
    await endBeside(tx, late, at, 'notBegun')
    made.callsAgain.push(...(await openCallsAgain(tx, visitId, late.staffId)))
  }
  await answered(tx, { id: callId, by: act.actor.staffId, at: notBefore(at, asked.calledAt) })
  const isLead = !others.some((one) => one.isLead && one !== made.lapsed)
  const dueBy = await dueAfter(tx, act.centreId, at)
  if (own) await setBeside(tx, { ...own, isLead, dueBy: own.begunAt === null ? dueBy : own.dueBy })
  else await addOwn(tx, act, { visitId, isLead, saidAt: at, dueBy, begunAt: null })
  const again = made.callsAgain.filter((id) => id !== callId).sort()
  const lapsed = made.lapsed ?? (late === own ? undefined : late)
  act.change('visit.callAnswered', visitId, {
    callId,
    ...insteadOf({ lapsed, callsAgain: again }, act.actor.staffId),
  })
  return visitId
}

/** Whoever said they'd come for this call, hasn't been there, and is no longer expected. */
function whoIsLate(asked: Call, rows: readonly Beside[], at: number): Beside | undefined {
  return rows.find((one) => one.staffId === asked.answeredBy && one.begunAt === null && !isOnTheWay(one, at))
}

/** Nobody needs to come after all; anybody of the team may say so. */
export const withdrawCall: Handler<'visit.withdrawCall'> = async (tx, act, { visitId, callId }) => {
  const visit = await lockOpen(tx, act, visitId)
  const asked = await findCall(tx, act, visit, callId)
  const at = notBefore(happened(act, visit), asked.calledAt)
  if (asked.answeredAt !== null && !whoIsLate(asked, await openAlongside(tx, visitId), at)) {
    return act.refuse('alreadyAnswered', { by: await whoIs(tx, asked.answeredBy), at: asked.answeredAt })
  }
  if (asked.withdrawnAt !== null) return act.refuse('callWithdrawn', { at: asked.withdrawnAt })
  await withdrawn(tx, { id: callId, by: act.actor.staffId, at })
  act.change('visit.callWithdrawn', visitId, { callId })
  return visitId
}

type Call = typeof call.$inferSelect

async function findCall(tx: Writer, act: Acting, visit: VisitRow, callId: string) {
  const [asked] = await callOf(tx, { callId, visitId: visit.id })
  return asked ?? act.missing()
}
