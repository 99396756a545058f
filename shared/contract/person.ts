/** Somebody the centre knows, simply: the name they choose and what tells them from a namesake. */
import * as z from 'zod/mini'
import { command, query, Receipt } from './call.ts'
import { team } from './roleGroups.ts'
import { few, Id, Name, OwnId, PartialDate, Remark, Time } from './values.ts'

const example = '01890a5d-ac96-774b-bcce-b302099a8057'

export const Person = z.object({
  id: z.string(),
  name: z.string(),
  otherNames: z.array(z.string()),
  birth: z.nullable(z.string()),
  died: z.nullable(z.string()),
  secondLine: z.nullable(z.string()),
  version: z.number(),
})
export type Person = z.infer<typeof Person>

/** One line of what the desk sees while typing. Reasons are never in it. */
export const Found = z.object({
  ...Person.shape,
  /** The visit they are here with now, if they are. */
  hereNow: z.nullable(z.object({ visitId: z.string(), since: Time })),
  lastVisitAt: z.nullable(Time),
  visits: z.number(),
})
export type Found = z.infer<typeof Found>

export const personCommands = {
  'person.add': command({
    says: 'Somebody we will know again, by the name they choose; with `visitId` their visit is theirs at once.',
    allow: team,
    input: {
      personId: z.optional(OwnId),
      name: Name,
      otherNames: z.optional(few(Name)),
      birth: z.optional(PartialDate),
      secondLine: z.optional(Remark),
      visitId: z.optional(Id),
    },
    output: Receipt,
    refusals: {
      personExists: z.object({}),
      /** Null: whose it is isn’t for whoever asks. */
      alreadyJoined: z.object({ personId: z.nullable(z.string()) }),
    },
    example: { name: 'Sam', secondLine: 'Tall, walks the grey dog' },
  }),
  'person.change': command({
    says: 'A name or another detail is put right; what was there is kept.',
    allow: team,
    input: {
      personId: Id,
      name: z.optional(Name),
      otherNames: z.optional(few(Name)),
      birth: z.optional(z.nullable(PartialDate)),
      died: z.optional(z.nullable(PartialDate)),
      secondLine: z.optional(z.nullable(Remark)),
      /** Safe to contact: how, when, and what never to say to whoever answers. */
      contactHow: z.optional(z.nullable(Remark)),
      contactWhen: z.optional(z.nullable(Remark)),
      contactNever: z.optional(z.nullable(Remark)),
      seenVersion: z.optional(z.int()),
    },
    output: Receipt,
    refusals: {
      changedMeanwhile: z.object({ version: z.number() }),
      /** Without the dates: a refusal is kept longer than they may be. */
      diedBeforeBirth: z.object({}),
    },
    example: { personId: example, name: 'Sam B' },
  }),
}

export const personQueries = {
  people: query({
    says: 'People whose any name begins with what was typed: best first, few.',
    allow: team,
    input: { startsWith: Name },
    output: z.object({ people: z.array(Found) }),
    example: { startsWith: 'sa' },
  }),
}
