/**
 * The first start in a browser, and nothing else: one page and one address that takes what was typed, for whoever
 * reads the code in the terminal. There is no session, no centre and no other door behind it; once a centre is made
 * it is over.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { FirstStart } from '../../shared/contract/firstStart.ts'
import { Invalid } from '../commands/handler.ts'
import type { Outcome } from '../commands/run.ts'
import { leastLength } from '../features/session/passwordRules.ts'
import { isLoopback } from '../loopback.ts'
import { answerError, type FaultLog } from './answers.ts'
import { isOwnOrigin } from './caller.ts'
import { apiHeaders, pageHeaders } from './headers.ts'
import { pages } from './pages.ts'

export interface FirstStartParts {
  code: string
  /** Behind a proxy with TLS; without it the page is served to this machine alone. */
  origin: string | undefined
  clientFolder: string | undefined
  /** The real clock, UTC ms. */
  now: () => number
  found: (said: FirstStart) => Promise<Outcome>
  /** Told once the answer has gone out: the centre is there. */
  made: () => void
  log: FaultLog
  newId: () => string
}

/** Wrong codes until the code is over: then whoever owns the machine starts it again. */
const mostMisses = 10
/** How long the code works, ms. */
const codeLasts = 60 * 60_000

const digest = (code: string) =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest()

export function createFirstStart(parts: FirstStartParts): Express {
  const { origin, now } = parts
  const wanted = digest(parts.code)
  const endsAt = now() + codeLasts
  let misses = 0
  let isBusy = false
  let isMade = false

  const app = express()
  app.disable('x-powered-by')
  app.get('/healthz', (_req, res) => void res.json({ status: 'alive' }))
  app.get('/readyz', (_req, res) => void res.status(503).json({ status: 'notReady', why: 'noCentre' }))
  // A page of somebody else's that calls itself by this machine's address reads nothing here.
  app.use((req, res, next) => {
    const { hostname } = req
    // An address of IPv6 stands in brackets there.
    const isOurs =
      origin === undefined
        ? isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'))
        : hostname === new URL(origin).hostname
    if (isOurs) next()
    else res.status(404).json({ error: 'notFound' })
  })
  app.use('/api', apiHeaders)
  app.get('/api/session', (_req, res) => void res.status(401).json({ error: 'signedOut' }))
  app.get('/api/firstStart', (_req, res) => void res.json({ leastLength }))
  app.post('/api/firstStart', (req, res, next) => {
    if (!isOwnOrigin(req, origin)) return void res.status(403).json({ error: 'notAllowed' })
    express.json({ limit: '64kb', type: () => true })(req, res, (error?: unknown) => {
      if (error) return next(error)
      begin(req, res).catch(next)
    })
  })
  app.use(pageHeaders(origin?.startsWith('https:') ?? false))
  app.get('/', (_req, res) => res.redirect('/first-start'))
  if (parts.clientFolder !== undefined) app.use(pages(parts.clientFolder))
  app.use((_req, res) => void res.status(404).json({ error: 'notFound' }))
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    answerError(res, error, parts.log, parts.newId)
  })
  return app

  async function begin(req: Request, res: Response): Promise<void> {
    if (misses >= mostMisses || now() > endsAt) return void res.status(409).json({ error: 'codeOver' })
    const { code } = (req.body ?? {}) as { code?: unknown }
    // Before anything else that was said is looked at.
    if (typeof code !== 'string' || !timingSafeEqual(digest(code), wanted)) {
      misses += 1
      return void res.status(409).json({ error: 'wrongCode' })
    }
    const parsed = FirstStart.safeParse(req.body)
    if (!parsed.success) throw invalid(parsed.error.issues)
    // Two presses make one centre.
    if (isBusy || isMade) return void res.status(503).set('Retry-After', '1').json({ error: 'unavailable' })
    isBusy = true
    try {
      const outcome = await parts.found(parsed.data)
      if (outcome.is === 'refused')
        return void res.status(409).json({ error: outcome.state, ...outcome.facts })
      isMade = true
      res.on('close', parts.made)
      res.set('Connection', 'close').json({ name: parsed.data.name })
    } finally {
      isBusy = false
    }
  }
}

const invalid = (issues: readonly { path: PropertyKey[]; message: string }[]) =>
  new Invalid(issues.map(({ path, message }) => ({ path: path.join('.'), message })))
