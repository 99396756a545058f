/** Where somebody is signed in, and how they end it. A session that has lapsed isn't shown: nobody is there. */
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import { session } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import { browsers, systems } from '../../../shared/contract/ownSessions.ts'
import type { Handlers } from '../../commands/handler.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { takeWorker } from '../../rows/locks.ts'
import { tokenLasts } from './tokens.ts'

const standing = and(
  eq(session.staffId, ph('staffId')),
  eq(session.centreId, ph('centreId')),
  isNull(session.endedAt),
)
const own = statement((db) =>
  db
    .select({
      id: session.id,
      beganAt: session.beganAt,
      seenAt: sql<number>`coalesce(${session.seenAt}, ${session.beganAt})`.mapWith(session.beganAt),
      browser: session.browser,
      system: session.system,
    })
    .from(session)
    .where(standing)
    .orderBy(desc(session.beganAt), desc(session.id)),
)
const one = statement((db) =>
  db
    .select({ endedAt: session.endedAt })
    .from(session)
    .where(
      and(eq(session.id, ph('id')), eq(session.staffId, ph('staffId')), eq(session.centreId, ph('centreId'))),
    ),
)
const endOne = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('at') })
    .where(and(eq(session.id, ph('id')), standing))
    .returning({ id: session.id }),
)
/** All but one; '' is no session's id. */
const endAllBut = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('at') })
    .where(and(standing, ne(session.id, ph('but'))))
    .returning({ id: session.id }),
)

export const ownSessionHandlers = {
  async 'session.end'(tx, act, { sessionId }) {
    const { centreId, at, actor } = act
    const about = { id: sessionId, staffId: actor.staffId, centreId }
    if ((await endOne(tx, { ...about, at })).length === 0) {
      const [ended] = await one(tx, about)
      act.refuse('alreadySignedOut', { at: (ended ?? act.missing()).endedAt ?? at })
    }
    act.change('session.ended', actor.staffId, { sessionId })
    return sessionId
  },

  async 'session.endOthers'(tx, act) {
    const { centreId, at } = act
    const { staffId, sessionId } = act.actor
    for (const { id } of await endAllBut(tx, { staffId, centreId, at, but: sessionId }))
      act.change('session.ended', staffId, { sessionId: id })
    return sessionId
  },

  async 'account.endSessions'(tx, act, { staffId }) {
    const { centreId, at } = act
    if ((await takeWorker(tx, { staffId, centreId })).length === 0) act.missing()
    const ended = await endAllBut(tx, { staffId, centreId, at, but: '' })
    if (ended.length > 0) act.change('account.sessionsEnded', staffId, {})
    return staffId
  },
} satisfies Partial<Handlers>

export const ownSessionQueries = {
  async 'session.own'(read, { asker, centreId, now }) {
    const { staffId, sessionId } = asker
    const rows = await own(read, { staffId, centreId })
    return {
      sessions: rows
        .map((row) => ({
          ...row,
          browser: browsers.find((key) => key === row.browser) ?? null,
          system: systems.find((key) => key === row.system) ?? null,
          isThis: row.id === sessionId,
        }))
        .filter((row) => row.isThis || row.seenAt > now - tokenLasts),
    }
  },
} satisfies Partial<QueryHandlers>
