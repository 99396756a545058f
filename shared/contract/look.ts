/**
 * What was taken away from a screen: printed, or saved as a file. The server gave what is on it and recorded that; that
 * it is on paper or in a file now only the page knows, so the page says so.
 */
import * as z from 'zod/mini'
import { command, Receipt } from './call.ts'
import { everyWorker } from './roleGroups.ts'
import { few, Id } from './values.ts'

/** `printedLooks`: who has seen a record, printed to be read with the person. */
export const takings = ['printed', 'printedLooks', 'savedCopy', 'savedFigures'] as const
export type Taking = (typeof takings)[number]

/** A sheet of more people than this is told of in several. */
export const mostOnOne = 200

export const lookCommands = {
  'look.record': command({
    says: 'A page was printed or saved as a file: whose records are on it, and which page it was. Kept as a look at each of them.',
    allow: everyWorker,
    input: {
      what: z.enum(takings),
      page: z.string().check(z.regex(/^[a-zA-Z-]{1,24}$/)),
      /** Visits and people. What isn't this centre's is left out; of nobody's record it is kept all the same. */
      subjects: few(Id, mostOnOne),
    },
    output: Receipt,
    refusals: {},
    example: { what: 'printed', page: 'roll-call', subjects: ['01890a5d-ac96-774b-bcce-b302099a8057'] },
  }),
}
