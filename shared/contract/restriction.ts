/**
 * Somebody asks that what is written about them is kept and used for nothing (UK GDPR, article 18). By their own record
 * or, while nobody knows whose it is, by their visit. What it closes, and what it leaves open for safety, follows from
 * shared/domain/access.ts.
 */
import * as z from 'zod/mini'
import { command, query, Receipt } from './call.ts'
import { managers, team } from './roleGroups.ts'
import { few, Id, Remark, Time, Who } from './values.ts'

const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/**
 * They say that it isn't right and it is being looked into; it should never have been written, and they would rather
 * it stayed than went; they need it for a claim; they objected, and nobody has answered that yet.
 */
export const restrictionReasons = ['notRight', 'ratherThanErased', 'forAClaim', 'objected'] as const
export type RestrictionReason = (typeof restrictionReasons)[number]
/** What is gone through afterwards: it began, others were let in, it was lifted. */
export const restrictionSteps = ['restricted', 'letIn', 'lifted'] as const
export type RestrictionStep = (typeof restrictionSteps)[number]

export const restrictionCommands = {
  'restriction.begin': command({
    says: 'What is written about somebody is kept and used for nothing but safety; whom they let in all the same.',
    allow: team,
    /** `subject`: the person, or a visit, which brings its person along. */
    input: { subject: Id, why: z.enum(restrictionReasons), letIn: few(Id), word: z.optional(Remark) },
    output: Receipt,
    refusals: { alreadyRestricted: z.object({ since: Time }) },
    example: { subject: example, why: 'notRight', letIn: [] },
  }),
  'restriction.end': command({
    says: 'It is lifted, with a word why, once the person was told that it will be.',
    allow: managers,
    input: { subject: Id, word: Remark, wereTold: z.boolean() },
    output: Receipt,
    refusals: { notRestricted: z.object({}), tellThemFirst: z.object({}) },
    example: { subject: example, word: 'We looked into it together and put it right.', wereTold: true },
  }),
}

export const restrictionQueries = {
  restrictions: query({
    says: 'Whose record is restricted now, since when and why, for whoever has to answer for it and lift it.',
    allow: managers,
    input: {},
    output: z.object({
      restrictions: z.array(
        z.object({
          /** The person, or the visit of somebody nobody knows. */
          subject: z.string(),
          isVisit: z.boolean(),
          label: z.string(),
          since: Time,
          why: z.enum(restrictionReasons),
          by: Who,
          letIn: z.array(Who),
        }),
      ),
    }),
    example: {},
  }),
}
