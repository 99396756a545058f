/**
 * From a token to who is asking. A token is verified once and kept for its short life; whether its session
 * still stands is asked of the actors' cache every time, so that ending a session acts at once.
 */
import type { Actor } from './commands/handler.ts'
import type { Actors } from './features/session/actors.ts'
import { type Tokens, tokenLasts } from './features/session/tokens.ts'

export interface Signed {
  actor: Actor
  /** UTC ms by the real clock: when this token ends. */
  endsAt: number
  /** Past half its life: time for a new one. */
  isOld: boolean
}

export interface Auth {
  /** Null: no such session, any more. */
  signed(token: string): Promise<Signed | null>
  /** The same sign-in as it stands now, whether or not its token has ended; null when the session has. */
  again(before: Signed): Promise<Signed | null>
  issue(session: { sessionId: string; centreId: string }): { token: string; endsAt: number }
}

const most = 20_000

/** `now` is the real clock: a played one must never lengthen a sign-in. */
export function createAuth(parts: { tokens: Tokens; actors: Actors; now: () => number }): Auth {
  const { tokens, actors, now } = parts
  const verified = new Map<string, NonNullable<ReturnType<Tokens['verify']>>>()

  function claimsOf(token: string) {
    const known = verified.get(token)
    if (known) return known
    const claims = tokens.verify(token, now())
    if (!claims) return null
    if (verified.size >= most) verified.clear()
    verified.set(token, claims)
    return claims
  }

  return {
    async signed(token) {
      const claims = claimsOf(token)
      if (!claims) return null
      if (now() >= claims.endsAt) {
        verified.delete(token)
        return null
      }
      const actor = await actors.find(claims.sessionId)
      if (!actor || actor.centreId !== claims.centreId) return null
      return { actor, endsAt: claims.endsAt, isOld: now() > claims.endsAt - tokenLasts / 2 }
    },
    async again(before) {
      const actor = await actors.find(before.actor.sessionId)
      return actor?.centreId === before.actor.centreId ? { ...before, actor } : null
    },
    issue: (session) => tokens.mint(session, now()),
  }
}
