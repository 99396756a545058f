/**
 * The secret in a browser's cookie, which is another after every renewal. Whoever shows one that was put away
 * has a copy of somebody's cookie, or the other has: the session ends for both, and the log says so.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { session } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Handlers } from '../../commands/handler.ts'

/**
 * How long, in ms of the real clock, the secret before still counts: two tabs of one browser renew at the same
 * moment, and an answer gets lost on its way. No secret is put away sooner than that after it was made. Price:
 * a copy used within these seconds of its owner isn't noticed this time.
 */
export const grace = 30_000

/** Takes the row, so that two renewals of one session come one after another. */
const seen = statement((db) =>
  db
    .update(session)
    .set({ seenAt: ph('at') })
    .where(and(eq(session.id, ph('id')), eq(session.centreId, ph('centreId')), isNull(session.endedAt)))
    .returning({
      keepsHash: session.keepsHash,
      keptBeforeHash: session.keptBeforeHash,
      turnedAt: session.turnedAt,
    }),
)
const turn = statement((db) =>
  db
    .update(session)
    .set({ keepsHash: ph('keeps'), keptBeforeHash: ph('before'), turnedAt: ph('now') })
    .where(eq(session.id, ph('id'))),
)
const end = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('at') })
    .where(eq(session.id, ph('id'))),
)

export const renewalHandlers = {
  /**
   * Gives the digest of the secret that counts from now on: the next, or the one that is too young to be put
   * away. For a program, which has none, the session's id; '' when the session has ended by this.
   */
  async 'session.renew'(tx, act) {
    const { centreId, at } = act
    const id = act.actor.sessionId
    const { keeps, shown, now = at } = act.made
    const [row] = await seen(tx, { id, centreId, at })
    const { keepsHash, keptBeforeHash, turnedAt } = row ?? act.missing()
    if (keeps === undefined) {
      // A browser's session is prolonged by its cookie alone: a token that got out ends by itself.
      if (turnedAt !== null) act.missing()
      return id
    }
    // Begun before cookies had secrets, or inside the program: it has one from now on.
    if (keepsHash !== null) {
      if (shown === undefined) act.missing()
      const isYoung = turnedAt !== null && Math.abs(now - turnedAt) <= grace
      if (isYoung && (shown === keepsHash || shown === keptBeforeHash)) return keepsHash
      if (shown !== keepsHash) {
        await end(tx, { id, at })
        act.change('session.reused', act.actor.staffId || id, { sessionId: id })
        return ''
      }
    }
    await turn(tx, { id, keeps, before: keepsHash, now })
    return keeps
  },
} satisfies Partial<Handlers>
