/**
 * The person's choices about who may know what: said in a visit or on their own record, per agency and topic,
 * changeable at any time. What holds follows from shared/domain/access.ts and the table beside this file.
 */
import * as z from 'zod/mini'
import { answers, topics } from './accessTable.ts'
import { command, query, Receipt } from './call.ts'
import { restrictionReasons, restrictionSteps } from './restriction.ts'
import { Role } from './role.ts'
import { managers, team, teamAndVolunteers } from './roleGroups.ts'
import { few, Id, Name, Remark, Time, TimeInAddress, Who } from './values.ts'

const example = '01890a5d-ac96-774b-bcce-b302099a8057'
const agency = '01890a5d-ac96-774b-bcce-b302099a8059'

export const Topic = z.enum(topics)
const Answer = z.enum(answers)
/** What may be known of each topic, by whoever is told so. */
export const Effects = z.record(Topic, z.enum(['shown', 'asMeant', 'theirs', 'blank']))

/** Per topic; null puts it back to not asked. */
const AnswersSaid = z.partialRecord(Topic, z.nullable(Answer))
const said = { agencyIds: few(Id, 60).check(z.minLength(1)), answers: AnswersSaid }

/** Something to tell the person when it is safe. */
export const Enquiry = z.object({
  id: z.string(),
  askedBy: z.string(),
  askedAfter: z.string(),
  answer: z.enum(['cantSay', 'messageTaken', 'somethingElse']),
  remark: z.nullable(z.string()),
  at: Time,
  by: Who,
})
export const Opening = z.object({ id: z.string(), kind: z.enum(['opened', 'shared']), at: Time, by: Who })

/** What somebody chose, for those who ask them and those who write it down. */
export const Choices = z.object({
  agencies: z.array(z.object({ agencyId: z.string(), answers: z.partialRecord(Topic, Answer) })),
  /** To research and planning. False: asked, and they don’t; null: not asked. */
  objects: z.nullable(z.boolean()),
})

export const accessCommands = {
  'visit.chooseSharing': command({
    says: 'What the person asked: whether these agencies may know of a topic. With their record, once it is known.',
    allow: teamAndVolunteers,
    input: { visitId: Id, ...said },
    output: Receipt,
    refusals: {},
    example: { visitId: example, agencyIds: [agency], answers: { notes: 'no' } },
  }),
  'person.chooseSharing': command({
    says: 'The same, outside a visit.',
    allow: team,
    input: { personId: Id, ...said },
    output: Receipt,
    refusals: {},
    example: { personId: example, agencyIds: [agency], answers: { notes: 'no' } },
  }),
  'objection.say': command({
    says: 'Whether they object to research and planning with what is written about them; null puts it back to not asked.',
    allow: team,
    /** `subject`: the person, or a visit, which brings its person along. */
    input: { subject: Id, objects: z.nullable(z.boolean()) },
    output: Receipt,
    refusals: {},
    example: { subject: example, objects: true },
  }),
  'access.open': command({
    says: 'Open more of this record than role or choices allow, for an hour, for a serious reason that is written down.',
    allow: team,
    input: { visitId: Id, reason: Remark },
    output: Receipt,
    refusals: {},
    example: { visitId: example, reason: 'They can’t be woken, and the ambulance asks what they took.' },
  }),
  'access.shareWithout': command({
    says: 'Something was told outside without the person’s permission: what, to whom, why, and who decided.',
    allow: team,
    input: { visitId: Id, what: Remark, toldWhom: Remark, reason: Remark, decidedBy: Remark },
    output: Receipt,
    refusals: {},
    example: {
      visitId: example,
      what: 'That they left, and where they may have gone',
      toldWhom: 'The ambulance service',
      reason: 'They said they would walk into the road.',
      decidedBy: 'Lena, who leads the shift',
    },
  }),
  'access.review': command({
    says: 'An opening, a sharing without permission, a restriction or an unusual look was gone through. For managers and whoever leads.',
    allow: team,
    input: { subject: Id, remark: z.optional(Remark) },
    output: Receipt,
    refusals: {
      onlyLeads: z.object({}),
      yourOwn: z.object({}),
      alreadyReviewed: z.object({ by: Who, at: Time }),
    },
    example: { subject: example },
  }),
  'access.tellPerson': command({
    says: 'The person was told that their record was opened, or something shared without their permission.',
    allow: team,
    input: { openingId: Id },
    output: Receipt,
    refusals: { alreadyTold: z.object({ at: Time }) },
    example: { openingId: example },
  }),
  'enquiry.record': command({
    says: 'Somebody asked whether somebody is here: who, after whom, and what was said. The same for anybody.',
    allow: teamAndVolunteers,
    input: {
      askedBy: Remark,
      askedAfter: Name,
      answer: z.enum(['cantSay', 'messageTaken', 'somethingElse']),
      remark: z.optional(Remark),
    },
    output: Receipt,
    refusals: {},
    example: { askedBy: 'A man on the phone', askedAfter: 'Sarah', answer: 'cantSay' },
  }),
  'enquiry.tell': command({
    says: 'The person was told who asked after them.',
    allow: teamAndVolunteers,
    input: { enquiryId: Id, visitId: Id },
    output: Receipt,
    refusals: { alreadyTold: z.object({ at: Time }) },
    example: { enquiryId: example, visitId: example },
  }),
  'enquiry.erase': command({
    says: 'Nobody could be told of this, and it has been kept as long as a visit of somebody we don’t know: its words go.',
    allow: managers,
    input: { enquiryId: Id },
    output: Receipt,
    refusals: {
      alreadyTold: z.object({ at: Time }),
      keptUntil: z.object({ at: Time }),
      nothingToErase: z.object({}),
    },
    example: { enquiryId: example },
  }),
  'person.markColleague': command({
    says: 'Somebody known is a worker here: “this is me”, or by a manager. Their record is closed to whom they don’t choose.',
    allow: team,
    input: { personId: Id, staffId: z.nullable(Id) },
    output: Receipt,
    refusals: { notYourRecord: z.object({}) },
    example: { personId: example, staffId: example },
  }),
  'person.chooseColleagues': command({
    says: 'Whom somebody who works here lets into their own record.',
    allow: team,
    input: { personId: Id, staffIds: few(Id) },
    output: Receipt,
    refusals: { notYourRecord: z.object({}) },
    example: { personId: example, staffIds: [] },
  }),
}

