/** Sends questions to the thread that works out reviews (reviewWorker.ts). */
import type { Review } from '../../../shared/contract/review.ts'
import { createElsewhere, type StartThread } from '../../elsewhere.ts'
import type { Reckoning } from './reckon.ts'

export interface Reckoner {
  /** @throws Unavailable as the thread met it; Error when the thread failed: the next question starts another. */
  review(asked: Reckoning): Promise<Review>
  close(): Promise<void>
}

/** `start` is another than ours in tests. */
export function createReckoner(databaseUrl: string, start?: StartThread): Reckoner {
  const thread = createElsewhere<Reckoning, Review>(databaseUrl, 'reviewWorker', start)
  return { review: thread.ask, close: thread.close }
}
