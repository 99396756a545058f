/**
 * Calls that a worker leaves behind. Whoever was asked for is still wanted when the one who would have come
 * doesn't: a call ends by somebody's being there, or by being taken back, never by a promise to come.
 */
import { and, eq, gt, gte, isNotNull, isNull, notExists, or, sql } from 'drizzle-orm'
import { alongside, call } from '../../db/schema/visit.ts'
import { alias } from '../../db/portable.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader, Writer } from '../../db/store.ts'
import type { Role } from '../../shared/contract/role.ts'
import { endingAfter } from './times.ts'

const came = alias(alongside, 'came')

/** Answered, and whoever answered has not been with them since. */
export const promisedOnly = (db: Pick<Reader, 'select'>) =>
  and(
    isNotNull(call.answeredAt),
    isNull(call.withdrawnAt),
    notExists(
      db
        .select({ one: sql`1` })
        .from(came)
        .where(
          and(
            eq(came.visitId, call.visitId),
            eq(came.staffId, call.answeredBy),
            isNotNull(came.begunAt),
            or(isNull(came.endedAt), gte(came.begunAt, call.answeredAt), gt(came.endedAt, call.answeredAt)),
          ),
        ),
    ),
  )
const askAgain = statement((db) =>
  db
    .update(call)
    .set({ answeredBy: null, answeredAt: null })
    .where(and(eq(call.visitId, ph('visitId')), eq(call.answeredBy, ph('staffId')), promisedOnly(db)))
    .returning({ id: call.id }),
)
const namedCalls = statement((db) =>
  db
    .select({ visitId: call.visitId })
    .from(call)
    .where(
      and(
        eq(call.centreId, ph('centreId')),
        eq(call.toStaffId, ph('staffId')),
        isNull(call.answeredAt),
        isNull(call.withdrawnAt),
      ),
    ),
)
const askRole = statement((db) =>
  db
    .update(call)
    .set({ toStaffId: null, toRole: ph('role') })
    .where(
      and(
        eq(call.visitId, ph('visitId')),
        eq(call.toStaffId, ph('staffId')),
        isNull(call.answeredAt),
        isNull(call.withdrawnAt),
      ),
    )
    .returning({ id: call.id }),
)
const withdrawOpen = statement((db) =>
  db
    .update(call)
    .set({ withdrawnAt: endingAfter(call.calledAt), withdrawnBy: ph('by') })
    .where(and(eq(call.visitId, ph('visitId')), isNull(call.answeredAt), isNull(call.withdrawnAt))),
)

const idsOf = (rows: readonly { id: string }[]) => rows.map((one) => one.id).sort()

/** Opens the calls again that this worker answered and never came for; gives their ids. */
export const openCallsAgain = async (tx: Writer, visitId: string, staffId: string): Promise<string[]> =>
  idsOf(await askAgain(tx, { visitId, staffId }))

/** The visits with an open call for this worker by name. */
export const visitsCallingFor = async (
  tx: Writer,
  of: { centreId: string; staffId: string },
): Promise<string[]> => (await namedCalls(tx, of)).map((one) => one.visitId)

/** Open calls for this worker by name ask their role instead; gives the ids. */
export const askTheRole = async (
  tx: Writer,
  of: { visitId: string; staffId: string; role: Role },
): Promise<string[]> => idsOf(await askRole(tx, of))

/** Ends what calls are open when somebody goes, at `at` (UTC ms). */
export async function withdrawCalls(
  tx: Writer,
  of: { visitId: string; at: number; by: string },
): Promise<void> {
  await withdrawOpen(tx, of)
}

/** For the log: the calls that ask again, if there are any. */
export const callsAgain = (ids: readonly string[]): { callsAgain?: string[] } =>
  ids.length > 0 ? { callsAgain: [...ids] } : {}
