/**
 * Who a session is, kept in memory so that most requests cost no read. Forgotten when the log says that the
 * session, the worker or their rights changed, and read again after a few seconds whatever the log says: so
 * that a right taken away at another server ends here too, even where nobody here follows the log.
 */
import { and, eq, isNull, or } from 'drizzle-orm'
import { agency, centre } from '../../../db/schema/centre.ts'
import { session, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Actor } from '../../commands/handler.ts'

/** A worker who is switched off has no session, whatever its row says. */
const standing = statement((db) =>
  db
    .select({
      centreId: session.centreId,
      staffId: session.staffId,
      screenName: session.screenName,
      accountId: staff.accountId,
      name: staff.name,
      role: staff.role,
      agencyId: staff.agencyId,
      agency: agency.name,
      leavesAt: staff.leavesAt,
      how: session.how,
      beganAt: session.beganAt,
      secondProofAt: session.secondProofAt,
      secondFactorSince: centre.secondFactorSince,
    })
    .from(session)
    .innerJoin(centre, eq(centre.id, session.centreId))
    .leftJoin(staff, eq(staff.id, session.staffId))
    .leftJoin(agency, eq(agency.id, staff.agencyId))
    .where(
      and(
        eq(session.id, ph('sessionId')),
        isNull(session.endedAt),
        isNull(staff.offAt),
        or(isNull(session.staffId), eq(staff.centreId, session.centreId)),
      ),
    ),
)

export interface Actors {
  /** Null when the session has ended, its worker is switched off, or it never was. */
  find(sessionId: string): Promise<Actor | null>
  /** What is known of one session, of all of a worker's, or of everybody, is read again when next asked. */
  forget(which: { sessionId: string } | { staffId: string } | 'all'): void
}

/** More sessions than a centre has screens; beyond it the ones asked longest ago are read again. */
const most = 5_000
/** How long, in milliseconds of the real clock, what was read of a session is believed. */
export const believedFor = 3_000

/** `now` is the real clock, `centreNow` the centre's, by which somebody's last day ends; both UTC ms. */
export function createActors(read: Reader, now: () => number, centreNow = now): Actors {
  const known = new Map<string, { actor: Actor; at: number }>()
  /** How often anything was forgotten: what was read before that may be older than the news. */
  let news = 0

  return {
    async find(sessionId) {
      for (;;) {
        const kept = known.get(sessionId)
        const at = now()
        // A clock that was put back makes nothing younger.
        if (kept && Math.abs(at - kept.at) < believedFor) return kept.actor
        known.delete(sessionId)
        const before = news
        const [row] = await standing(read, { sessionId })
        if (news !== before) continue
        if (!row || (row.leavesAt !== null && row.leavesAt <= centreNow())) return null
        const actor = actorOf(sessionId, row)
        const eldest = known.size < most ? undefined : known.keys().next().value
        if (eldest !== undefined) known.delete(eldest)
        known.set(sessionId, { actor, at })
        return actor
      }
    },
    forget(which) {
      news += 1
      if (which === 'all') known.clear()
      else if ('sessionId' in which) known.delete(which.sessionId)
      else {
        for (const [sessionId, { actor }] of known) {
          if (actor.staffId === which.staffId) known.delete(sessionId)
        }
      }
    },
  }
}

type Row = Awaited<ReturnType<typeof standing>>[number]

function actorOf(sessionId: string, row: Row): Actor {
  const { centreId, staffId, accountId, name, role, agencyId } = row
  if (staffId === null) {
    const screen = {
      staffId: '',
      name: row.screenName ?? '',
      role: 'wall' as const,
      agencyId: '',
      agency: '',
    }
    return { centreId, sessionId, accountId: sessionId, ...screen }
  }
  if (accountId === null || name === null || role === null || agencyId === null) {
    throw new Error('a session names a worker who isn’t there')
  }
  const actor = { centreId, sessionId, accountId, staffId, name, role, agencyId, agency: row.agency ?? '' }
  return owes(row, row.secondFactorSince?.[role]) ? { ...actor, owesSecondFactor: true } : actor
}

/** By nothing but a password, after a second factor was wanted of this role, and none was set up since. */
function owes({ how, beganAt, secondProofAt }: Row, since: number | undefined): boolean {
  const isOneProof = how === null || how === 'password' || how === 'link'
  return since !== undefined && beganAt > since && isOneProof && secondProofAt === null
}
