/** What happened, in the person's words or the worker's. A correction is a new version beside the old. */
import * as z from 'zod/mini'
import { command, Receipt } from './call.ts'
import { team } from './roleGroups.ts'
import { few, Id, OwnId, Words } from './values.ts'

const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/** For whom the person and the writer mean it: the team, those alongside on this visit, or named workers. */
export const Audience = z.enum(['team', 'alongside', 'named'])
export type Audience = z.infer<typeof Audience>

export const noteCommands = {
  'note.write': command({
    says: 'A note about a visit, written together or not, for those the person and the writer choose.',
    allow: team,
    input: {
      visitId: Id,
      noteId: z.optional(OwnId),
      text: Words,
      isTogether: z.optional(z.boolean()),
      audience: z.optional(Audience),
      readers: z.optional(few(Id)),
      /** The person's own statement about this note, for whoever may read that one. */
      disputes: z.optional(Id),
    },
    output: Receipt,
    refusals: { noteExists: z.object({}), noteNotForYou: z.object({}) },
    example: { visitId: example, text: 'We rang the landlord together.' },
  }),
  'note.correct': command({
    says: 'A new version of a note; the old one stays beside it.',
    allow: team,
    input: { noteId: Id, text: Words },
    output: Receipt,
    refusals: { notYours: z.object({}) },
    example: { noteId: example, text: 'We rang the landlord together, at four.' },
  }),
}
