/**
 * The thread that works out reviews, on a read-only connection of its own: better-sqlite3 runs on the thread
 * that calls it, and a year of visits must never stand in a board's way.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openReading } from '../db/open.ts'
import { reckon, type Reckoning } from './features/review/reckon.ts'

const { url } = workerData as { url: string }
const reading = openReading({ url })

parentPort?.on('message', ({ id, asked }: { id: number; asked: Reckoning }) => {
  reading
    .snapshot((read) => reckon(read, asked))
    .then(
      (value) => parentPort?.postMessage({ id, value }),
      // Only the kind of fault crosses over: a message could carry what somebody said.
      (error: unknown) =>
        parentPort?.postMessage({ id, fault: error instanceof Error ? error.name : 'unknown' }),
    )
})
