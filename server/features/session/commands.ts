/**
 * Sessions begin and end. Who it is was settled before the door (signIn.ts); a session that ends, ends on
 * every server and socket, since they all follow the log.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { session, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Act, Handlers } from '../../commands/handler.ts'

/** Takes the worker's row, so that a sign-in and a switching off can't miss each other. */
const takeWorker = statement((db) =>
  db
    .update(staff)
    .set({ version: sql`${staff.version}` })
    .where(and(eq(staff.id, ph('staffId')), eq(staff.centreId, ph('centreId')), isNull(staff.offAt)))
    .returning({ id: staff.id }),
)
const begin = statement((db) =>
  db.insert(session).values({
    id: ph('id'),
    centreId: ph('centreId'),
    staffId: ph('staffId'),
    screenName: ph('screenName'),
    beganAt: ph('beganAt'),
    keepsHash: ph('keepsHash'),
    browser: ph('browser'),
    system: ph('system'),
  }),
)
const end = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('endedAt') })
    .where(and(eq(session.id, ph('id')), eq(session.centreId, ph('centreId')), isNull(session.endedAt)))
    .returning({ id: session.id }),
)
export const sessionHandlers = {
  /** The actor is the worker that `identify` found; gives the new session's id. */
  async 'session.signIn'(tx, act) {
    const { staffId } = act.actor
    if ((await takeWorker(tx, { staffId, centreId: act.centreId })).length === 0) act.missing()
    const id = act.newId()
    await begin(tx, { ...begunBy(act), id, staffId, screenName: null })
    act.change('session.began', staffId, { sessionId: id })
    return id
  },

  /** Signing out twice is signing out. */
  async 'session.signOut'(tx, act) {
    const id = act.actor.sessionId
    const ended = await end(tx, { id, centreId: act.centreId, endedAt: act.at })
    if (ended.length > 0) act.change('session.ended', act.actor.staffId || id, { sessionId: id })
    return id
  },

  /** A session without a worker: a screen on the wall. Its id is the session's. */
  async 'screen.enrol'(tx, act, input) {
    const id = act.newId()
    await begin(tx, { ...begunBy(act), id, staffId: null, screenName: input.name })
    act.change('screen.enrolled', id, { sessionId: id })
    return id
  },
} satisfies Partial<Handlers>

function begunBy({ centreId, at, made }: Act<'session.signIn' | 'screen.enrol'>) {
  const { keeps = null, browser = null, system = null } = made
  return { centreId, beganAt: at, keepsHash: keeps, browser, system }
}
