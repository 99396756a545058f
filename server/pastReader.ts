/**
 * Sends what takes long to read to its thread (pastWorker.ts): a walk of the whole log, a board as it stood, what has been
 * kept as long as the rules say.
 */
import type { Reader } from '../db/store.ts'
import type { Answer as AnswerOf } from '../shared/contract/index.ts'
import type { Checkpoint, PastBoard } from '../shared/contract/proof.ts'
import { createElsewhere } from './elsewhere.ts'
import { pastBoard } from './features/proof/pastBoard.ts'
import type { PastAsked } from './features/proof/pastRows.ts'
import { type DueAsked, dueRecords } from './features/rights/dueRecords.ts'
import { verify, type Verdict } from './proof/verify.ts'

interface ProofAsked {
  centreId: string
  kept: readonly Checkpoint[]
}
type Due = AnswerOf<'retention.due'>
export type Question =
  { is: 'proof'; asked: ProofAsked } | { is: 'board'; asked: PastAsked } | { is: 'due'; asked: DueAsked }
export type Answer =
  { is: 'proof'; value: Verdict } | { is: 'board'; value: PastBoard } | { is: 'due'; value: Due }

export interface PastReader {
  /** @throws Unavailable as the thread met it; Error when the thread failed. */
  proof(asked: ProofAsked): Promise<Verdict>
  board(asked: PastAsked): Promise<PastBoard>
  due(asked: DueAsked): Promise<Due>
  close(): Promise<void>
}

export function createPastReader(databaseUrl: string): PastReader {
  const thread = createElsewhere<Question, Answer>(databaseUrl, 'pastWorker')
  const another = () => new Error('the answer is to another question')
  return {
    async proof(asked) {
      const answer = await thread.ask({ is: 'proof', asked })
      if (answer.is !== 'proof') throw another()
      return answer.value
    },
    async board(asked) {
      const answer = await thread.ask({ is: 'board', asked })
      if (answer.is !== 'board') throw another()
      return answer.value
    },
    async due(asked) {
      const answer = await thread.ask({ is: 'due', asked })
      if (answer.is !== 'due') throw another()
      return answer.value
    },
    close: thread.close,
  }
}

/** Inside the thread. */
export async function answerAboutPast(read: Reader, question: Question): Promise<Answer> {
  switch (question.is) {
    case 'proof':
      return { is: 'proof', value: await verify(read, question.asked.centreId, question.asked.kept) }
    case 'board':
      return { is: 'board', value: await pastBoard(read, question.asked) }
    case 'due':
      return { is: 'due', value: await dueRecords(read, question.asked) }
  }
}
