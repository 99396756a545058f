/**
 * Whether who asks may still ask, looked at inside the write itself: a command that waited behind somebody's
 * switching off, or behind a change of role, must not be done with the rights they had before it.
 */
import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { session, staff } from '../../db/schema/staff.ts'
import { taking } from '../../db/rowLock.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Writer } from '../../db/store.ts'
import { operatorId } from '../../shared/domain/operator.ts'
import { type Actor, NotAllowed } from './handler.ts'

/**
 * Actors that no session stands behind: somebody who signs in this moment, and what the program itself does.
 * Nobody can ask as one of them from outside, where a token names a session, whose id is none of these.
 */
const fromInside: readonly string[] = ['', 'system', 'demonstration', operatorId]

/** Takes the worker's row: a switching off or another role waits for this command, or it for them. */
const worker = statement((db) =>
  taking(
    db
      .select({ role: staff.role, agencyId: staff.agencyId })
      .from(session)
      .innerJoin(staff, eq(staff.id, session.staffId))
      .where(
        and(
          eq(session.id, ph('sessionId')),
          eq(session.centreId, ph('centreId')),
          isNull(session.endedAt),
          eq(staff.id, ph('staffId')),
          isNull(staff.offAt),
          or(isNull(staff.leavesAt), gt(staff.leavesAt, ph('at'))),
        ),
      ),
    staff,
  ),
)
const screen = statement((db) =>
  db
    .select({ id: session.id })
    .from(session)
    .where(
      and(eq(session.id, ph('sessionId')), eq(session.centreId, ph('centreId')), isNull(session.endedAt)),
    ),
)

/** @throws NotAllowed when the session has ended, the worker is switched off, or their role or agency is another. */
export async function checkStanding(tx: Writer, actor: Actor, at: number): Promise<void> {
  const { sessionId, centreId, staffId, role, agencyId } = actor
  if (fromInside.includes(sessionId)) return
  if (staffId === '') {
    if ((await screen(tx, { sessionId, centreId })).length === 0) throw new NotAllowed()
    return
  }
  const [now] = await worker(tx, { sessionId, centreId, staffId, at })
  if (now?.role !== role || now.agencyId !== agencyId) throw new NotAllowed()
}
