/** The web side put together, in a visible order. The only folder that knows Express. */
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import { answerError } from './answers.ts'
import { type HealthParts, healthRoutes } from './health.ts'
import { apiHeaders, comeBackLater, pageHeaders } from './headers.ts'
import type { UnderWay } from './underWay.ts'
import { documentation } from './documentation.ts'
import { pages } from './pages.ts'
import { createRoutes, type RouteParts } from './routes.ts'

export interface HttpParts extends RouteParts, HealthParts {
  /** The built client; without it (tests of the interface) there are no pages. */
  clientFolder: string | undefined
  isSecure: boolean
  underWay: UnderWay
}

export function createHttp(parts: HttpParts): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  // One proxy in front, on this machine, may say whose address it speaks for.
  app.set('trust proxy', 'loopback')
  app.use(healthRoutes(parts))
  app.use('/api', documentation(parts.isSecure))
  app.use(
    '/api',
    apiHeaders,
    comeBackLater(parts.isStopping, parts.crowd),
    parts.underWay.count,
    parts.watching.watch,
    createRoutes(parts),
  )
  app.use(pageHeaders(parts.isSecure))
  // Addresses that a browser itself goes to: away to an agency's own sign-in, and back from it.
  const comeLater = comeBackLater(parts.isStopping, parts.crowd)
  app.get('/sign-in/with/:providerId', comeLater, (req, res) => parts.signIn.leave(req, res))
  app.get('/sign-in/back', comeLater, (req, res) => parts.signIn.comeBack(req, res))
  // There is a centre, so there is no first start any more, and nobody is shown a page that could be one.
  app.get(
    '/first-start',
    (_req, res) => void res.status(404).type('text').send('There is a centre already.\n'),
  )
  if (parts.clientFolder !== undefined) app.use(pages(parts.clientFolder))
  app.use((_req, res) => {
    res.status(404).json({ error: 'notFound' })
  })
  // Whatever nobody answered for, or express would, with its own page and a stack. Known by its four parameters.
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    answerError(res, error, parts.log, parts.newId)
  })
  return app
}
