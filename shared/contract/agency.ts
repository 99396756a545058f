/** Who the centre's workers are employed by, and what was agreed with each about sharing. Nothing is removed. */
import * as z from 'zod/mini'
import { agencyKindKeys } from '../lists/agencyKinds.ts'
import { command, query, Receipt } from './call.ts'
import { administrators, managers } from './roleGroups.ts'
import { Day, Id, Name, OwnId, Time, Who, words } from './values.ts'

const agencyId = '01890a5d-ac96-774b-bcce-b302099a8059'
const settlers = [...administrators, ...managers]

export const AgencyKind = z.enum(agencyKindKeys)
/** No organisation of this kind can be given a sign-in, whatever was agreed with it. */
export const getsNoSignIn = z.object({ kind: AgencyKind })

export const Agreement = z.object({
  id: z.string(),
  agreedOn: Day,
  /** What is shared, and what for. */
  purpose: z.string(),
  /** A link, or the drawer it lies in. */
  keptAt: z.string(),
  reviewBy: z.nullable(Day),
  writtenAt: Time,
  by: z.nullable(Who),
  endedAt: z.nullable(Time),
})
export type Agreement = z.infer<typeof Agreement>

export const Agency = z.object({
  id: z.string(),
  name: z.string(),
  /** Null: nobody has said yet. */
  kind: z.nullable(AgencyKind),
  endedAt: z.nullable(Time),
  /** How many of it can sign in. */
  workers: z.number(),
  agreements: z.array(Agreement),
})
export type Agency = z.infer<typeof Agency>

export const agencyCommands = {
  'agency.add': command({
    says: 'An organisation whose workers are part of the team.',
    allow: settlers,
    input: { agencyId: z.optional(OwnId), name: Name, kind: AgencyKind },
    output: Receipt,
    refusals: { agencyExists: z.object({}), getsNoSignIn },
    example: { name: 'Harbour Mind', kind: 'voluntary' },
  }),
  'agency.change': command({
    says: 'An agency has another name, or is of another kind.',
    allow: settlers,
    input: { agencyId: Id, name: z.optional(Name), kind: z.optional(AgencyKind) },
    output: Receipt,
    refusals: { agencyExists: z.object({}), getsNoSignIn },
    example: { agencyId, name: 'Harbour Mind and Body' },
  }),
  'agency.end': command({
    says: 'An agency is no longer part of the centre: nobody new of it can be given a sign-in.',
    allow: settlers,
    input: { agencyId: Id },
    output: Receipt,
    refusals: { alreadyEnded: z.object({ at: Time }), hasWorkers: z.object({ workers: z.number() }) },
    example: { agencyId },
  }),
  'agency.bringBack': command({
    says: 'An agency that had ended is part of the centre again.',
    allow: settlers,
    input: { agencyId: Id },
    output: Receipt,
    refusals: { notEnded: z.object({}), getsNoSignIn },
    example: { agencyId },
  }),
  'agreement.write': command({
    says: 'What was agreed with an agency about sharing: since when, what for, where it is kept.',
    allow: settlers,
    input: {
      agreementId: z.optional(OwnId),
      agencyId: Id,
      agreedOn: Day,
      purpose: words(400),
      keptAt: words(400),
      reviewBy: z.optional(Day),
    },
    output: Receipt,
    refusals: { agreementExists: z.object({}) },
    example: {
      agencyId,
      agreedOn: '2026-10-01',
      purpose: 'Names, wishes and notes of people both are with.',
      keptAt: 'The grey cabinet, folder 3',
      reviewBy: '2027-10-01',
    },
  }),
  'agreement.end': command({
    says: 'An agreement no longer holds. What it said stays to be read.',
    allow: settlers,
    input: { agreementId: Id },
    output: Receipt,
    refusals: { alreadyEnded: z.object({ at: Time }) },
    example: { agreementId: agencyId },
  }),
}

export const agencyQueries = {
  agencies: query({
    says: 'Every agency, also those that have ended, with what was agreed with it.',
    allow: settlers,
    input: {},
    output: z.object({ agencies: z.array(Agency) }),
    example: {},
  }),
}
