/**
 * The person's choices about who may know what: said in a visit or on their own record, per agency and topic,
 * changeable at any time. What holds follows from shared/domain/access.ts and the table beside this file.
 */
import * as z from 'zod/mini'
import { answers, topics } from './accessTable.ts'
import { command, Receipt } from './call.ts'
import { team, teamAndVolunteers } from './roleGroups.ts'
import { few, Id } from './values.ts'

const example = '01890a5d-ac96-774b-bcce-b302099a8057'
const agency = '01890a5d-ac96-774b-bcce-b302099a8059'

export const Topic = z.enum(topics)
const Answer = z.enum(answers)
/** What may be known of each topic, by whoever is told so. */
export const Effects = z.record(Topic, z.enum(['shown', 'asMeant', 'theirs', 'blank']))

/** Per topic; null puts it back to not asked. */
const AnswersSaid = z.partialRecord(Topic, z.nullable(Answer))
const said = { agencyIds: few(Id, 60).check(z.minLength(1)), answers: AnswersSaid }

/** What somebody chose, for those who ask them and those who write it down. */
export const Choices = z.object({
  agencies: z.array(z.object({ agencyId: z.string(), answers: z.partialRecord(Topic, Answer) })),
})

export const accessCommands = {
  'visit.chooseSharing': command({
    says: 'What the person asked: whether these agencies may know of a topic. With their record, once it is known.',
    allow: teamAndVolunteers,
    input: { visitId: Id, ...said },
    output: Receipt,
    refusals: {},
    example: { visitId: example, agencyIds: [agency], answers: { notes: 'no' } },
  }),
  'person.chooseSharing': command({
    says: 'The same, outside a visit.',
    allow: team,
    input: { personId: Id, ...said },
    output: Receipt,
    refusals: {},
    example: { personId: example, agencyIds: [agency], answers: { notes: 'no' } },
  }),
}
