/** The built client: hashed files for ever, the page itself asked for anew each time, any path its own. */
import { join } from 'node:path'
import compression from 'compression'
import express, { type Router } from 'express'

export function pages(folder: string): Router {
  const router = express.Router()
  // Pages alone: what the interface answers changes each time, and squeezing it costs more than it saves.
  router.use(compression())
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  )
  router.use(express.static(folder, { index: false, maxAge: 0 }))
  router.get('/{*path}', (req, res, next) => {
    if (req.path.startsWith('/api/') || req.path.startsWith('/assets/')) return void next()
    // By its root: a folder above it may begin with a dot, which is refused in a path of its own.
    res.set('Cache-Control', 'no-cache').sendFile('index.html', { root: folder }, (error?: Error) => {
      if (error) next()
    })
  })
  return router
}
