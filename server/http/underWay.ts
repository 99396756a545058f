/** Requests that were taken on and aren't answered yet: what a stop waits for. */
import type { RequestHandler } from 'express'

export interface UnderWay {
  readonly count: RequestHandler
  /** Resolves when there is none. */
  none(): Promise<void>
}

export function createUnderWay(): UnderWay {
  const waiting = new Set<() => void>()
  let open = 0
  return {
    count(_req, res, next) {
      open += 1
      res.once('close', () => {
        open -= 1
        if (open === 0) for (const go of waiting) go()
      })
      next()
    },
    none: () => (open === 0 ? Promise.resolve() : new Promise((resolve) => waiting.add(resolve))),
  }
}
