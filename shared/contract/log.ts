/** What happened, in order: the centre's log for leads and managers, and one visit's story for its team. */
import * as z from 'zod/mini'
import { Choices, Effects, Enquiry, Opening, Topic } from './access.ts'
import { Card } from './board.ts'
import { query } from './call.ts'
import { ChangeKind } from './changes.ts'
import { Audience } from './note.ts'
import { Person } from './person.ts'
import { managers, teamAndVolunteers } from './roleGroups.ts'
import { Tie } from './tie.ts'
import { Id, Time, TimeInAddress, Who } from './values.ts'

/**
 * One change as a screen needs it. `data` is that of its kind (changes.ts); `names` gives the name of every
 * worker, space and agency in it by id; `said` the words it speaks of by id, where this reader may see them.
 */
export const Entry = z.object({
  seq: z.number(),
  at: Time,
  occurredAt: Time,
  kind: ChangeKind,
  by: z.nullable(Who),
  subject: z.string(),
  /** What the visit or person is called now; null where the change is about neither. */
  label: z.nullable(z.string()),
  data: z.record(z.string(), z.unknown()),
  names: z.record(z.string(), z.string()),
  said: z.record(z.string(), z.unknown()),
})
export type Entry = z.infer<typeof Entry>

export const NoteVersion = z.object({ text: z.string(), at: Time, by: Who, version: z.number() })
export const Note = z.object({
  id: z.string(),
  ...NoteVersion.shape,
  isTogether: z.boolean(),
  audience: Audience,
  readers: z.array(Who),
  /** The note that the person disputes here, in words of their own: to be shown beside it. */
  disputes: z.nullable(z.string()),
  earlier: z.array(NoteVersion),
})
export type Note = z.infer<typeof Note>

/** Their own words, each with who wrote them down. */
export const OwnWords = z.object({ id: z.string(), text: z.string(), at: Time, by: Who })

export const Visit = z.object({
  card: Card,
  person: z.nullable(Person),
  /** What whoever asks may know of each topic, and what the person said of it to whom. */
  may: Effects,
  choices: Choices,
  /** Safe to contact, as they said it; null where there is nobody known, or it isn't for whoever asks. */
  contact: z.nullable(
    z.object({ how: z.nullable(z.string()), when: z.nullable(z.string()), never: z.nullable(z.string()) }),
  ),
  /** Topics that the person has closed to whoever asks; all that there is on them is blank. */
  closed: z.array(Topic),
  /** What is over is kept and used for nothing; `isShut` to whoever asks. Null: it isn't restricted. */
  restricted: z.nullable(z.object({ since: Time, letIn: z.array(Who), isShut: z.boolean() })),
  /** Until when whoever asks sees everything, having said why. */
  openedUntil: z.nullable(Time),
  /** Whoever asks is this person, and works here: which colleagues they let into their own record. */
  ownRecord: z.nullable(z.object({ chosen: z.array(z.string()) })),
  /** To be told to the person when it is safe, and to nobody else. */
  enquiries: z.array(Enquiry),
  openings: z.array(Opening),
  words: z.array(OwnWords),
  wordsShown: z.boolean(),
  reasons: z.array(z.string()),
  reasonsShown: z.boolean(),
  cameBy: z.nullable(z.string()),
  suggestedBy: z.nullable(z.string()),
  withWhom: z.nullable(z.string()),
  feeling: z.nullable(z.number()),
  feelingSkipped: z.nullable(z.string()),
  welcomedBy: z.nullable(Who),
  goodbye: z.nullable(
    z.object({
      at: Time,
      by: z.nullable(Who),
      ending: z.nullable(z.string()),
      feeling: z.nullable(z.number()),
      feelingSkipped: z.nullable(z.string()),
      gotWhatCameFor: z.nullable(z.string()),
      feltWelcome: z.nullable(z.string()),
      toldAgain: z.nullable(z.string()),
      helped: z.array(z.string()),
    }),
  ),
  retracted: z.nullable(z.object({ by: Who, at: Time })),
  notes: z.array(Note),
  /** Notes meant for others than this reader: that they exist, not what they say. */
  otherNotes: z.number(),
  story: z.array(Entry),
  /** Their visits before this one, newest first, and the workers they have met most. */
  earlier: z.array(
    z.object({ visitId: z.string(), arrivedAt: Time, goneAt: z.nullable(Time), with: z.array(Who) }),
  ),
  familiar: z.array(z.object({ ...Who.shape, visits: z.number() })),
  /** Whom they support and who supports them, where whoever asks may know of both. For the team, never for either. */
  ties: z.array(Tie),
})
export type Visit = z.infer<typeof Visit>

export const logQueries = {
  visit: query({
    says: 'One visit with its story. Opening it is recorded.',
    allow: teamAndVolunteers,
    input: { visitId: Id },
    output: Visit,
    example: { visitId: '01890a5d-ac96-774b-bcce-b302099a8057' },
  }),
  log: query({
    says: 'What happened at the centre, newest first; `before` is the cursor of the page that follows.',
    allow: managers,
    orShiftLead: true,
    input: {
      before: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
      from: z.optional(TimeInAddress),
      to: z.optional(TimeInAddress),
      kind: z.optional(ChangeKind),
      staffId: z.optional(Id),
      visitId: z.optional(Id),
      limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(200))),
    },
    output: z.object({ entries: z.array(Entry), before: z.nullable(z.number()) }),
    example: {},
  }),
}
