/**
 * What a worker's going home leaves behind. Whoever they were with goes on with those alongside, or is
 * waiting again: an offer to hand over never keeps anybody here, and nobody is left to one who has gone.
 */
import { and, eq, gt, gte, isNull, or } from 'drizzle-orm'
import { onTeam } from '../../../db/schema/staff.ts'
import { alongside, handover } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Role } from '../../../shared/contract/role.ts'
import type { ChangeData } from '../../../shared/contract/changes.ts'
import { wantsSomeone } from '../../../shared/domain/doing.ts'
import { nextLead } from '../../../shared/domain/lead.ts'
import type { Act } from '../../commands/handler.ts'
import { endBeside, lapseOffersOf, openAlongside, setBeside } from '../../rows/alongside.ts'
import { askTheRole, openCallsAgain, visitsCallingFor } from '../../rows/calls.ts'
import { takeVisit } from '../../rows/locks.ts'
import { keepSeen, seenAt, type VisitRow } from '../../rows/seen.ts'
import { endingAfter, notBefore } from '../../rows/times.ts'

type Going = Pick<Act<'team.off'>, 'centreId' | 'actor' | 'occurredAt' | 'change'>
type Went = ChangeData<'visit.workerWentHome'>

const endShift = statement((db) =>
  db
    .update(onTeam)
    .set({ offAt: endingAfter(onTeam.onAt) })
    .where(and(eq(onTeam.staffId, ph('staffId')), eq(onTeam.centreId, ph('centreId')), isNull(onTeam.offAt)))
    .returning({ id: onTeam.id }),
)
const cameOnSince = statement((db) =>
  db
    .select({ at: onTeam.onAt })
    .from(onTeam)
    .where(and(eq(onTeam.staffId, ph('staffId')), gt(onTeam.onAt, ph('at')))),
)
const wasWithSince = statement((db) =>
  db
    .select({ saidAt: alongside.saidAt, begunAt: alongside.begunAt })
    .from(alongside)
    .where(
      and(
        eq(alongside.staffId, ph('staffId')),
        or(isNull(alongside.endedAt), gte(alongside.endedAt, ph('at'))),
        or(gt(alongside.saidAt, ph('at')), gt(alongside.begunAt, ph('at'))),
      ),
    ),
)
const theirVisits = statement((db) =>
  db
    .selectDistinct({ id: alongside.visitId })
    .from(alongside)
    .where(
      and(
        eq(alongside.staffId, ph('staffId')),
        eq(alongside.centreId, ph('centreId')),
        isNull(alongside.endedAt),
      ),
    ),
)
const theirOffers = statement((db) =>
  db
    .select({ id: handover.visitId, fromStaffId: handover.fromStaffId })
    .from(handover)
    .where(
      and(
        eq(handover.centreId, ph('centreId')),
        isNull(handover.endedAt),
        or(eq(handover.fromStaffId, ph('staffId')), eq(handover.toStaffId, ph('staffId'))),
      ),
    ),
)

/** False: they weren't on. Says nothing in the log by itself. */
export async function endShiftOf(tx: Writer, act: Going, staffId: string): Promise<boolean> {
  return (await endShift(tx, { staffId, centreId: act.centreId, at: act.occurredAt })).length > 0
}

/** The latest that this worker came on or went to anybody after `at`, UTC ms; null when they did neither. */
export async function lastBegun(tx: Writer, staffId: string, at: number): Promise<number | null> {
  const on = (await cameOnSince(tx, { staffId, at })).map((one) => one.at)
  const been = (await wasWithSince(tx, { staffId, at })).map((one) => one.begunAt ?? one.saidAt)
  const times = [...on, ...been]
  return times.length === 0 ? null : Math.max(...times)
}

/**
 * Ends every open being alongside and every open offer from or to this worker, and has calls for them by
 * name ask their role: nobody may wait for somebody who isn't here. One change per visit; false: there was
 * nothing to leave.
 */
