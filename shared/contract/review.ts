/**
 * The manager's day: every measure of shared/measures for a range of local days, worked out in one place from
 * the visits' own times. Page, print and CSV show this answer and compute nothing of their own.
 */
import * as z from 'zod/mini'
import { query } from './call.ts'
import { managers } from './roleGroups.ts'
import { Role } from './role.ts'
import { Day, Time } from './values.ts'

/** How many of something, by its key; null: not asked. Most first, not asked last. */
const Counted = z.object({ key: z.nullable(z.string()), count: z.number() })

/** How one visit's wait ended: somebody came, they left first, or it was still open at the end. */
export const WaitEnd = z.enum(['met', 'left', 'open'])

/** Waits in whole minutes, every one of them: those who left and those still waiting are counted too. */
export const Waits = z.object({
  count: z.number(),
  median: z.nullable(z.number()),
  ninetieth: z.nullable(z.number()),
  longest: z.nullable(z.number()),
  left: z.number(),
  open: z.number(),
  /** Begun before this time and carried on from their true start; in `count`. */
  carried: z.number(),
  /** One dot each, shortest first; with more than 150, none: then `bins` tell. */
  dots: z.array(z.object({ minutes: z.number(), end: WaitEnd })),
  bins: z.array(z.object({ from: z.number(), to: z.nullable(z.number()), count: z.number() })),
})
export type Waits = z.infer<typeof Waits>

/** The answers to one question, all four states apart. `answered` is without rather-not-say and not-asked. */
export const Answers = z.object({ answered: z.number(), of: z.number(), rows: z.array(Counted) })

export const Figures = z.object({
  /** First and last local day, both included. */
  first: z.string(),
  last: z.string(),
  from: Time,
  /** Up to here it is counted: the end of the last day, or now while that is still to come. */
  to: Time,
  hours: z.number(),
  isSoFar: z.boolean(),
  visits: z.number(),
  byChannel: z.array(Counted),
  people: z.number(),
  visitsByPeople: z.number(),
  visitsNotIdentified: z.number(),
  newToUs: z.number(),
  carers: z.number(),
  outOfHours: z.number(),
  /** One day: its 23, 24 or 25 hours. More: the hours of the clock, all days together. */
  arrivals: z.array(z.object({ label: z.string(), from: z.nullable(Time), count: z.number() })),
  /** Workers on in each slot of `arrivals`, by role group: least and most at once; one day only. */
  on: z.array(
    z.object({ group: z.string(), slots: z.array(z.object({ least: z.number(), most: z.number() })) }),
  ),
  cameBy: z.array(Counted),
  suggestedBy: z.array(Counted),
  reasons: z.object({ peopleWithAny: z.number(), of: z.number(), rows: z.array(Counted) }),
  toWelcome: Waits,
  welcomedOnArrival: z.number(),
  leftUnwelcomed: z.number(),
  toWithSomeone: Waits,
  wantedNobody: z.number(),
  alongside: z.object({
    visits: z.number(),
    byRole: z.array(z.object({ role: Role, visits: z.number() })),
    byAgency: z.array(z.object({ agency: z.string(), visits: z.number() })),
  }),
  ended: z.number(),
  gotWhatCameFor: Answers,
  feltWelcome: Answers,
  toldAgain: Answers,
  whatHelped: Answers,
  feeling: z.object({
    pairs: z.number(),
    of: z.number(),
    up: z.number(),
    same: z.number(),
    down: z.number(),
    medianBefore: z.nullable(z.number()),
    medianAfter: z.nullable(z.number()),
    meanChange: z.nullable(z.number()),
    lines: z.array(z.object({ before: z.number(), after: z.number(), count: z.number() })),
  }),
  openLong: z.number(),
})
export type Figures = z.infer<typeof Figures>

export const Review = z.object({
  workedOutAt: Time,
  measuresVersion: z.number(),
  figures: Figures,
  /** The ways down to the visits: those who waited longest, longest first. */
  longestWaits: z.array(
    z.object({ visitId: z.string(), label: z.string(), arrivedAt: Time, minutes: z.number(), end: WaitEnd }),
  ),
  /** The same length of time just before, and for single days the same weekday a week before. */
  beside: z.array(z.object({ which: z.enum(['before', 'weekBefore']), figures: Figures })),
})
export type Review = z.infer<typeof Review>

export const reviewQueries = {
  'review.range': query({
    says: 'What the days from `from` to `to` were, beside the time before; yesterday when nothing is said.',
    allow: managers,
    givesRowsFor: 'planning',
    input: { from: z.optional(Day), to: z.optional(Day) },
    output: Review,
    example: {},
  }),
}
