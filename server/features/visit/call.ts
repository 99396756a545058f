/** Asking somebody to come: a role, an agency or a named worker. A call is a wish, not a lock: anybody may answer. */
import { and, eq } from 'drizzle-orm'
import { call } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { teamAndVolunteers } from '../../../shared/contract/roleGroups.ts'
import type { Handler } from '../../commands/handler.ts'
import { addOwn, dueAfter, endLapsedLead, openAlongside, setBeside } from '../../rows/alongside.ts'
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

  const [added] = await add(tx, {
    id: input.callId ?? act.newId(),
    centreId: act.centreId,
    visitId,
    byStaffId: act.actor.staffId,
    toStaffId: toStaffId ?? null,
    toRole: toRole ?? null,
    toAgencyId: toAgencyId ?? null,
    calledAt: happened(act, visit),
  })
  if (!added) return act.invalid('callId', 'alreadyUsed')
  act.change('visit.calledFor', visitId, {
    callId: added.id,
    ...(toStaffId ? { to: toStaffId } : {}),
    ...(toRole ? { toRole } : {}),
    ...(toAgencyId ? { toAgencyId } : {}),
    ...(word ? { said: [act.say(visitId, 'word', word)] } : {}),
  })
  return visitId
}

/** "I'll come": on the way, and the one to ask if nobody is. One's own second press is the same answer. */
export const answerCall: Handler<'visit.answerCall'> = async (tx, act, { visitId, callId }) => {
  const visit = await lockHere(tx, act, visitId)
  const asked = await findCall(tx, act, visit, callId)
  if (asked.answeredAt !== null) {
    if (asked.answeredBy === act.actor.staffId) return await unmoved(tx, visit)
    return act.refuse('alreadyAnswered', { by: await whoIs(tx, asked.answeredBy), at: asked.answeredAt })
  }
  if (asked.withdrawnAt !== null) return act.refuse('callWithdrawn', { at: asked.withdrawnAt })

  const at = happened(act, visit)
  await answered(tx, { id: callId, by: act.actor.staffId, at: notBefore(at, asked.calledAt) })
  const rows = await openAlongside(tx, visitId)
  const own = rows.find((one) => one.staffId === act.actor.staffId)
  const others = rows.filter((one) => one !== own)
  const made = await endLapsedLead(tx, visitId, others, at, act.actor.staffId)
  const isLead = !others.some((one) => one.isLead && one !== made.lapsed)
  const dueBy = await dueAfter(tx, act.centreId, at)
  if (own) await setBeside(tx, { ...own, isLead, dueBy: own.begunAt === null ? dueBy : own.dueBy })
  else await addOwn(tx, act, { visitId, isLead, saidAt: at, dueBy, begunAt: null })
  act.change('visit.callAnswered', visitId, { callId, ...insteadOf(made, act.actor.staffId) })
  return visitId
}

/** Nobody needs to come after all; anybody of the team may say so. */
export const withdrawCall: Handler<'visit.withdrawCall'> = async (tx, act, { visitId, callId }) => {
  const visit = await lockOpen(tx, act, visitId)
  const asked = await findCall(tx, act, visit, callId)
  if (asked.answeredAt !== null) {
    return act.refuse('alreadyAnswered', { by: await whoIs(tx, asked.answeredBy), at: asked.answeredAt })
  }
  if (asked.withdrawnAt !== null) return act.refuse('callWithdrawn', { at: asked.withdrawnAt })
  const at = notBefore(happened(act, visit), asked.calledAt)
  await withdrawn(tx, { id: callId, by: act.actor.staffId, at })
  act.change('visit.callWithdrawn', visitId, { callId })
  return visitId
}

async function findCall(tx: Writer, act: Acting, visit: VisitRow, callId: string) {
  const [asked] = await callOf(tx, { callId, visitId: visit.id })
  return asked ?? act.missing()
}
