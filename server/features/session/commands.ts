/**
 * Sessions begin and end. Who it is was settled before the door (signIn.ts); a session that ends, ends on
 * every server and socket, since they all follow the log.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { session } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Handlers } from '../../commands/handler.ts'
import { beginRow, beginSession } from './beginning.ts'

const end = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('endedAt') })
    .where(and(eq(session.id, ph('id')), eq(session.centreId, ph('centreId')), isNull(session.endedAt)))
    .returning({ id: session.id }),
)
const isScreen = and(eq(session.id, ph('id')), eq(session.centreId, ph('centreId')), isNull(session.staffId))
const endScreen = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('endedAt') })
    .where(and(isScreen, isNull(session.endedAt)))
    .returning({ id: session.id }),
)
const screen = statement((db) => db.select({ endedAt: session.endedAt }).from(session).where(isScreen))

export const sessionHandlers = {
  /** The actor is the worker that `identify` found; gives the new session's id. */
  'session.signIn': (tx, act) => beginSession(tx, act, act.beside?.how ?? 'password'),

  /** Signing out twice is signing out. */
  async 'session.signOut'(tx, act) {
    const id = act.actor.sessionId
    const ended = await end(tx, { id, centreId: act.centreId, endedAt: act.at })
    if (ended.length > 0) act.change('session.ended', act.actor.staffId || id, { sessionId: id })
    return id
  },

  /** A session without a worker: a screen on the wall. Its id is the session's. */
  async 'screen.enrol'(tx, act, input) {
    const id = await beginRow(tx, act, { staffId: null, screenName: input.name, how: null })
    act.change('screen.enrolled', id, { sessionId: id })
    return id
  },

  async 'screen.switchOff'(tx, act, { screenId: id }) {
    const { centreId, at } = act
    if ((await endScreen(tx, { id, centreId, endedAt: at })).length === 0) {
      const [before] = await screen(tx, { id, centreId })
      act.refuse('screenOff', { at: (before ?? act.missing()).endedAt ?? at })
    }
    act.change('screen.switchedOff', id, { sessionId: id })
    return id
  },
} satisfies Partial<Handlers>
