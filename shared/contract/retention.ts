/** How long each kind of record is kept until somebody looks at it. A rule never deletes anything by itself. */
import * as z from 'zod/mini'
import { retentionKindKeys } from '../lists/retentionKinds.ts'
import { command, query, Receipt } from './call.ts'
import { administrators, managers } from './roleGroups.ts'
import { Id, Remark, Time, Who } from './values.ts'

const settlers = [...administrators, ...managers]
const RetentionKind = z.enum(retentionKindKeys)

export const RetentionRule = z.object({
  kind: RetentionKind,
  years: z.number(),
  /** What ships with the product. */
  shippedYears: z.number(),
  changedAt: z.nullable(Time),
  by: z.nullable(Who),
  why: z.nullable(z.string()),
})
export type RetentionRule = z.infer<typeof RetentionRule>

/** One record that has been kept as long as the rules say. */
export const DueRecord = z.object({
  /** The person, or a visit by nobody known. */
  subject: z.string(),
  isVisit: z.boolean(),
  label: z.string(),
  kind: RetentionKind,
  lastContactAt: Time,
  /** The local day since when it is due. */
  dueOn: z.string(),
  /** Has to be kept while it is restricted; null: it isn't. */
  restrictedAt: z.nullable(Time),
})
export type DueRecord = z.infer<typeof DueRecord>

export const retentionCommands = {
  'retention.keep': command({
    says: 'A record that is due is kept for so many years more, with why.',
    allow: managers,
    input: { subject: Id, years: z.int().check(z.gte(1), z.lte(20)), why: Remark },
    output: Receipt,
    refusals: {},
    example: { subject: '01890a5d-ac96-774b-bcce-b302099a8057', years: 2, why: 'A claim is still open.' },
  }),
  'retention.change': command({
    says: 'How many years a kind of record is kept; fewer than are shipped only with a reason.',
    allow: settlers,
    input: { kind: RetentionKind, years: z.int().check(z.gte(1), z.lte(120)), why: z.optional(Remark) },
    output: Receipt,
    refusals: { sayWhyShorter: z.object({ shippedYears: z.number() }) },
    example: { kind: 'voluntaryOnly', years: 20 },
  }),
}

export const retentionQueries = {
  'retention.due': query({
    says: 'What has been kept as long as the rules say, the longest due first, for somebody to look at each.',
    allow: managers,
    input: {},
    output: z.object({ due: z.array(DueRecord), hasMore: z.boolean() }),
    example: {},
  }),
  retention: query({
    says: 'The rules by which records are kept, shipped or the centre’s own.',
    allow: settlers,
    input: {},
    output: z.object({ rules: z.array(RetentionRule) }),
    example: {},
  }),
}
