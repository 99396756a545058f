/** A worker can't sign in from now on: every session ends, they go home, and nobody is left waiting for them. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { session, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Role } from '../../../shared/contract/role.ts'
import type { Act } from '../../commands/handler.ts'
import { endShiftOf, leaveTheirVisits } from './goHome.ts'

type Going = Pick<Act<'account.switchOff'>, 'centreId' | 'actor' | 'at' | 'occurredAt' | 'change'>
type Worker = { id: string; role: Role }

export const setOff = statement((db) =>
  db
    .update(staff)
    .set({ offAt: ph('offAt'), version: sql`${staff.version} + 1` })
    .where(eq(staff.id, ph('staffId'))),
)
const endSessions = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('at') })
    .where(and(eq(session.staffId, ph('staffId')), isNull(session.endedAt))),
)

/** Their row is taken already. Why is for the caller's own change to say. */
export async function switchOff(tx: Writer, act: Going, worker: Worker): Promise<void> {
  await setOff(tx, { staffId: worker.id, offAt: act.at })
  await endSessions(tx, { staffId: worker.id, at: act.at })
  await goHome(tx, act, worker)
}

/** Off the team, and off every visit. */
export async function goHome(tx: Writer, act: Going, worker: Worker): Promise<void> {
  const wasOn = await endShiftOf(tx, act, worker.id)
  await leaveTheirVisits(tx, act, worker)
  if (wasOn) act.change('team.wentOff', worker.id, {})
}
