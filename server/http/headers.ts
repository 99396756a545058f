/** What every answer says about itself: to a browser, that nothing but our own pages may use it. */
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import type { Crowd } from '../crowd.ts'

/** An answer of the interface is data: never kept by a browser, never shown as a page. */
export const apiHeaders: RequestHandler = (_req, res, next) => {
  res.setHeader('X-Content-Type-Options', 'nosniff')
  res.setHeader('Cache-Control', 'no-store')
  res.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin')
  res.setHeader('Referrer-Policy', 'no-referrer')
  next()
}

/** A server that is going down, or has as many as it can serve, finishes what it has and takes nothing new. */
export const comeBackLater =
  (isStopping: () => boolean, crowd: Crowd): RequestHandler =>
  (req, res, next) => {
    const why = isStopping() ? 'stopping' : crowd.isLate(req) ? 'crowded' : null
    if (why === null) return void next()
    res.status(503).set({ 'Retry-After': '2', Connection: 'close' }).json({ error: 'unavailable', why })
  }

/**
 * Pages run our own scripts and nothing inline. Styles of elements (a chart's width) are set by script as
 * attributes; whole style sheets come from us.
 */
export const pageHeaders = (isSecure: boolean): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src-elem': ["'self'"],
        'style-src-attr': ["'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'worker-src': ["'self'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: true,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: isSecure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
  })
