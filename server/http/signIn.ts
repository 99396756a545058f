/**
 * The ways in for somebody who isn't signed in yet, besides a password alone: the code after it, a passkey, a code
 * or a night pass from the shift lead, a link, the agency's own sign-in. What is proven here is used up behind the door. Nothing
 * secret goes through the door, into an address or into an answer but to whom it belongs.
 */
import { parse, serialize } from 'cookie'
import type { Request, Response } from 'express'
import type * as z from 'zod/mini'
import { type CommandName, commands, type Input } from '../../shared/contract/index.ts'
import { type Actor, Invalid, type Made, Refused, TooMany } from '../commands/handler.ts'
import type { Door, Outcome } from '../commands/run.ts'
import type { AgencySignIn, AgencyTrouble } from '../features/session/agencySignIn.ts'
import type { Found, Proofs } from '../features/session/proofs.ts'
import type { TurnedAway } from '../turnedAway.ts'
import type { Began } from './session.ts'
import type { Watch } from './turnedAway.ts'

export interface SignInParts {
  door: Door
  proofs: Proofs
  agency: AgencySignIn
  doorCentreId: string
  origin: string | undefined
  turnedAway: TurnedAway
  watching: Watch
  /** By address: seconds to wait. */
  limit: (address: string) => number
  /** UTC ms, the centre's clock. */
  now: () => number
  /** Begins the session that `run` is for, and sets its cookie. */
  begin(req: Request, res: Response, run: (made: Made) => Promise<Outcome>, centreId: string): Promise<Began>
}

type Open = (req: Request, res: Response) => Promise<void>
/** What the door sees in place of a secret. */
const kept = 'kept'.repeat(10)
const keptToken = kept.padEnd(43, '-')

