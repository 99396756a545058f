/** Sends what is asked about the past to its thread (pastWorker.ts): a walk of the whole log, a board as it stood. */
import type { Checkpoint, PastBoard } from '../../../shared/contract/proof.ts'
import { createElsewhere } from '../../elsewhere.ts'
import { verify, type Verdict } from '../../proof/verify.ts'
import type { Reader } from '../../../db/store.ts'
import { pastBoard } from './pastBoard.ts'
import type { PastAsked } from './pastRows.ts'

interface ProofAsked {
  centreId: string
  kept: readonly Checkpoint[]
}
export type Question = { is: 'proof'; asked: ProofAsked } | { is: 'board'; asked: PastAsked }
export type Answer = { is: 'proof'; value: Verdict } | { is: 'board'; value: PastBoard }

export interface PastReader {
  /** @throws Unavailable as the thread met it; Error when the thread failed. */
  proof(asked: ProofAsked): Promise<Verdict>
  board(asked: PastAsked): Promise<PastBoard>
  close(): Promise<void>
}

export function createPastReader(databaseUrl: string): PastReader {
  const thread = createElsewhere<Question, Answer>(databaseUrl, 'pastWorker')
  return {
    async proof(asked) {
      const answer = await thread.ask({ is: 'proof', asked })
      if (answer.is !== 'proof') throw new Error('the answer is to another question')
      return answer.value
    },
    async board(asked) {
      const answer = await thread.ask({ is: 'board', asked })
      if (answer.is !== 'board') throw new Error('the answer is to another question')
      return answer.value
    },
    close: thread.close,
  }
}

/** Inside the thread. */
export async function answerAboutPast(read: Reader, question: Question): Promise<Answer> {
  return question.is === 'proof'
    ? { is: 'proof', value: await verify(read, question.asked.centreId, question.asked.kept) }
    : { is: 'board', value: await pastBoard(read, question.asked) }
}
