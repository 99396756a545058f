/**
 * Carers and supporters: each has visits and notes of their own, as anybody has. That somebody supports somebody is a
 * tie between the two records, for the team that meets both; neither of the two is told of it, or of the other, unless
 * both said so.
 */
import * as z from 'zod/mini'
import { command, Receipt } from './call.ts'
import { team } from './roleGroups.ts'
import { Id, OwnId, Time, Who } from './values.ts'

const example = '01890a5d-ac96-774b-bcce-b302099a8057'
const another = '01890a5d-ac96-774b-bcce-b302099a8058'

export const tieSides = ['supporter', 'supported'] as const
export type TieSide = (typeof tieSides)[number]

const Says = z.nullable(z.object({ mayKnow: z.boolean(), at: Time }))

/** A tie as it stands on the page of one of the two. Whether the other is here is never in it. */
export const Tie = z.object({
  id: z.string(),
  /** Which of the two this page is of. */
  is: z.enum(tieSides),
  /** What the other is called; null once their record was erased. */
  name: z.nullable(z.string()),
  /** Whether the other may know, as each said; null: not asked. */
  says: Says,
  otherSays: Says,
  at: Time,
  by: Who,
})
export type Tie = z.infer<typeof Tie>

export const tieCommands = {
  'tie.add': command({
    says: 'Somebody supports somebody. Each side is a person, or a visit, which brings its person along.',
    allow: team,
    input: { tieId: z.optional(OwnId), supporter: Id, supported: Id },
    output: Receipt,
    refusals: { samePerson: z.object({}), alreadyTied: z.object({}), tieExists: z.object({}) },
    example: { supporter: example, supported: another },
  }),
  'tie.choose': command({
    says: 'What one of the two said: whether the other may know that they come here; null puts it back to not asked.',
    allow: team,
    input: { tieId: Id, side: z.enum(tieSides), mayKnow: z.nullable(z.boolean()) },
    output: Receipt,
    refusals: { notTied: z.object({}) },
    example: { tieId: example, side: 'supporter', mayKnow: true },
  }),
  'tie.end': command({
    says: 'It isn’t so, or not any more. Neither record changes.',
    allow: team,
    input: { tieId: Id },
    output: Receipt,
    refusals: { notTied: z.object({}) },
    example: { tieId: example },
  }),
}
