/** How long each kind of record is kept until somebody looks at it. A rule never deletes anything by itself. */
import * as z from 'zod/mini'
import { retentionKindKeys } from '../lists/retentionKinds.ts'
import { command, query, Receipt } from './call.ts'
import { administrators, managers } from './roleGroups.ts'
import { Remark, Time, Who } from './values.ts'

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

export const retentionCommands = {
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
  retention: query({
    says: 'The rules by which records are kept, shipped or the centre’s own.',
    allow: settlers,
    input: {},
    output: z.object({ rules: z.array(RetentionRule) }),
    example: {},
  }),
}
