/**
 * The thread that works out reviews, on a read-only connection of its own: better-sqlite3 runs on the thread
 * that calls it, and a year of visits must never stand in a board's way. One review at a time, in their order.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openReading } from '../db/open.ts'
import { type Reading, Unavailable } from '../db/store.ts'
import { reckon, type Reckoning } from './features/review/reckon.ts'
import type { Reckoned } from './features/review/reckoner.ts'

const { url } = workerData as { url: string }
const kept: { reading?: Reading } = {}

async function answer(id: number, asked: Reckoning): Promise<Reckoned> {
  try {
    // Opened by the first question: a database that isn't there is that question's answer, not the thread's end.
    kept.reading ??= openReading({ url })
    return { id, value: await kept.reading.snapshot((read) => reckon(read, asked)) }
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    return { id, fault: { name, why: error instanceof Unavailable ? error.why : undefined } }
  }
}

const line = { last: Promise.resolve() }
parentPort?.on('message', ({ id, asked }: { id: number; asked: Reckoning }) => {
  line.last = line.last.then(async () => parentPort?.postMessage(await answer(id, asked)))
})
