/**
 * Rows about people leave the centre's own work, in a file, a print or an answer that is made to be taken away, for a
 * purpose that is named, and only where the person has nothing against it. Figures that hold nobody aren't rows.
 */
import type { Purpose } from '../contract/purpose.ts'
import type { Sharing } from './access.ts'

/** Whether a row about somebody may be given out for this. What is restricted is used for nothing but to be given to them. */
export const mayBeGiven = (purpose: Purpose, sharing: Sharing | null): boolean =>
  purpose === 'theirOwn' || (!sharing?.restricted && sharing?.objects !== true)
