/**
 * What somebody may ask of what is written about them: a copy, and that it goes. An erasure takes every word and what
 * tells who they are; that it happened, when, why and by whom stays in the log, whose chain holds.
 */
import * as z from 'zod/mini'
import { command, query, Receipt } from './call.ts'
import { Entry } from './log.ts'
import { managers } from './roleGroups.ts'
import { Id, Remark, Time, Who } from './values.ts'

const example = '01890a5d-ac96-774b-bcce-b302099a8057'

/**
 * Why it goes: they asked, how long it is kept has ended, it was never theirs, somebody who may order it has (UK GDPR,
 * article 17).
 */
export const erasureReasons = ['theyAsked', 'keptLongEnough', 'neverTheirs', 'ordered'] as const
export type ErasureReason = (typeof erasureReasons)[number]
const why = z.enum(erasureReasons)
const word = z.optional(Remark)
/** They are here, or it has to be kept for them. */
const here = { stillHere: z.object({ since: Time }), isRestricted: z.object({ since: Time }) }

/** One thing that was written. `mayNameOthers`: a person reads it before it is handed over. */
export const WrittenThing = z.object({
  id: z.string(),
  field: z.string(),
  /** As it was said: a text, a number, keys of a list, ids of workers. */
  value: z.unknown(),
  at: Time,
  by: Who,
  mayNameOthers: z.boolean(),
  /** Of a note: which one, in each version; and of a statement, the note that it disputes. */
  noteId: z.optional(z.string()),
  disputes: z.optional(z.string()),
})
export type WrittenThing = z.infer<typeof WrittenThing>

export const VisitCopy = z.object({
  visitId: z.string(),
  arrivedAt: Time,
  goneAt: z.nullable(Time),
  channel: z.string(),
  /** Oldest first; what was put right later stands after what it puts right. */
  written: z.array(WrittenThing),
  alongside: z.array(
    z.object({ by: Who, agency: z.string(), role: z.string(), from: Time, to: z.nullable(Time) }),
  ),
  /** What happened, in order, with nobody's words: those stand in `written`. */
  story: z.array(Entry),
})
export type VisitCopy = z.infer<typeof VisitCopy>

/** `personId` null: of one visit alone, by somebody we don't know. */
export const PersonCopy = z.object({
  personId: z.nullable(z.string()),
  name: z.string(),
  madeAt: Time,
  written: z.array(WrittenThing),
  visits: z.array(VisitCopy),
})
export type PersonCopy = z.infer<typeof PersonCopy>

export const rightsCommands = {
  'person.erase': command({
    says: 'Every word of and about somebody goes, with what tells who they are; that it went stays in the log.',
    allow: managers,
    input: { personId: Id, why, word },
    output: Receipt,
    refusals: here,
    example: { personId: example, why: 'theyAsked' },
  }),
  'visit.erase': command({
    says: 'The same for one visit, by somebody we don’t know or who wants this one alone to go.',
    allow: managers,
    input: { visitId: Id, why, word },
    output: Receipt,
    refusals: { ...here, nothingToErase: z.object({}) },
    example: { visitId: example, why: 'theyAsked' },
  }),
}

export const rightsQueries = {
  'person.copy': query({
    says: 'Everything that is written about somebody, for them to have; what may name others is marked.',
    allow: managers,
    givesRowsFor: 'theirOwn',
    input: { personId: Id },
    output: PersonCopy,
    example: { personId: example },
  }),
  'visit.copy': query({
    says: 'The same of one visit, for somebody we don’t know.',
    allow: managers,
    givesRowsFor: 'theirOwn',
    input: { visitId: Id },
    output: PersonCopy,
    example: { visitId: example },
  }),
}
