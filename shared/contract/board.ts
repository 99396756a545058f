/** The live board: what a card holds, and the picture of who is here. Never a grade of anybody. */
import * as z from 'zod/mini'
import { Topic } from './access.ts'
import { query } from './call.ts'
import { Role } from './role.ts'
import { everyRole } from './roleGroups.ts'
import { Time, Who } from './values.ts'

export const Doing = z.enum([
  'gone',
  'staying',
  'out',
  'withSomeone',
  'onTheWay',
  'justArrived',
  'waiting',
  'inTheSpace',
])
export type Doing = z.infer<typeof Doing>

/** One worker's being alongside. `begunAt` null: said "I'll go" and isn't there yet, due by `dueBy`. */
export const Alongside = z.object({
  staffId: z.string(),
  name: z.string(),
  role: Role,
  agency: z.string(),
  lead: z.boolean(),
  since: Time,
  begunAt: z.nullable(Time),
  dueBy: z.nullable(Time),
})
export type Alongside = z.infer<typeof Alongside>

export const Handover = z.object({
  from: Who,
  to: z.nullable(Who),
  toRole: z.nullable(Role),
  at: Time,
  /** The word that was said with it, where there was one and this viewer may read it. */
  word: z.nullable(z.string()),
})
/**
 * A call that nobody has come for. `answeredBy`: who said that they would; once they are no longer expected it asks
 * again (shared/domain/calls.ts).
 */
export const OpenCall = z.object({
  id: z.string(),
  by: Who,
  to: z.nullable(Who),
  toRole: z.nullable(Role),
  toAgency: z.nullable(z.string()),
  at: Time,
  answeredBy: z.nullable(z.string()),
  word: z.nullable(z.string()),
})
export type OpenCall = z.infer<typeof OpenCall>

/**
 * What a class of viewers may see of one visit. It depends on the class and the person's choices, never on
 * an individual and never on the clock, so its bytes can be kept; only `doing` is the server's view at the
 * moment of sending, and anybody can work it out again with shared/domain/doing.ts.
 */
export const Card = z.object({
  id: z.string(),
  label: z.string(),
  isKnown: z.boolean(),
  beenBefore: z.boolean(),
  arrivedAt: Time,
  channel: z.string(),
  doing: Doing,
  with: z.array(Alongside),
  /** Null: not asked. Not asked is never taken for nothing wanted. */
  wants: z.nullable(z.array(z.string())),
  wantsStaff: z.array(Who),
  ratherNot: z.array(Who),
  wantsNote: z.nullable(z.string()),
  /** Their own words, only where they said they may be shown. */
  words: z.nullable(z.string()),
  /** Keys; empty where they mayn't be shown. `hasReasons`: some are one tap away, on the visit's page. */
  reasons: z.array(z.string()),
  hasReasons: z.boolean(),
  spaceId: z.nullable(z.string()),
  isStaying: z.boolean(),
  welcomedAt: z.nullable(Time),
  /** When anybody last was with them or looked in, and who. */
  lastSeenAt: z.nullable(Time),
  lastSeenBy: z.nullable(Who),
  outAt: z.nullable(Time),
  outUntil: z.nullable(Time),
  goneAt: z.nullable(Time),
  isWorried: z.boolean(),
  handover: z.nullable(Handover),
  calls: z.array(OpenCall),
  nameOnWall: z.boolean(),
  /** What the person asked not to be shown here; absent where that is nothing. */
  blank: z.optional(z.array(Topic)),
  version: z.number(),
})
export type Card = z.infer<typeof Card>

/** A worker who said "I'm here to help" and hasn't said "I'm going". By name, never by grade. */
export const OnTeam = z.object({
  staffId: z.string(),
  name: z.string(),
  role: Role,
  agency: z.string(),
  since: Time,
  isLead: z.boolean(),
})
export type OnTeam = z.infer<typeof OnTeam>

export const Board = z.object({
  epoch: z.string(),
  to: z.number(),
  cards: z.array(Card),
  team: z.array(OnTeam),
  /** For whose eyes it was made, on the socket; to be given back as it came. */
  seenAs: z.optional(z.string()),
})
export type Board = z.infer<typeof Board>

export const boardQueries = {
  board: query({
    says: 'Everybody who is here, as this viewer may see them, at log number `to`.',
    allow: everyRole,
    input: {},
    output: Board,
    example: {},
  }),
}
