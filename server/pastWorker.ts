/**
 * The thread that reads the past. Questions aren't answered one by one: a walk of the log takes seconds, and boards
 * as they stood are read between its pages.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openReading } from '../db/open.ts'
import { type Reading, Unavailable } from '../db/store.ts'
import type { Answered } from './elsewhere.ts'
import { answerAboutPast, type Answer, type Question } from './pastReader.ts'

const { url } = workerData as { url: string }
const kept: { reading?: Reading } = {}

async function answer(id: number, asked: Question): Promise<Answered<Answer>> {
  try {
    // Opened by the first question: a database that isn't there is that question's answer, not the thread's end.
    kept.reading ??= openReading({ url })
    return { id, value: await kept.reading.snapshot((read) => answerAboutPast(read, asked)) }
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown'
    return { id, fault: { name, why: error instanceof Unavailable ? error.why : undefined } }
  }
}

parentPort?.on('message', ({ id, asked }: { id: number; asked: Question }) => {
  void answer(id, asked).then((answered) => parentPort?.postMessage(answered))
})
