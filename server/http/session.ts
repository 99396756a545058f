/** Signing in and out over HTTP: from a user name and a password to a cookie and a token, and back to nobody. */
import type { Request, Response } from 'express'
import { Unavailable } from '../../db/failure.ts'
import { type CommandName, commands } from '../../shared/contract/index.ts'
import { type Actor, Invalid, type Made, NotAllowed, NotFound } from '../commands/handler.ts'
import type { Door, Outcome } from '../commands/run.ts'
import type { Auth, Signed } from '../auth.ts'
import { type Caller, callerOf, type Cookies } from './caller.ts'
import { hashOf, newSecret, secretAfter, secretOfPress } from './kept.ts'
import type { GuessLimit } from './limits.ts'
import { placeOf } from './place.ts'

export interface SessionParts {
  auth: Auth
  door: Door
  cookies: Cookies
  guesses: GuessLimit
  /** Null: unknown name, wrong password or switched off, which sound and last the same. */
  identify: (username: string, password: string) => Promise<Omit<Actor, 'sessionId'> | null>
  /** The shared device that asks. */
  deviceAt: (req: Request) => Promise<{ id: string; centreId: string } | undefined>
  /** Null: this account asks for no code after its password. */
  half: (found: Omit<Actor, 'sessionId'>) => Promise<{ half: string; endsAt: number } | null>
  /** The secret that signs: what a browser keeps next follows from what it keeps now by this. */
  secret: string
  /** The real clock, UTC ms. */
  now: () => number
}

/** A signed-in call of a command that the way in answers itself. */
export interface SignedCall {
  signed: Signed
  caller: Caller
  req: Request
  res: Response
  key: string | undefined
}

/** A session begun, its cookie set; or why not. */
export type Began =
  { is: 'began'; token: string; endsAt: number } | { is: 'nobody' } | (Outcome & { is: 'refused' })

export type SessionRoutes = ReturnType<typeof createSessionRoutes>

export function createSessionRoutes(parts: SessionParts) {
  const { auth, door, cookies, guesses, identify, half, deviceAt, secret, now } = parts

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
      const more = await half(found)
      if (more) return void res.status(409).json({ error: 'secondStep', ...more })
      const actor: Actor = { ...found, sessionId: '' }
      // Neither name nor password goes through the door: what is kept of a sign-in is that it happened.
      const input = { username: 'kept', password: 'kept' }
      const run = (made: Made) => door.run('session.signIn', { actor, input, made })
      const began = await begin(req, res, run, actor.centreId)
      if (began.is === 'nobody') return void res.status(401).json({ error: 'signedOut' })
      if (began.is === 'refused') return refused(began, res)
      res.json({ token: began.token, endsAt: began.endsAt })
    },

    begin,

    /** Commands that change what the browser keeps; all others go through the door as they are. */
    own: {
      'session.renew': async ({ signed, caller, res }) => {
        const fresh = await renewed(signed, caller)
        if (!fresh) return void res.status(401).json({ error: 'signedOut' })
        cookies.set(res, fresh)
        res.json({ token: fresh.token, endsAt: fresh.endsAt })
      },
      'session.signOut': async ({ signed, req, res, key }) => {
        const outcome = await door.run('session.signOut', { actor: signed.actor, input: req.body, key })
        if (outcome.is === 'refused') return refused(outcome, res)
        cookies.clear(res)
        res.json({})
      },
      /** The browser that asked is a screen on the wall from now on: its own cookie is that of the screen. */
      'screen.enrol': async ({ signed: { actor }, req, res, key }) => {
        const kept = secretOfPress(secret, 'screen.enrol', actor.accountId, key)
        const made = { keeps: hashOf(kept), ...placeOf(req.get('user-agent')) }
        const outcome = await door.run('screen.enrol', { actor, input: req.body, key, made })
        if (outcome.is === 'refused') return refused(outcome, res)
        await door.run('session.signOut', { actor, input: {} })
        cookies.set(res, { ...auth.issue({ sessionId: outcome.id, centreId: actor.centreId }), kept })
        res.json({ id: outcome.id, seq: outcome.seq })
      },
    } satisfies Partial<Record<CommandName, (call: SignedCall) => Promise<void>>>,

    /**
     * A cookie past half its life is replaced on the way of a command. Not of a question: a page that asks by
     * itself must not keep a sign-in alive when nobody is there. False: it was a copy, and the session has ended.
     */
    async keepFresh(signed: Signed, caller: Caller, res: Response): Promise<boolean> {
      if (caller.by !== 'cookie' || !signed.isOld) return true
      const fresh = await renewed(signed, caller)
      if (fresh) cookies.set(res, fresh)
      return fresh !== null
    },
  }

  /** Begins a session with a secret of its own, and gives the browser its cookie; the token is for programs. */
  async function begin(
    req: Request,
    res: Response,
    run: (made: Made) => Promise<Outcome>,
    centreId: string,
  ): Promise<Began> {
    const caller = callerOf(req, cookies)
    const before = caller?.by === 'cookie' ? await auth.signed(caller.token) : null
    const kept = newSecret()
    const device = await deviceAt(req)
    const on = device?.centreId === centreId ? { deviceId: device.id } : {}
    const outcome = await run({ keeps: hashOf(kept), ...on, ...placeOf(req.get('user-agent')) }).catch(
      noWorker,
    )
    // Switched off, or left, since they proved who they are.
    if (!outcome) return { is: 'nobody' }
    if (outcome.is === 'refused') return outcome
    const { token, endsAt } = auth.issue({ sessionId: outcome.id, centreId })
    cookies.set(res, { token, endsAt, kept })
    // Whoever was signed in on this browser is so no more: their cookie is overwritten. Where that can't be written down
    // now, nobody holds theirs, and it ends by itself.
    if (before && before.actor.sessionId !== outcome.id) {
      await door.run('session.signOut', { actor: before.actor, input: {} }).catch((error: unknown) => {
        if (!(error instanceof Unavailable || error instanceof NotFound)) throw error
      })
    }
    return { is: 'began', token, endsAt }
  }

  /** Null: the session has ended, or this caller can't prolong it. */
  async function renewed(signed: Signed, caller: Caller) {
    const { actor } = signed
    if (caller.by === 'bearer') {
      const stands = await turned(actor, {})
      return stands === 'no' ? null : { ...auth.issue(actor), kept: null }
    }
    const next = secretAfter(caller.kept, secret)
    const shown = caller.kept === null ? {} : { shown: hashOf(caller.kept) }
    const counts = await turned(actor, { keeps: hashOf(next), now: now(), ...shown })
    if (counts === hashOf(next)) return { ...auth.issue(actor), kept: next }
    // Too young to be put away, or nothing can be written: the one it has still counts.
    if (counts === shown.shown || counts === 'unwritten') return { ...auth.issue(actor), kept: caller.kept }
    return null
  }

  /** The digest that counts now; 'no' where the session has ended, 'unwritten' where the disk is full. */
  async function turned(actor: Actor, made: Made): Promise<string> {
    try {
      const outcome = await door.run('session.renew', { actor, input: {}, made })
      if (outcome.is === 'refused') return 'no'
      return outcome.id || 'no'
    } catch (error) {
      if (error instanceof Unavailable) return 'unwritten'
      if (error instanceof NotFound || error instanceof NotAllowed) return 'no'
      throw error
    }
  }
}

function noWorker(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}

export function refused(outcome: Outcome & { is: 'refused' }, res: Response): void {
  res.status(409).json({ error: outcome.state, ...outcome.facts })
}
