/** Signing in and out over HTTP: from a user name and a password to a cookie and a token, and back to nobody. */
import type { Request, Response } from 'express'
import { commands } from '../../shared/contract/index.ts'
import { type Actor, Invalid } from '../commands/handler.ts'
import type { Door, Outcome } from '../commands/run.ts'
import type { Auth, Signed } from '../auth.ts'
import type { Cookies } from './caller.ts'
import type { GuessLimit } from './limits.ts'

export interface SessionParts {
  auth: Auth
  door: Door
  cookies: Cookies
  guesses: GuessLimit
  /** Null: unknown name, wrong password or switched off, which sound and last the same. */
  identify: (username: string, password: string) => Promise<Omit<Actor, 'sessionId'> | null>
}

export function createSessionRoutes({ auth, door, cookies, guesses, identify }: SessionParts) {
  return {
    async signIn(req: Request, res: Response): Promise<void> {
      const parsed = commands['session.signIn'].input.safeParse(req.body)
      if (!parsed.success) throw Invalid.of(parsed.error.issues)
      const { username, password } = parsed.data
      const address = req.ip ?? ''
      const wait = guesses.take(username, address)
      if (wait > 0) {
        return void res.status(429).set('Retry-After', String(wait)).json({ error: 'tooMany', wait })
      }
      const found = await identify(username, password).catch((error: unknown) => {
        guesses.giveBack(username, address)
        throw error
      })
      if (!found) return void res.status(401).json({ error: 'signedOut' })
      guesses.giveBack(username, address)
      const actor: Actor = { ...found, sessionId: '' }
      // Neither name nor password goes through the door: what is kept of a sign-in is that it happened.
      const input = { username: 'kept', password: 'kept' }
      const outcome = await door.run('session.signIn', { actor, input })
      if (outcome.is === 'refused')
        return void res.status(409).json({ error: outcome.state, ...outcome.facts })
      giveToken(res, { sessionId: outcome.id, centreId: actor.centreId })
    },

    renew(signed: Signed, res: Response): void {
      giveToken(res, signed.actor)
    },

    signedOut(res: Response): void {
      cookies.clear(res)
      res.json({})
    },

    /** The browser that asked is a screen on the wall from now on: its own cookie is that of the screen. */
    enrolled(actor: Actor, outcome: Outcome & { is: 'done' }, res: Response): void {
      const { token, endsAt } = auth.issue({ sessionId: outcome.id, centreId: actor.centreId })
      cookies.set(res, token, endsAt)
      res.json({ id: outcome.id, seq: outcome.seq })
    },

    /**
     * A cookie past half its life is replaced on the way of a command. Not of a question: a page that asks by
     * itself must not keep a sign-in alive when nobody is there.
     */
    keepFresh(signed: Signed, res: Response): void {
      if (!signed.isOld) return
      const { token, endsAt } = auth.issue(signed.actor)
      cookies.set(res, token, endsAt)
    },
  }

  function giveToken(res: Response, session: { sessionId: string; centreId: string }): void {
    const { token, endsAt } = auth.issue(session)
    cookies.set(res, token, endsAt)
    res.json({ token, endsAt })
  }
}
