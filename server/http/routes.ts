/** Commands and queries as HTTP, made from the contract: a new one needs nothing here. */
import express, { type Request, type Response, type Router } from 'express'
import { type CommandName, commands, queries, type QueryName } from '../../shared/contract/index.ts'
import type { Auth, Signed } from '../auth.ts'
import { type Actor, NotAllowed } from '../commands/handler.ts'
import { type Door, mayRun } from '../commands/run.ts'
import type { Feeder } from '../feed/feeder.ts'
import { viewerClassOf } from '../feed/viewer.ts'
import { mayAsk, type Reads } from '../queries/run.ts'
import { answerError, type FaultLog } from './answers.ts'
import { type Caller, callerOf, type Cookies, type DeviceCookies, isOwnOrigin } from './caller.ts'
import type { createDeskRoutes } from './desk.ts'
import type { createSessionRoutes, SignedCall } from './session.ts'
import type { createSignIn } from './signIn.ts'
import type { Watch } from './turnedAway.ts'

/** Which page of ours asks, by its name alone: it goes into the record of who looked. */
const pageOf = (req: Request) => /^[a-zA-Z-]{1,24}$/.exec(req.get('X-Page') ?? '')?.[0]

export interface RouteParts {
  auth: Auth
  door: Door
  reads: Reads
  feeder: Feeder
  cookies: Cookies
  sessions: ReturnType<typeof createSessionRoutes>
  desk: ReturnType<typeof createDeskRoutes>
  deviceCookies: DeviceCookies
  signIn: ReturnType<typeof createSignIn>
  limit: (accountId: string) => number
  origin: string | undefined
  /** The centre whose door the sign-in page shows. */
  doorCentreId: string
  watching: Watch
  log: FaultLog
  newId: () => string
}

type OwnAnswer = (call: SignedCall) => Promise<void>

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)
const isQuery = (name: string): name is QueryName => Object.hasOwn(queries, name)
const key = /^[\w.:-]{1,100}$/

export function createRoutes(parts: RouteParts): Router {
  const {
    auth,
    door,
    reads,
    feeder,
    cookies,
    deviceCookies,
    sessions,
    signIn,
    desk,
    limit,
    origin,
    doorCentreId,
    watching,
    log,
    newId,
  } = parts
  const router = express.Router()
  const owns: Partial<Record<CommandName, OwnAnswer>> = { ...sessions.own, ...desk.own }
  // Whatever content type a program names: a body is JSON here or it is refused.
  const json = express.json({ limit: '256kb', type: () => true })
  const guarded = (work: (req: Request, res: Response) => Promise<void>) => (req: Request, res: Response) =>
    work(req, res).catch((error: unknown) => answerError(res, error, log, newId))

  async function signedBy(caller: Caller | null, res: Response): Promise<Signed | null> {
    const signed = caller ? await auth.signed(caller.token) : null
    if (signed) watching.isOf(res, signed.actor)
    return signed
  }

  router.post(
    '/:name',
    // Before a byte of the body is read: who calls, and from where.
    guarded(async (req, res) => {
      const name = String(req.params.name)
      if (!isCommand(name) || commands[name].allow === 'system') {
        return void res.status(404).json({ error: 'notFound' })
      }
      const caller = callerOf(req, cookies)
      if (!comesFromUs(req, caller)) return void res.status(403).json({ error: 'notAllowed' })
      if (name === 'session.signIn') return await read(req, res, () => sessions.signIn(req, res))
      const open = signIn.openCommand(name)
      if (open) return await read(req, res, () => open(req, res))
      if (name === 'session.switchUser') return await read(req, res, () => desk.switchUser(req, res))
      const signed = await signedBy(caller, res)
      if (!signed || !caller || !isAskedAs(signed, req))
        return void res.status(401).json({ error: 'signedOut' })
      const wait = limit(signed.actor.accountId)
      if (wait > 0)
        return void res.status(429).set('Retry-After', String(wait)).json({ error: 'tooMany', wait })
      if (name !== 'session.renew' && !(await sessions.keepFresh(signed, caller, res)))
        return void res.status(401).json({ error: 'signedOut' })
      await read(req, res, () => run(name, { signed, caller, req, res, key: undefined }))
    }),
  )

  /**
   * False on a page still open from whoever was signed in before: what they pressed must never be done as somebody
   * else, and what somebody else may read or seal with is never given to it.
   */
  function isAskedAs(signed: Signed, req: Request): boolean {
    const as = req.get('Alongside-As')
    return as === undefined || as === signed.actor.staffId
  }

  /** By cookie only from our own pages; without any session a page of somebody else's is refused too. */
  function comesFromUs(req: Request, caller: Caller | null): boolean {
    if (caller?.by === 'bearer') return true
    if (!caller && req.headers.origin === undefined) return true
    return isOwnOrigin(req, origin)
  }

  /** The body, then the work: so that nobody without a session can make us read one. */
  function read(req: Request, res: Response, work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      json(req, res, (error?: unknown) => {
        if (error) return reject(error)
        if (req.body === undefined) req.body = {}
        work().then(resolve, reject)
      })
    })
  }

  async function run(name: CommandName, call: SignedCall): Promise<void> {
    const { signed, req, res } = call
    const given = req.get('Idempotency-Key')
    if (given !== undefined && !key.test(given)) {
      const issues = [{ path: 'Idempotency-Key', message: 'notAKey' }]
      return void res.status(400).json({ error: 'invalid', issues })
    }
    const own = owns[name]
    if (own) {
      // What it does before the door is for those who may.
      if (!mayRun(name, signed.actor)) throw new NotAllowed()
      return await own({ ...call, key: given })
    }
    const outcome = await door.run(name, { actor: signed.actor, input: req.body, key: given })
    if (outcome.is === 'refused') return void res.status(409).json({ error: outcome.state, ...outcome.facts })
    res.json({ ...outcome.gives, id: outcome.id, seq: outcome.seq })
  }

  router.get(
    '/:name',
    guarded(async (req, res) => {
      const name = String(req.params.name)
      if (!isQuery(name)) return void res.status(404).json({ error: 'notFound' })
      const caller = callerOf(req, cookies)
      const signed = await signedBy(caller, res)
      if (queries[name].allow !== 'anybody' && !(signed && isAskedAs(signed, req)))
        return void res.status(401).json({ error: 'signedOut' })
      if (name === 'board' && signed) return await board(signed.actor, caller, req, res)
      const asker = signed?.actor ?? null
      const centreId = asker?.centreId ?? doorCentreId
      const value = await reads.ask(name, {
        asker,
        centreId,
        input: { ...req.query },
        deviceHash: deviceCookies.hashIn(req),
        page: pageOf(req),
      })
      if (name === 'session' && signed) return void res.json({ ...(value as object), endsAt: signed.endsAt })
      res.json(value)
    }),
  )

  /** The board's bytes are kept per class of viewer and log number; 304 when nothing changed. */
  async function board(actor: Actor, caller: Caller | null, req: Request, res: Response): Promise<void> {
    if (!mayAsk('board', actor)) throw new NotAllowed()
    const { text, tag } = await feeder.boardText(actor.centreId, viewerClassOf(actor))
    // A browser would keep it on the disk of a desk that many sit at; a program may keep it in its memory.
    res.set({ ETag: tag, 'Cache-Control': caller?.by === 'cookie' ? 'no-store' : 'private, no-cache' })
    if (req.headers['if-none-match'] === tag) return void res.status(304).end()
    reads.boardOpened(actor)
    res.type('application/json').send(text)
  }

  return router
}
