/**
 * Questions to a thread of its own, which reads the database on a connection of its own: better-sqlite3 runs on the
 * thread that calls it, and what takes long must never stand in a board's way. Started by the first question.
 */
import { Worker } from 'node:worker_threads'
import { Unavailable } from '../db/store.ts'

export interface Elsewhere<A, V> {
  /** @throws Unavailable as the thread met it; Error when the thread failed: the next question starts another. */
  ask(asked: A): Promise<V>
  close(): Promise<void>
}

/** What the thread answers. Only the kind of a fault crosses over: a message could carry what somebody said. */
export interface Answered<V> {
  id: number
  value?: V
  fault?: { name: string; why?: Unavailable['why'] | undefined }
}

interface Waiting<V> {
  done: (value: V) => void
  failed: (error: Error) => void
}
/** A thread and those who wait for it: its end is theirs, and nobody's who asked another. */
interface Thread<V> {
  worker: Pick<Worker, 'on' | 'unref' | 'postMessage' | 'terminate'>
  waiting: Map<number, Waiting<V>>
}
export type StartThread = (data: { url: string }) => Thread<unknown>['worker']

/** `file` is the thread's, beside this one and without its ending; `start` is another than ours in tests. */
export function createElsewhere<A, V>(
  databaseUrl: string,
  file: string,
  start: StartThread = (data) => startThread(file, data),
): Elsewhere<A, V> {
  let current: Thread<V> | null = null
  let next = 0

  function started(): Thread<V> {
    if (current) return current
    const thread: Thread<V> = { worker: start({ url: databaseUrl }), waiting: new Map() }
    const { worker, waiting } = thread
    const end = (error: Error) => {
      if (current === thread) current = null
      for (const one of waiting.values()) one.failed(error)
      waiting.clear()
    }
    worker.on('message', ({ id, value, fault }: Answered<V>) => {
      const one = waiting.get(id)
      waiting.delete(id)
      if (value !== undefined) one?.done(value)
      else if (fault?.why) one?.failed(new Unavailable(fault.why))
      else one?.failed(new Error(`a question to ${file} failed: ${fault?.name ?? 'unknown'}`))
    })
    worker.on('error', end)
    worker.on('exit', () => end(new Error(`the thread ${file} stopped`)))
    worker.unref()
    current = thread
    return thread
  }

  return {
    ask: (asked) =>
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
function startThread(name: string, workerData: { url: string }): Worker {
  if (!import.meta.url.endsWith('.ts')) {
    return new Worker(new URL(`./${name}.js`, import.meta.url), { workerData })
  }
  const file = new URL(`./${name}.ts`, import.meta.url).href
  const start = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${JSON.stringify(file)}) })`
  return new Worker(start, { eval: true, workerData })
}