export async function leaveTheirVisits(
  tx: Writer,
  act: Going,
  worker: { id: string; role: Role },
): Promise<boolean> {
  const of = { staffId: worker.id, centreId: act.centreId }
  const alongsideOf = (await theirVisits(tx, of)).map((one) => one.id)
  const offered = (await theirOffers(tx, of)).map((one) => one.id)
  const called = await visitsCallingFor(tx, of)
  const visitIds = [...new Set([...alongsideOf, ...offered, ...called])].sort()
  for (const visitId of visitIds) {
    const [visit] = await takeVisit(tx, { visitId, centreId: act.centreId })
    if (visit) act.change('visit.workerWentHome', visitId, await leaveOne(tx, act, visit, worker))
  }
  return visitIds.length > 0
}

async function leaveOne(
  tx: Writer,
  act: Going,
  visit: VisitRow,
  worker: { id: string; role: Role },
): Promise<Went> {
  const staffId = worker.id
  const visitId = visit.id
  const left = await endOwn(tx, act, visit, staffId)
  const by = act.actor.staffId
  await lapseOffersOf(tx, { visitId, at: act.occurredAt, by, from: staffId, to: staffId })
  const asked = await askTheRole(tx, { visitId, staffId, role: worker.role })
  const again = [...left.callsAgain, ...asked].sort()
  return {
    staffId,
    ...(left.newLead ? { newLead: left.newLead } : {}),
    ...(left.isAskedAnew ? { wants: null } : {}),
    ...(asked.length > 0 ? { toRole: worker.role } : {}),
    ...(again.length > 0 ? { callsAgain: [...new Set(again)] } : {}),
  }
}

interface Left {
  newLead?: string
  isAskedAnew: boolean
  callsAgain: string[]
}

/** Their own being alongside; who leads now, and what they were answered to come for. */
async function endOwn(tx: Writer, act: Going, visit: VisitRow, staffId: string): Promise<Left> {
  const open = await openAlongside(tx, visit.id)
  const own = open.find((one) => one.staffId === staffId)
  if (!own) return { isAskedAnew: false, callsAgain: [] }
  const others = open.filter((one) => one !== own)
  const at = notBefore(act.occurredAt, own.begunAt ?? own.saidAt)
  await endBeside(tx, own, at, 'wentHome')
  const next = own.isLead ? nextLead(others) : undefined
  if (next) await setBeside(tx, { ...next, isLead: true })

  const hadBegun = own.begunAt !== null
  const isLast = hadBegun && !others.some((one) => one.begunAt !== null)
  // They wanted nobody else while this worker was there; nobody has asked them since.
  const isAskedAnew = isLast && !wantsSomeone({ wants: visit.wants, wantsStaff: visit.wantsStaff ?? [] })
  if (hadBegun) await keepSeen(tx, seenAt(isAskedAnew ? { ...visit, wants: null } : visit, staffId, at))
  return {
    ...(next ? { newLead: next.staffId } : {}),
    isAskedAnew,
    callsAgain: hadBegun ? [] : await openCallsAgain(tx, visit.id, staffId),
  }
}

/**
 * A worker whose new role takes no handovers over is offered none any more; the giver goes on leading. What
 * they offered themselves stands: whoever is alongside may hand on.
 */
export async function endOffersTo(tx: Writer, act: Going, staffId: string): Promise<void> {
  const offers = await theirOffers(tx, { staffId, centreId: act.centreId })
  const visitIds = offers.filter((one) => one.fromStaffId !== staffId).map((one) => one.id)
  for (const visitId of visitIds.sort()) {
    if ((await takeVisit(tx, { visitId, centreId: act.centreId })).length === 0) continue
    const of = { visitId, at: act.occurredAt, by: act.actor.staffId, from: null, to: staffId }
    await lapseOffersOf(tx, of)
    act.change('visit.handoverWithdrawn', visitId, {})
  }
}
