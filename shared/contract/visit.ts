/** The commands of a visit, from walk-in to goodbye. Only the time is compulsory: `{}` is a valid walk-in. */
import * as z from 'zod/mini'
import { command, Receipt } from './call.ts'
import { team, teamAndVolunteers } from './roleGroups.ts'
import { Role } from './role.ts'
import { Feeling, few, Id, Key, Name, OwnId, Remark, Time, Who, Words } from './values.ts'

const visitId = Id
const example = { visitId: '01890a5d-ac96-774b-bcce-b302099a8057' }
const staff = '01890a5d-ac96-774b-bcce-b302099a8058'

/** A visit that has ended, or was logged by mistake, can't go on. */
const over = { gone: z.object({ at: Time }), retracted: z.object({ by: Who, at: Time }) }
const oneOf = { alreadyPickedUp: z.object({ by: Who, at: Time }) }
const out = { steppedOut: z.object({ at: Time }) }
const personHere = { alreadyHere: z.object({ visitId: z.string(), since: Time }) }
/** Undoing is for whoever did it, for ten minutes; later for the shift lead or a manager. */
const undo = { onlyShiftLead: z.object({ by: Who, at: Time }) }

/** 'anyone', 'justToBeHere', a role, or another key of the list of wishes. Missing: not asked. */
const wants = few(Key)

/** What somebody says about themselves; all of it optional, asked by whoever sits with them. */
const said = {
  words: z.optional(Words),
  wordsShown: z.optional(z.boolean()),
  reasonsShown: z.optional(z.boolean()),
  wantsStaff: z.optional(few(Id)),
  ratherNot: z.optional(few(Id)),
  cameBy: z.optional(Key),
  suggestedBy: z.optional(Key),
  withWhom: z.optional(Remark),
  feeling: z.optional(Feeling),
  feelingSkipped: z.optional(Key),
  channel: z.optional(Key),
  nameOnWall: z.optional(z.boolean()),
}

