/**
 * The thread that works out reviews, on a read-only connection of its own: better-sqlite3 runs on the thread
 * that calls it, and a year of visits must never stand in a board's way. One review at a time, in their order.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openReading } from '../db/open.ts'
import { type Reading, Unavailable } from '../db/store.ts'
import { KeptDays } from './features/review/keptDays.ts'
import { readAhead, reckon, type Reckoning } from './features/review/reckon.ts'
import type { Answered } from './elsewhere.ts'
import type { Review } from '../shared/contract/review.ts'

const { url } = workerData as { url: string }
const kept: { reading?: Reading; days: KeptDays } = { days: new KeptDays() }

async function answer(id: number, asked: Reckoning): Promise<Answered<Review>> {
  try {
    // Opened by the first question: a database that isn't there is that question's answer, not the thread's end.
    kept.reading ??= openReading({ url })
    return { id, value: await kept.reading.snapshot((read) => reckon(read, asked, kept.days)) }
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    return { id, fault: { name, why: error instanceof Unavailable ? error.why : undefined } }
  }
}

/** In the time when nobody asks. What fails here is met again by whoever asks next, and told to them. */
async function goAhead(asked: Reckoning): Promise<void> {
  try {
    while (line.waiting === 0 && (await kept.reading?.snapshot((read) => readAhead(read, asked, kept.days))))
      await new Promise((resolve) => setImmediate(resolve))
  } catch {
    return
  }
}

const line = { last: Promise.resolve(), waiting: 0 }
parentPort?.on('message', ({ id, asked }: { id: number; asked: Reckoning }) => {
  line.waiting++
  line.last = line.last.then(async () => {
    const answered = await answer(id, asked)
    line.waiting--
    parentPort?.postMessage(answered)
    await goAhead(asked)
  })
})
