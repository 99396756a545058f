/**
 * What of a note is sealed with its words: for whom it was meant, and which note it disputes, so that neither can be
 * changed behind the log's back. The writer and the proof must ask this same function.
 */
import type { note } from '../../db/schema/said.ts'

type Note = Pick<typeof note.$inferSelect, 'text' | 'audience' | 'readers' | 'disputes'>

export const sealedNote = ({ text, audience, readers, disputes }: Note) => ({
  text,
  audience,
  readers,
  ...(disputes === null ? {} : { disputes }),
})