export function createSignIn(parts: SignInParts) {
  const { door, proofs, agency, doorCentreId, origin, turnedAway, watching, limit, now, begin } = parts
  const isSecure = origin?.startsWith('https:') ?? false
  const awayCookie = isSecure ? '__Host-alongside-away' : 'alongside-away'

  const open = {
    async 'session.secondStep'(req, res) {
      const { half, code } = read('session.secondStep', req)
      const found = await proofs.secondStep(half, code, (who) => watching.isOf(res, who))
      if (typeof found === 'string') return refuse(res, found)
      await enter(req, res, 'session.secondStep', found, { half: kept, code: kept.slice(0, 20) })
    },

    async 'session.signInByPasskey'(req, res) {
      const { passkey } = read('session.signInByPasskey', req)
      const found = await proofs.passkey(passkey)
      if (!found) return refuse(res, 'unknownPasskey')
      await enter(req, res, 'session.signInByPasskey', found, commands['session.signInByPasskey'].example)
    },

    async 'session.signInByCode'(req, res) {
      const { username, code } = read('session.signInByCode', req)
      const found = await proofs.spoken(username, code, now())
      if (!found) return refuse(res, 'wrongCode')
      await enter(req, res, 'session.signInByCode', found, { username: kept, code: kept.slice(0, 20) })
    },

    async 'session.signInByPass'(req, res) {
      const { code } = read('session.signInByPass', req)
      const found = await proofs.pass(code, now())
      if (!found) return refuse(res, 'wrongCode')
      await enter(req, res, 'session.signInByPass', found, { code: kept.slice(0, 20) })
    },

    async 'invitation.look'(req, res) {
      const link = await proofs.link(read('invitation.look', req).token)
      if (!link) return refuse(res, 'linkOver')
      const beside = { invitationId: link.actor.accountId }
      const outcome = await door.run('invitation.look', {
        actor: link.actor,
        input: { token: keptToken },
        beside,
      })
      if (outcome.is === 'refused') return refuse(res, outcome.state, outcome.facts)
      res.json({ ...link.about, passkey: await link.toMakePasskey() })
    },

    async 'invitation.take'(req, res) {
      const { token, ...input } = read('invitation.take', req)
      const link = await proofs.link(token)
      if (!link) return refuse(res, 'linkOver')
      const beside = await link.chosen(input)
      const { username } = input
      const outcome = await door.run('invitation.take', {
        actor: link.actor,
        input: { token: keptToken, username, password: kept },
        key: keyOf(req),
        beside,
      })
      if (outcome.is === 'refused') return refuse(res, outcome.state, outcome.facts)
      const found = await proofs.worker(outcome.id)
      if (!found) return refuse(res, 'linkOver')
      // A link takes the place of a password, never that of the second factor.
      const more = await proofs.half(found)
      if (more) return refuse(res, 'secondStep', more)
      await enter(
        req,
        res,
        'session.signIn',
        { actor: found, beside: { how: beside.passkey === null ? 'link' : 'passkey' } },
        { username: kept, password: kept },
        // Sent again it is that session, also once that has ended: a used link is no way in.
        keyOf(req),
      )
    },
  } satisfies Partial<Record<CommandName, Open>>

  return {
    /** The commands of nobody yet, by name; undefined: it isn't one. */
    openCommand(name: CommandName): Open | undefined {
      const work: Open | undefined = Object.hasOwn(open, name) ? open[name as keyof typeof open] : undefined
      if (!work) return undefined
      return async (req, res) => {
        const wait = limit(req.ip ?? '')
        if (wait > 0) throw new TooMany(wait)
        try {
          await work(req, res)
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          refuse(res, error.state)
        }
      }
    },

    /** Off to the agency. An address, not a call: the browser itself goes there. */
    async leave(req: Request, res: Response): Promise<void> {
      const providerId = String(req.params.providerId)
      const wait = limit(req.ip ?? '')
      if (wait > 0) turnedAway.tell('slowed', { call: 'agency', centreId: doorCentreId })
      const left =
        wait > 0
          ? 'agencyUnreached'
          : await agency.leave({ providerId, centreId: doorCentreId, backTo: backTo(req) })
      if (typeof left === 'string') return goHome(res, left)
      // Lax, since the agency's page sends them back: it opens nothing by itself.
      const options = { httpOnly: true, secure: isSecure, sameSite: 'lax', path: '/', maxAge: 600 } as const
      res.append('Set-Cookie', serialize(awayCookie, left.away, options))
      res.redirect(302, left.to)
    },

    async comeBack(req: Request, res: Response): Promise<void> {
      const away = parse(req.headers.cookie ?? '')[awayCookie]
      const home = (trouble: AgencyTrouble) => {
        // That the agency couldn't be reached is nobody's doing.
        if (trouble !== 'agencyUnreached')
          turnedAway.tell('wrongProof', { call: 'agency', centreId: doorCentreId })
        goHome(res, trouble)
      }
      res.append('Set-Cookie', serialize(awayCookie, '', { path: '/', secure: isSecure, maxAge: 0 }))
      if (away === undefined) return home('agencyNotWhole')
      const url = new URL(backTo(req))
      url.search = new URL(req.originalUrl, url).search
      const back = await agency.comeBack({ away, centreId: doorCentreId, url })
      if (typeof back === 'string') return home(back)
      const actor = await proofs.agency(back.providerId, back.value)
      if (actor?.centreId !== doorCentreId) return home('agencyUnknown')
      const proof = { actor, beside: { how: 'agency' } }
      const began = await begun(req, res, 'session.signIn', proof, { username: kept, password: kept })
      if (began.is !== 'began') return home('agencyUnknown')
      res.redirect(303, '/')
    },
  }

  /** Where an agency sends people back to: the address that people open. */
  function backTo(req: Request): string {
    return `${origin ?? `http://${req.headers.host ?? 'localhost'}`}/sign-in/back`
  }

  function begun(
    req: Request,
    res: Response,
    name: CommandName,
    { actor: found, beside }: { actor: Found; beside: object },
    input: object,
    /** Of a press whose session is one and the same however often it is sent. */
    key?: string,
  ): Promise<Began> {
    const actor: Actor = { ...found, sessionId: '' }
    return begin(req, res, (made) => door.run(name, { actor, input, key, made, beside }), found.centreId)
  }

  async function enter(...call: Parameters<typeof begun>): Promise<void> {
    const began = await begun(...call)
    const [, res] = call
    if (began.is === 'nobody') return void res.status(401).json({ error: 'signedOut' })
    if (began.is === 'refused') return refuse(res, began.state, began.facts)
    res.json({ token: began.token, endsAt: began.endsAt })
  }
}

function refuse(res: Response, state: string, facts: object = {}): void {
  res.status(409).json({ error: state, ...facts })
}

/** Back to the sign-in page with why, which holds nothing of anybody. */
function goHome(res: Response, trouble: AgencyTrouble): void {
  res.redirect(303, `/sign-in?agency=${trouble}`)
}

/** @throws Invalid. */
function read<K extends CommandName>(name: K, req: Request): Input<K> {
  const schema: z.ZodMiniType = commands[name].input
  const parsed = schema.safeParse(req.body)
  if (!parsed.success) throw Invalid.of(parsed.error.issues)
  // The schema is that name's own.
  return parsed.data as Input<K>
}

const keyOf = (req: Request): string | undefined => {
  const given = req.get('Idempotency-Key')
  return given !== undefined && /^[\w.:-]{1,100}$/.test(given) ? given : undefined
}
