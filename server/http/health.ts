/** Is it alive, is it ready, and how is it doing: for whoever watches over the machine. No word of a person. */
import express, { type Router } from 'express'
import type { Registry } from 'prom-client'
import type { Database } from '../../db/store.ts'
import type { Feeder } from '../feed/feeder.ts'
import type { Crowd } from '../crowd.ts'

export interface HealthParts {
  db: Pick<Database, 'ready'>
  feeder: Feeder
  metrics: Registry
  /** True once a stop has begun: nothing new is taken on. */
  isStopping: () => boolean
  crowd: Crowd
  /** When the last good backup was taken, UTC ms; null: never; undefined: this server takes none. */
  lastBackup: () => number | null | undefined
}

/** How long, in milliseconds, an answer of the database is given again: whoever asks more often costs no flush. */
const freshFor = 1_000
/** A feed further behind than this (ms) is no longer a live picture. */
const tooFarBehind = 5_000

export function healthRoutes({ db, feeder, metrics, isStopping, crowd, lastBackup }: HealthParts): Router {
  const router = express.Router()
  let asked: { at: number; answer: Promise<void> } | undefined
  const ready = (): Promise<void> => {
    if (!asked || performance.now() - asked.at > freshFor) {
      asked = { at: performance.now(), answer: db.ready() }
    }
    return asked.answer
  }
  router.get('/healthz', (_req, res) => {
    res.json({ status: 'alive' })
  })
  router.get('/readyz', (_req, res) => {
    const notReady = (why: string) =>
      res.status(503).set('Retry-After', '2').json({ status: 'notReady', why })
    if (isStopping()) return void notReady('stopping')
    if (crowd.isFull()) return void notReady('crowded')
    ready().then(
      () => {
        // After the database: where that is away, the feed is behind because of it.
        if (feeder.behind() > tooFarBehind) notReady('feedBehind')
        else res.json({ status: 'ready', lastBackupAt: lastBackup() })
      },
      (error: unknown) => notReady(reason(error)),
    )
  })
  router.get('/metrics', (_req, res) => {
    metrics.metrics().then(
      (text) => res.type(metrics.contentType).send(text),
      () => res.status(503).json({ error: 'unavailable' }),
    )
  })
  return router
}

const reason = (error: unknown) =>
  typeof error === 'object' && error !== null && 'why' in error ? String(error.why) : 'database'
