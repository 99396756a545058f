/**
 * The shared desk over HTTP: a device gets a secret of its own, a worker a PIN, and one takes over from another.
 * PINs and passwords are looked at here and go no further; guesses are counted by device and by worker.
 */
import type { Request, Response } from 'express'
import { type CommandName, commands, type Input } from '../../shared/contract/index.ts'
import { type Actor, Invalid, type Made } from '../commands/handler.ts'
import type { Door } from '../commands/run.ts'
import type { Proofs } from '../features/session/proofs.ts'
import type { DeviceCookies } from './caller.ts'
import { hashOf, secretOfPress } from './kept.ts'
import type { GuessLimit, PinLimit } from './limits.ts'
import { refused, type SessionRoutes, type SignedCall } from './session.ts'

export interface DeskParts {
  door: Door
  deviceCookies: DeviceCookies
  guesses: GuessLimit
  pins: PinLimit
  secret: string
  /** The shared device that this digest is of; undefined: none, or switched off. */
  deviceOf: (secretHash: string | null) => Promise<{ id: string; centreId: string } | undefined>
  /** Begins the session that `run` is for, and sets its cookie. */
  begin: SessionRoutes['begin']
  /** Null: not their PIN, which sounds and lasts the same as none. */
  whoHasPin: (asked: {
    staffId: string
    centreId: string
    pin: string
  }) => Promise<Omit<Actor, 'sessionId'> | null>
  hasPassword: (asked: { staffId: string; centreId: string; password: string }) => Promise<boolean>
  /** Null: whoever has no password has just signed in by passkey, link or agency. Else the state to answer. */
  proofWithout: (actor: Actor) => Promise<string | null>
  /** Whose passkey it is; null: nobody's. */
  whoHasPasskey: Proofs['passkey']
  hashPin: (pin: string) => Promise<string>
  isTooEasy: (pin: string) => boolean
}

/** What stands in place of a PIN and a password in what goes through the door. */
const kept = { pin: '000000', password: 'kept' }

export function createDeskRoutes(parts: DeskParts) {
  const { begin, door, deviceCookies, guesses, pins, secret } = parts
  const { deviceOf, whoHasPin, hasPassword, proofWithout, whoHasPasskey, hashPin, isTooEasy } = parts
  const deviceAt = (req: Request) => deviceOf(deviceCookies.hashIn(req))

  return {
    /** The shared device that asks, for every session that begins on it. */
    deviceAt,

    own: {
      'device.enrol': async ({ signed: { actor }, req, res, key }) => {
        const made = secretOfPress(secret, 'device.enrol', actor.accountId, key)
        const ask = { actor, input: req.body as unknown, key, made: { keeps: hashOf(made) } }
        const outcome = await door.run('device.enrol', ask)
        if (outcome.is === 'refused') return refused(outcome, res)
        deviceCookies.set(res, made)
        res.json({ id: outcome.id, seq: outcome.seq })
      },

      'session.setPin': async ({ signed: { actor }, req, res, key }) => {
        const { pin, password } = inputOf('session.setPin', req)
        if (isTooEasy(pin)) return void res.status(409).json({ error: 'pinTooEasy' })
        if (password === undefined) {
          const missing = await proofWithout(actor)
          if (missing) return void res.status(409).json({ error: missing })
        } else if (!(await isTheirPassword(actor, password, req, res))) return
        const ask = { actor, input: kept, key, made: { keeps: await hashPin(pin) } }
        const outcome = await door.run('session.setPin', ask)
        if (outcome.is === 'refused') return refused(outcome, res)
        res.json({ id: outcome.id, seq: outcome.seq })
      },

      'session.unlock': async ({ signed: { actor }, req, res, key }) => {
        const { pin, password, passkey } = inputOf('session.unlock', req)
        const shown = passkey && (await whoHasPasskey(passkey))
        if (passkey && shown?.actor.accountId !== actor.accountId) {
          return void res.status(409).json({ error: 'unknownPasskey' })
        }
        if (!shown && pin === undefined && password === undefined) {
          throw new Invalid([{ path: 'pin', message: 'required' }])
        }
        const isThem =
          shown ??
          (pin === undefined
            ? await isTheirPassword(actor, password ?? '', req, res)
            : await byPin(actor, pin, req, res))
        if (!isThem) return
        const outcome = await door.run('session.unlock', { actor, input: {}, key, beside: shown?.beside })
        if (outcome.is === 'refused') return refused(outcome, res)
        res.json({ id: outcome.id, seq: outcome.seq })
      },
    } satisfies Partial<Record<CommandName, (call: SignedCall) => Promise<void>>>,

    /** Whoever is signed in on this browser is signed out once the other is in. */
    async switchUser(req: Request, res: Response): Promise<void> {
      const { staffId, pin } = inputOf('session.switchUser', req)
      const device = await deviceAt(req)
      if (!device) return void res.status(409).json({ error: 'notEnrolled' })
      const found = await byPin({ staffId, centreId: device.centreId }, pin, req, res)
      if (!found) return
      const actor = { ...found, sessionId: '' }
      const input = { staffId, pin: kept.pin }
      const run = (made: Made) => door.run('session.switchUser', { actor, input, made })
      const began = await begin(req, res, run, found.centreId)
      if (began.is === 'nobody') return void res.status(401).json({ error: 'signedOut' })
      if (began.is === 'refused') return refused(began, res)
      res.json({ token: began.token, endsAt: began.endsAt })
    },
  }

  /** Null: answered already, with why not. */
  async function byPin(
    worker: { staffId: string; centreId: string },
    pin: string,
    req: Request,
    res: Response,
  ): Promise<Omit<Actor, 'sessionId'> | null> {
    const { staffId, centreId } = worker
    const device = await deviceAt(req)
    if (device?.centreId !== centreId) {
      res.status(409).json({ error: 'notEnrolled' })
      return null
    }
    const left = pins.take(device.id, staffId)
    if (left === null) {
      res.status(409).json({ error: 'askPassword' })
      return null
    }
    const found = await whoHasPin({ staffId, centreId, pin })
    if (found) pins.giveBack(device.id, staffId)
    else res.status(409).json({ error: 'wrongPin', left })
    return found
  }

  /** False: answered already. */
  async function isTheirPassword(
    { staffId, centreId, accountId }: Actor,
    password: string,
    req: Request,
    res: Response,
  ): Promise<boolean> {
    const address = req.ip ?? ''
    const wait = guesses.take(accountId, address)
    if (wait > 0) {
      res.status(429).set('Retry-After', String(wait)).json({ error: 'tooMany', wait })
      return false
    }
    const isThem = await hasPassword({ staffId, centreId, password })
    if (isThem) guesses.giveBack(accountId, address)
    else res.status(409).json({ error: 'wrongPassword' })
    return isThem
  }
}

/** @throws Invalid, with paths and never what was typed. */
function inputOf<K extends 'session.setPin' | 'session.unlock' | 'session.switchUser'>(
  name: K,
  req: Request,
) {
  const parsed = commands[name].input.safeParse(req.body)
  if (!parsed.success) throw Invalid.of(parsed.error.issues)
  return parsed.data as Input<K>
}