const named = { visitId: z.string(), label: z.string() }
export const unusualWhys = ['colleague', 'sameSurname', 'noVisit'] as const
export type UnusualWhy = (typeof unusualWhys)[number]

export const accessQueries = {
  'access.reviews': query({
    says: 'What was opened or shared for a reason, what was restricted or lifted, and looks that are unusual and nobody has gone through yet.',
    allow: managers,
    orShiftLead: true,
    input: {},
    output: z.object({
      openings: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(['opened', 'shared', ...restrictionSteps]),
          by: Who,
          at: Time,
          ...named,
          /** Whose record: the visit, or of somebody known outside a visit the person; null: they were erased. */
          subject: z.nullable(z.string()),
          /** Null: of somebody known, outside a visit. */
          visitId: z.nullable(z.string()),
          /** Why it was opened, shared or lifted; '' where nothing was said, or it isn't for whoever asks. */
          reason: z.string(),
          /** Of a restriction that began, for managers: why they asked it. */
          why: z.nullable(z.enum(restrictionReasons)),
          what: z.nullable(z.string()),
          toldWhom: z.nullable(z.string()),
          decidedBy: z.nullable(z.string()),
          /** The local day by which it is to be gone through. */
          reviewOn: z.string(),
          reviewed: z.nullable(z.object({ by: z.nullable(Who), at: Time })),
          personToldAt: z.nullable(Time),
        }),
      ),
      looks: z.array(
        z.object({
          id: z.string(),
          at: Time,
          page: z.nullable(z.string()),
          /** How: as `access.looks` names it. */
          what: z.string(),
          by: Who,
          ...named,
          /** The visit or the person; `visitId` null where it was the person. */
          subject: z.string(),
          visitId: z.nullable(z.string()),
          /** Empty: what it was isn't so any more, was erased, or isn't for whoever asks. */
          why: z.array(z.enum(unusualWhys)),
        }),
      ),
      /** Older ones, which come up when these have been gone through. */
      moreLooks: z.number(),
    }),
    example: {},
  }),
  'enquiry.due': query({
    says: 'Who asked after somebody, where nobody could be told and it has been kept as long as the rule says: for a manager to look through.',
    allow: managers,
    input: {},
    output: z.object({
      /** The longest kept first, 100 at most. */
      due: z.array(
        z.object({ id: z.string(), at: Time, by: Who, askedBy: z.string(), askedAfter: z.string() }),
      ),
    }),
    example: {},
  }),
  'access.looks': query({
    says: 'Who has seen this record: of the visit, and of the person where the centre knows whose it is.',
    allow: team,
    /** `beforeAt`, `beforeId`: the `before` of the page that was given last. */
    input: {
      visitId: Id,
      beforeAt: z.optional(TimeInAddress),
      /** A place in the list, nobody's record: nothing is looked up by it. */
      beforeId: z.optional(z.string().check(z.regex(/^[0-9a-f-]{36}$/))),
    },
    output: z.object({
      label: z.string(),
      /** The last of these, where there are older ones. */
      before: z.nullable(z.object({ at: Time, id: z.string() })),
      looks: z.array(
        z.object({
          id: z.string(),
          at: Time,
          what: z.string(),
          page: z.nullable(z.string()),
          staffId: z.string(),
          name: z.string(),
          role: Role,
          agency: z.string(),
        }),
      ),
    }),
    example: { visitId: example },
  }),
}
