/** Sends questions to the thread that works out reviews, and starts it when the first one comes. */
import { Worker } from 'node:worker_threads'
import type { Review } from '../../../shared/contract/review.ts'
import type { Reckoning } from './reckon.ts'

export interface Reckoner {
  /** @throws Error when the thread failed; the next question starts another. */
  review(asked: Reckoning): Promise<Review>
  close(): Promise<void>
}

interface Waiting {
  done: (review: Review) => void
  failed: (error: Error) => void
}

export function createReckoner(databaseUrl: string): Reckoner {
  let worker: Worker | null = null
  let next = 0
  const waiting = new Map<number, Waiting>()

  function failAll(error: Error): void {
    worker = null
    for (const one of waiting.values()) one.failed(error)
    waiting.clear()
  }

  function started(): Worker {
    if (worker) return worker
    const made = startThread({ url: databaseUrl })
    made.on('message', ({ id, value, fault }: { id: number; value?: Review; fault?: string }) => {
      const one = waiting.get(id)
      waiting.delete(id)
      if (value) one?.done(value)
      else one?.failed(new Error(`a review failed: ${fault ?? 'unknown'}`))
    })
    made.on('error', failAll)
    made.on('exit', () => failAll(new Error('the thread for reviews stopped')))
    made.unref()
    worker = made
    return made
  }

  return {
    review: (asked) =>
      new Promise((done, failed) => {
        const id = next++
        waiting.set(id, { done, failed })
        started().postMessage({ id, asked })
      }),
    async close() {
      await worker?.terminate()
    },
  }
}

/**
 * Built, the thread is plain JavaScript beside this file. From source (tests, `npm run dev`) it has to bring the
 * loader itself: on Node 20 a thread doesn't inherit its parent's.
 */
function startThread(workerData: { url: string }): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL('./reviewWorker.js', import.meta.url), { workerData })
  }
  const file = new URL('../../reviewWorker.ts', import.meta.url).href
  const start = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${JSON.stringify(file)}) })`
  return new Worker(start, { eval: true, workerData })
}
