/** That the record is whole, and the board as it stood. What takes long is read in a thread of its own. */
import { checkpointNow } from '../../proof/checkpoint.ts'
import { Invalid } from '../../commands/handler.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { lookerAs } from '../../feed/label.ts'
import { longestSpan, momentsBetween } from './moments.ts'

/** So many flaws are named; how many more there are is said. */
const shownWords = 20

export const proofQueries = {
  'log.checkpoint': (read, { centreId }) => checkpointNow(read, centreId),

  async 'log.proof'(_read, { centreId, past }, { seq, hash }) {
    if ((seq === undefined) !== (hash === undefined)) {
      throw new Invalid([{ path: seq === undefined ? 'seq' : 'hash', message: 'required' }])
    }
    const kept = seq !== undefined && hash !== undefined ? [{ seq, hash }] : []
    const { words, ...verdict } = await past.proof({ centreId, kept })
    return {
      ...verdict,
      words: words.slice(0, shownWords).map(({ seq: at, field, flaw }) => ({ seq: at, field, flaw })),
      moreWords: Math.max(0, words.length - shownWords),
    }
  },

  'log.backup': (_read, { lastBackup }) => {
    const lastAt = lastBackup()
    return Promise.resolve({ isTaken: lastAt !== undefined, lastAt: lastAt ?? null })
  },

  async 'log.moments'(read, { centreId }, { from, to }) {
    if (to < from || to - from > longestSpan) throw new Invalid([{ path: 'to', message: 'tooMany' }])
    return { moments: await momentsBetween(read, { centreId, from, to }) }
  },

  'board.asOf': (_read, { asker, centreId, now, past }, { at }) => {
    if (at > now) throw new Invalid([{ path: 'at', message: 'inTheFuture' }])
    return past.board({ centreId, at, looker: lookerAs(asker) })
  },
} satisfies Partial<QueryHandlers>
