/**
 * What shows that the record is whole, and what the board was at any moment that is over: for managers, leads of
 * a shift, and the foot of what is printed. Holds nobody's words.
 */
import * as z from 'zod/mini'
import { Card, Handover, OnTeam, OpenCall } from './board.ts'
import { query } from './call.ts'
import { everyWorker, managers } from './roleGroups.ts'
import { Time, TimeInAddress } from './values.ts'

/** A number of the log and the hash of its row: kept outside, it shows a log that was cut short or written anew. */
export const Checkpoint = z.object({ seq: z.number(), hash: z.string() })
export type Checkpoint = z.infer<typeof Checkpoint>

/** Why an entry is not what was written: it is gone, it isn't the same, or it stands beyond the head. */
export const Flaw = z.enum(['missing', 'changed', 'beyondHead', 'headChanged', 'notAsCheckpoint'])
export type Flaw = z.infer<typeof Flaw>

export const Proof = z.object({
  /** Entries walked, and when the last of them was recorded. */
  entries: z.number(),
  until: z.nullable(Time),
  checkpoint: Checkpoint,
  firstFlaw: z.nullable(z.object({ seq: z.number(), flaw: Flaw })),
  /** Words whose digest no longer fits, or that are gone: where the log names them, never what they say. */
  words: z.array(z.object({ seq: z.number(), field: z.string(), flaw: z.enum(['missing', 'changed']) })),
  /** How many more of them there are than are named. */
  moreWords: z.number(),
  /** Words that no entry names: put in past the door. */
  unnamedWords: z.number(),
})
export type Proof = z.infer<typeof Proof>

/**
 * One visit as the board had it: without the words, reasons and remarks of the live card, since what somebody let
 * the team see that evening isn't for every look back.
 */
export const PastCard = z.extend(
  z.omit(Card, {
    beenBefore: true,
    blank: true,
    ratherNot: true,
    wantsNote: true,
    words: true,
    reasons: true,
    hasReasons: true,
    nameOnWall: true,
    version: true,
  }),
  {
    handover: z.nullable(z.omit(Handover, { word: true })),
    calls: z.array(z.omit(OpenCall, { word: true })),
  },
)
export type PastCard = z.infer<typeof PastCard>

export const PastBoard = z.object({
  at: Time,
  cards: z.array(PastCard),
  team: z.array(OnTeam),
  /** Visits that stood there and were taken back since as logged by mistake. */
  leftOut: z.number(),
})
export type PastBoard = z.infer<typeof PastBoard>

const number = z.coerce.number().check(z.int(), z.gte(1))

export const proofQueries = {
  'log.checkpoint': query({
    says: 'The log’s last number, its hash and when it was recorded: for the foot of what is printed.',
    allow: everyWorker,
    input: {},
    output: z.object({ ...Checkpoint.shape, at: z.nullable(Time) }),
    example: {},
  }),
  'log.proof': query({
    says: 'Walks the whole log and says whether it is whole; with `seq` and `hash` also whether it fits a checkpoint that was kept.',
    allow: managers,
    input: { seq: z.optional(number), hash: z.optional(z.string().check(z.regex(/^[\w-]{43}$/))) },
    output: Proof,
    example: {},
  }),
  'log.backup': query({
    says: 'When the last good backup was taken; null: none yet. `isTaken` false: this server takes none by itself.',
    allow: managers,
    input: {},
    output: z.object({ isTaken: z.boolean(), lastAt: z.nullable(Time) }),
    example: {},
  }),
  'log.moments': query({
    says: 'When something happened that a board shows, earliest first; each minute once, a day or two at most.',
    allow: managers,
    orShiftLead: true,
    input: { from: TimeInAddress, to: TimeInAddress },
    output: z.object({ moments: z.array(Time) }),
    example: { from: 1_793_000_000_000, to: 1_793_080_000_000 },
  }),
  'board.asOf': query({
    says: 'The board as it stood at a moment that is over, everything at its true time. That somebody looked is recorded.',
    allow: managers,
    orShiftLead: true,
    input: { at: TimeInAddress },
    output: PastBoard,
    example: { at: 1_793_000_000_000 },
  }),
}
