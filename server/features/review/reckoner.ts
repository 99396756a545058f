/** Sends questions to the thread that works out reviews, and starts it when the first one comes. */
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../../../db/store.ts'
import type { Review } from '../../../shared/contract/review.ts'
import type { Reckoning } from './reckon.ts'

export interface Reckoner {
  /** @throws Unavailable as the thread met it; Error when the thread failed: the next question starts another. */
  review(asked: Reckoning): Promise<Review>
  close(): Promise<void>
}

/** What the thread answers. Only the kind of a fault crosses over: a message could carry what somebody said. */
export interface Reckoned {
  id: number
  value?: Review
  fault?: { name: string; why?: Unavailable['why'] | undefined }
}

interface Waiting {
  done: (review: Review) => void
  failed: (error: Error) => void
}
/** A thread and those who wait for it: its end is theirs, and nobody's who asked another. */
interface Thread {
  worker: Pick<Worker, 'on' | 'unref' | 'postMessage' | 'terminate'>
  waiting: Map<number, Waiting>
}

/** `start` is another than ours in tests. */
export function createReckoner(
  databaseUrl: string,
  start: (data: { url: string }) => Thread['worker'] = startThread,
): Reckoner {
  let current: Thread | null = null
  let next = 0

  function started(): Thread {
    if (current) return current
    const thread: Thread = { worker: start({ url: databaseUrl }), waiting: new Map() }
    const { worker, waiting } = thread
    const end = (error: Error) => {
      if (current === thread) current = null
      for (const one of waiting.values()) one.failed(error)
      waiting.clear()
    }
    worker.on('message', ({ id, value, fault }: Reckoned) => {
      const one = waiting.get(id)
      waiting.delete(id)
      if (value) one?.done(value)
      else if (fault?.why) one?.failed(new Unavailable(fault.why))
      else one?.failed(new Error(`a review failed: ${fault?.name ?? 'unknown'}`))
    })
    worker.on('error', end)
    worker.on('exit', () => end(new Error('the thread for reviews stopped')))
    worker.unref()
    current = thread
    return thread
  }

  return {
    review: (asked) =>
      new Promise((done, failed) => {
        const { worker, waiting } = started()
        const id = next++
        waiting.set(id, { done, failed })
        worker.postMessage({ id, asked })
      }),
    async close() {
      await current?.worker.terminate()
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