export const visitCommands = {
  'visit.arrive': command({
    says: 'Somebody is here. Every field is optional.',
    allow: teamAndVolunteers,
    input: {
      ...said,
      visitId: z.optional(OwnId),
      label: z.optional(Name),
      personId: z.optional(Id),
      wants: z.optional(wants),
      wantsNote: z.optional(Remark),
      reasons: z.optional(few(Key, 45)),
      spaceId: z.optional(Id),
      arrivedAt: z.optional(Time),
      welcomed: z.optional(z.boolean()),
    },
    output: Receipt,
    refusals: { ...personHere, visitExists: z.object({}) },
    example: { label: 'Sam', wants: ['peer'] },
  }),
  'visit.welcome': command({
    says: 'A named worker said hello. Time to welcome counts to here.',
    allow: teamAndVolunteers,
    input: { visitId, by: z.optional(Id) },
    output: Receipt,
    refusals: { ...over, alreadyWelcomed: z.object({ by: Who, at: Time }) },
    example,
  }),
  'visit.change': command({
    says: 'Something about the visit is added or put right; what was there stays in the history.',
    allow: teamAndVolunteers,
    input: {
      ...said,
      visitId,
      label: z.optional(z.nullable(Name)),
      // Null puts an answer back to not asked.
      cameBy: z.optional(z.nullable(Key)),
      suggestedBy: z.optional(z.nullable(Key)),
      withWhom: z.optional(z.nullable(Remark)),
      feeling: z.optional(z.nullable(Feeling)),
      feelingSkipped: z.optional(z.nullable(Key)),
      wants: z.optional(z.nullable(wants)),
      wantsNote: z.optional(z.nullable(Remark)),
      reasonsAdded: z.optional(few(Key, 45)),
      reasonsTaken: z.optional(few(Key, 45)),
      spaceId: z.optional(z.nullable(Id)),
      arrivedAt: z.optional(Time),
    },
    output: Receipt,
    refusals: { retracted: over.retracted },
    example: { ...example, reasonsAdded: ['sleep'] },
  }),
  'visit.pickUp': command({
    says: 'I’ll go, as the one to ask. Exactly one worker can.',
    allow: teamAndVolunteers,
    input: { visitId },
    output: Receipt,
    refusals: { ...over, ...oneOf, ...out },
    example,
  }),
  'visit.beginWith': command({
    says: 'I’m with them now. Time to being with someone counts to here.',
    allow: teamAndVolunteers,
    input: { visitId },
    output: Receipt,
    refusals: { ...over, ...oneOf, ...out },
    example,
  }),
  'visit.lookIn': command({
    says: 'Seen, and nothing wanted of me just now; with `wants` when they said what they would like.',
    allow: teamAndVolunteers,
    input: { visitId, wants: z.optional(wants) },
    output: Receipt,
    refusals: { ...over, ...out },
    example,
  }),
  'visit.join': command({
    says: 'Alongside too.',
    allow: teamAndVolunteers,
    input: { visitId },
    output: Receipt,
    refusals: { ...over, ...out },
    example,
  }),
  'visit.stepAway': command({
    says: 'No longer alongside. The last one says what the person wants now, so that nobody is left unseen.',
    allow: teamAndVolunteers,
    input: { visitId, wants: z.optional(wants), wantsNote: z.optional(Remark) },
    output: Receipt,
    refusals: { ...over, notAlongside: z.object({}), lastAlongside: z.object({}) },
    example: { ...example, wants: ['justToBeHere'] },
  }),
  'visit.handOver': command({
    says: 'Offer the lead to a named worker or a role. The giver keeps it until it is taken.',
    allow: teamAndVolunteers,
    input: { visitId, toStaffId: z.optional(Id), toRole: z.optional(Role), word: z.optional(Remark) },
    output: Receipt,
    refusals: {
      ...over,
      notTheLead: z.object({ lead: z.nullable(Who) }),
      alreadyOffered: z.object({ at: Time }),
    },
    example: { ...example, toStaffId: staff },
  }),
  'visit.takeOver': command({
    says: 'Yes to a handover: I lead now.',
    allow: team,
    input: { visitId },
    output: Receipt,
    refusals: { ...over, noHandover: z.object({}), notForYou: z.object({}) },
    example,
  }),
  'visit.declineHandover': command({
    says: 'Not now, with a word why.',
    allow: team,
    input: { visitId, word: z.optional(Remark) },
    output: Receipt,
    refusals: { ...over, noHandover: z.object({}), notForYou: z.object({}) },
    example,
  }),
  'visit.withdrawHandover': command({
    says: 'The giver takes the offer back.',
    allow: teamAndVolunteers,
    input: { visitId },
    output: Receipt,
    refusals: { ...over, noHandover: z.object({}), notYours: z.object({ by: Who }) },
    example,
  }),
  'visit.callFor': command({
    says: 'Ask a role, an agency or a named worker to come, with a word why.',
    allow: teamAndVolunteers,
    input: {
      visitId,
      callId: z.optional(OwnId),
      toRole: z.optional(Role),
      toAgencyId: z.optional(Id),
      toStaffId: z.optional(Id),
      word: z.optional(Remark),
    },
    output: Receipt,
    refusals: { ...over, ...out },
    example: { ...example, toRole: 'housing' },
  }),
  'visit.answerCall': command({
    says: 'I’ll come. One answers, the others see it; until they have come it can ask again.',
    allow: teamAndVolunteers,
    input: { visitId, callId: Id },
    output: Receipt,
    refusals: {
      ...over,
      ...out,
      alreadyAnswered: z.object({ by: Who, at: Time }),
      callWithdrawn: z.object({ at: Time }),
    },
    example: { ...example, callId: staff },
  }),
  'visit.withdrawCall': command({
    says: 'Nobody needs to come after all.',
    allow: teamAndVolunteers,
    input: { visitId, callId: Id },
    output: Receipt,
    refusals: {
      ...over,
      alreadyAnswered: z.object({ by: Who, at: Time }),
      callWithdrawn: z.object({ at: Time }),
    },
    example: { ...example, callId: staff },
  }),
  'visit.stepOut': command({
    says: 'Out for a bit, expected back; still ours.',
    allow: teamAndVolunteers,
    input: { visitId, until: z.optional(Time), word: z.optional(Remark) },
    output: Receipt,
    refusals: { ...over, ...out },
    example,
  }),
  'visit.comeBack': command({
    says: 'They’re back.',
    allow: teamAndVolunteers,
    input: { visitId },
    output: Receipt,
    refusals: { ...over, notOut: z.object({}) },
    example,
  }),
  'visit.leave': command({
    says: 'Goodbye. Everything but the goodbye itself may stay blank.',
    allow: teamAndVolunteers,
    input: {
      visitId,
      ending: z.optional(Key),
      feeling: z.optional(Feeling),
      feelingSkipped: z.optional(Key),
      gotWhatCameFor: z.optional(z.enum(['yes', 'partly', 'no', 'ratherNotSay', 'notAsked'])),
      feltWelcome: z.optional(z.enum(['yes', 'mostly', 'no', 'ratherNotSay', 'notAsked'])),
      toldAgain: z.optional(z.enum(['no', 'once', 'moreThanOnce', 'ratherNotSay', 'notAsked'])),
      helped: z.optional(few(Key)),
      differently: z.optional(Words),
      word: z.optional(Remark),
    },
    output: Receipt,
    refusals: { alreadyGone: z.object({ by: Who, at: Time }), retracted: over.retracted },
    example,
  }),
  'visit.settleWorry': command({
    says: 'How “left and we’re worried” was settled; only then does the visit leave the board.',
    allow: team,
    input: { visitId, how: Remark },
    output: Receipt,
    refusals: { retracted: over.retracted, notWorried: z.object({}), alreadySettled: z.object({ at: Time }) },
    example: { ...example, how: 'Rang at noon, at home with their sister.' },
  }),
  'visit.reopen': command({
    says: 'A goodbye, or a retraction, by mistake: undone, the history kept.',
    allow: teamAndVolunteers,
    input: { visitId },
    output: Receipt,
    refusals: { ...personHere, ...undo, notGone: z.object({}) },
    example,
  }),
  'visit.retract': command({
    says: 'Logged by mistake: kept, counted nowhere.',
    allow: teamAndVolunteers,
    input: { visitId },
    output: Receipt,
    refusals: { ...undo, alreadyRetracted: z.object({ by: Who, at: Time }) },
    example,
  }),
  'visit.joinPerson': command({
    says: 'This visit is by somebody we know.',
    allow: team,
    input: { visitId, personId: Id },
    output: Receipt,
    refusals: {
      ...personHere,
      retracted: over.retracted,
      /** Null: whose it is isn’t for whoever asks. */
      alreadyJoined: z.object({ personId: z.nullable(z.string()) }),
    },
    example: { ...example, personId: staff },
  }),
  'visit.partPerson': command({
    says: 'It was somebody else: the visit stands by itself again.',
    allow: team,
    input: { visitId },
    output: Receipt,
    refusals: { retracted: over.retracted, notJoined: z.object({}) },
    example,
  }),
}
