/** A warm handover: the giver stays the one to ask until somebody has said yes. It never blocks a goodbye. */
import { and, eq, isNull } from 'drizzle-orm'
import { handover } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { team } from '../../../shared/contract/roleGroups.ts'
import { answersFor } from '../../../shared/domain/calls.ts'
import type { Handler } from '../../commands/handler.ts'
import { addOwn, endBeside, openAlongside, setBeside, who } from '../../rows/alongside.ts'
import { keepSeen } from '../../rows/seen.ts'
import { notBefore } from '../../rows/times.ts'
import { checkOneOf, checkReachable } from './lists.ts'
import { type Acting, happened, lockOpen, whoIs } from './rows.ts'
import { beganWith } from './seen.ts'

type Offer = typeof handover.$inferSelect

const openOffers = statement((db) =>
  db
    .select()
    .from(handover)
    .where(and(eq(handover.visitId, ph('visitId')), isNull(handover.endedAt))),
)
const offer = statement((db) =>
  db.insert(handover).values({
    id: ph('id'),
    centreId: ph('centreId'),
    visitId: ph('visitId'),
    fromStaffId: ph('fromStaffId'),
    toStaffId: ph('toStaffId'),
    toRole: ph('toRole'),
    wordId: ph('wordId'),
    offeredAt: ph('offeredAt'),
  }),
)
const end = statement((db) =>
  db
    .update(handover)
    .set({ endedAt: ph('endedAt'), endedBy: ph('endedBy'), outcome: ph('outcome') })
    .where(eq(handover.id, ph('id'))),
)

/** Offers the lead to a named worker or to a role whose workers may take one over. */
export const handOver: Handler<'visit.handOver'> = async (tx, act, input) => {
  const { visitId, toStaffId, toRole, word } = input
  checkOneOf(act, { toStaffId, toRole })
  if (toStaffId === act.actor.staffId) return act.invalid('toStaffId', 'yourself')
  const visit = await lockOpen(tx, act, visitId)
  await checkReachable(tx, act, { toStaffId, toRole }, team)

  const lead = (await openAlongside(tx, visitId)).find((one) => one.isLead)
  if (lead?.staffId !== act.actor.staffId) return act.refuse('notTheLead', { lead: lead ? who(lead) : null })
  const [standing] = await openOffers(tx, { visitId })
  if (standing) return act.refuse('alreadyOffered', { at: standing.offeredAt })

  const said = word ? act.say(visitId, 'word', word) : undefined
  await offer(tx, {
    id: act.newId(),
    centreId: act.centreId,
    visitId,
    fromStaffId: act.actor.staffId,
    toStaffId: toStaffId ?? null,
    toRole: toRole ?? null,
    wordId: said?.id ?? null,
    offeredAt: happened(act, visit),
  })
  act.change('visit.handoverOffered', visitId, {
    ...(toStaffId ? { to: toStaffId } : {}),
    ...(toRole ? { toRole } : {}),
    ...(said ? { said: [said] } : {}),
  })
  return visitId
}

/** Yes: the actor leads, and is with them from now. */
export const takeOver: Handler<'visit.takeOver'> = async (tx, act, { visitId }) => {
  const visit = await lockOpen(tx, act, visitId)
  const [standing] = await openOffers(tx, { visitId })
  if (!standing) return act.refuse('noHandover', {})
  if (!isFor(standing, act)) return act.refuse('notForYou', {})

  const at = happened(act, visit)
  const rows = await openAlongside(tx, visitId)
  const giver = rows.find((one) => one.isLead)
  if (giver) await endBeside(tx, giver, at, 'handedOver')
  const own = rows.find((one) => one.staffId === act.actor.staffId)
  if (own) {
    await setBeside(tx, { ...own, isLead: true, begunAt: own.begunAt ?? notBefore(at, own.saidAt) })
  } else await addOwn(tx, act, { visitId, isLead: true, saidAt: at, dueBy: null, begunAt: at })
  await endOffer(tx, act, standing, at, 'takenOver')
  await keepSeen(tx, beganWith(visit, act))
  act.change('visit.takenOver', visitId, { from: standing.fromStaffId })
  return visitId
}

/** Not now, with a word why: the giver goes on leading. */
export const declineHandover: Handler<'visit.declineHandover'> = async (tx, act, { visitId, word }) => {
  const visit = await lockOpen(tx, act, visitId)
  const [standing] = await openOffers(tx, { visitId })
  if (!standing) return act.refuse('noHandover', {})
  if (!isFor(standing, act)) return act.refuse('notForYou', {})
  await endOffer(tx, act, standing, happened(act, visit), 'declined')
  const said = word ? { said: [act.say(visitId, 'word', word)] } : {}
  act.change('visit.handoverDeclined', visitId, { from: standing.fromStaffId, ...said })
  return visitId
}

/** The giver takes the offer back. */
export const withdrawHandover: Handler<'visit.withdrawHandover'> = async (tx, act, { visitId }) => {
  const visit = await lockOpen(tx, act, visitId)
  const [standing] = await openOffers(tx, { visitId })
  if (!standing) return act.refuse('noHandover', {})
  if (standing.fromStaffId !== act.actor.staffId) {
    return act.refuse('notYours', { by: await whoIs(tx, standing.fromStaffId) })
  }
  await endOffer(tx, act, standing, happened(act, visit), 'withdrawn')
  act.change('visit.handoverWithdrawn', visitId, {})
  return visitId
}

function isFor(standing: Offer, act: Acting): boolean {
  const { staffId, role } = act.actor
  if (standing.fromStaffId === staffId) return false
  return standing.toStaffId === staffId || answersFor(role, standing.toRole)
}

async function endOffer(
  tx: Writer,
  act: Acting,
  standing: Offer,
  at: number,
  outcome: NonNullable<Offer['outcome']>,
): Promise<void> {
  const endedAt = notBefore(at, standing.offeredAt)
  await end(tx, { id: standing.id, endedAt, endedBy: act.actor.staffId, outcome })
}
