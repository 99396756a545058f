/**
 * What a worker's going home leaves behind. Whoever they were with goes on with those alongside, or is
 * waiting again: an offer to hand over never keeps anybody here, and nobody is left to one who has gone.
 */
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { onTeam } from '../../../db/schema/staff.ts'
import { alongside, handover, visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { nextLead } from '../../../shared/domain/lead.ts'
import type { Act } from '../../commands/handler.ts'

type Going = Pick<Act<'team.off'>, 'centreId' | 'actor' | 'occurredAt' | 'change'>

const endShift = statement((db) =>
  db
    .update(onTeam)
    .set({ offAt: sql`case when ${onTeam.onAt} > ${ph('at')} then ${onTeam.onAt} else ${ph('at')} end` })
    .where(and(eq(onTeam.staffId, ph('staffId')), eq(onTeam.centreId, ph('centreId')), isNull(onTeam.offAt)))
    .returning({ id: onTeam.id }),
)
const theirVisits = statement((db) =>
  db
    .selectDistinct({ id: alongside.visitId })
    .from(alongside)
    .where(and(eq(alongside.staffId, ph('staffId')), isNull(alongside.endedAt))),
)
const theirOffers = statement((db) =>
  db
    .select({ id: handover.visitId })
    .from(handover)
    .where(
      and(
        eq(handover.centreId, ph('centreId')),
        isNull(handover.endedAt),
        or(eq(handover.fromStaffId, ph('staffId')), eq(handover.toStaffId, ph('staffId'))),
      ),
    ),
)
const takeVisit = statement((db) =>
  db
    .update(visit)
    .set({ version: sql`${visit.version} + 1` })
    .where(and(eq(visit.id, ph('visitId')), eq(visit.centreId, ph('centreId'))))
    .returning({ lastSeenAt: visit.lastSeenAt }),
)
const withThem = statement((db) =>
  db
    .select()
    .from(alongside)
    .where(and(eq(alongside.visitId, ph('visitId')), isNull(alongside.endedAt))),
)
const endAlongside = statement((db) =>
  db
    .update(alongside)
    .set({ endedAt: ph('at'), endedWhy: 'wentHome' })
    .where(eq(alongside.id, ph('id'))),
)
const passLead = statement((db) =>
  db
    .update(alongside)
    .set({ isLead: true })
    .where(eq(alongside.id, ph('id'))),
)
const seen = statement((db) =>
  db
    .update(visit)
    .set({ lastSeenAt: ph('at'), lastSeenBy: ph('staffId') })
    .where(eq(visit.id, ph('visitId'))),
)
const lapse = statement((db) =>
  db
    .update(handover)
    .set({ endedAt: ph('at'), endedBy: ph('by'), outcome: 'lapsed' })
    .where(
      and(
        eq(handover.visitId, ph('visitId')),
        isNull(handover.endedAt),
        or(eq(handover.fromStaffId, ph('staffId')), eq(handover.toStaffId, ph('staffId'))),
      ),
    ),
)

/** False: they weren't on. Says nothing in the log by itself. */
export async function endShiftOf(tx: Writer, act: Going, staffId: string): Promise<boolean> {
  return (await endShift(tx, { staffId, centreId: act.centreId, at: act.occurredAt })).length > 0
}

/** Ends every open being alongside and every open offer from or to this worker; one change per visit. */
export async function leaveTheirVisits(tx: Writer, act: Going, staffId: string): Promise<void> {
  const { centreId } = act
  const alongsideOf = await theirVisits(tx, { staffId })
  const offered = await theirOffers(tx, { staffId, centreId })
  const visitIds = [...new Set([...alongsideOf, ...offered].map((one) => one.id))].sort()
  for (const visitId of visitIds) {
    const [taken] = await takeVisit(tx, { visitId, centreId })
    if (!taken) continue
    const newLead = await leaveOne(tx, act, { staffId, visitId, lastSeenAt: taken.lastSeenAt })
    await lapse(tx, { visitId, staffId, at: act.occurredAt, by: act.actor.staffId })
    act.change('visit.workerWentHome', visitId, newLead ? { staffId, newLead } : { staffId })
  }
}

/** Gives the worker who leads now, if the lead had to pass. */
async function leaveOne(
  tx: Writer,
  act: Going,
  about: { staffId: string; visitId: string; lastSeenAt: number | null },
): Promise<string | undefined> {
  const { staffId, visitId } = about
  const open = await withThem(tx, { visitId })
  const own = open.find((one) => one.staffId === staffId)
  if (!own) return undefined
  const at = Math.max(act.occurredAt, own.begunAt ?? own.saidAt)
  await endAlongside(tx, { id: own.id, at })
  if (own.begunAt !== null && at > (about.lastSeenAt ?? -Infinity)) await seen(tx, { visitId, at, staffId })
  if (!own.isLead) return undefined
  const next = nextLead(open.filter((one) => one !== own))
  if (!next) return undefined
  await passLead(tx, { id: next.id })
  return next.staffId
}
