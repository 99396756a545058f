/**
 * What the log can say: one kind of change each, past tense, with the shape of its data and what it touches.
 * Data is ids, times and plain keys. Words, sensitive answers (reasons, feeling, endings, names) and choices
 * (what may be shown, who may read a note) are named by a salted digest only, so that the log can be kept for
 * ever while they can be erased.
 */
import * as z from 'zod/mini'
import { ListName } from './centre.ts'
import { Role } from './role.ts'
import { Time } from './values.ts'

/** Something said or answered, kept in its own append-only table: which, under what heading, its digest. */
export const SaidRef = z.object({ id: z.string(), field: z.string(), digest: z.string() })
export type SaidRef = z.infer<typeof SaidRef>

/**
 * What a change can touch, so that the right cards travel again: its subject is a visit, a person or a visit
 * of theirs whose other visits on the board travel too ('personVisits'), or a worker (every card, who is on,
 * and their sockets); 'team' also sends who is on; 'centre' every card; 'session' may end or move sockets;
 * 'lead' calls whoever leads the shift; 'nothing' is for the log alone.
 */
export type Touches = 'visit' | 'personVisits' | 'worker' | 'team' | 'centre' | 'session' | 'lead' | 'nothing'

const said = z.optional(z.array(SaidRef))
const key = z.optional(z.string())
const ids = z.optional(z.array(z.string()))
/** Calls that were answered by somebody who didn't come: they ask again. */
const callsAgain = ids
const wants = z.optional(z.nullable(z.array(z.string())))
const flag = z.optional(z.boolean())

function kind<S extends z.core.$ZodLooseShape>(touches: Touches, shape: S) {
  return { touches, data: z.strictObject(shape), opensAnew: false }
}
/** What a record shows to somebody is another from then on, or who belongs together: pages open on it ask again. */
const anew = <K extends ReturnType<typeof kind>>(one: K): K => ({ ...one, opensAnew: true })

export const changes = {
  'visit.arrived': kind('personVisits', {
    arrivedAt: Time,
    channel: key,
    cameBy: key,
    suggestedBy: key,
    spaceId: key,
    wants,
    isWelcomed: flag,
    personId: key,
    said,
  }),
  'visit.welcomed': kind('visit', { by: z.string() }),
  'visit.changed': kind('personVisits', {
    arrivedAt: z.optional(Time),
    channel: key,
    cameBy: key,
    suggestedBy: key,
    spaceId: z.optional(z.nullable(z.string())),
    wants,
    said,
  }),
  'visit.pickedUp': kind('visit', { insteadOf: key, callsAgain }),
  'visit.begunWith': kind('visit', { insteadOf: key, callsAgain }),
  'visit.lookedIn': kind('visit', { wants, said }),
  'visit.joined': kind('visit', { insteadOf: key, callsAgain }),
  'visit.steppedAway': kind('visit', { hadBegun: z.boolean(), newLead: key, callsAgain, wants, said }),
  'visit.handoverOffered': kind('visit', { to: key, toRole: z.optional(Role), said }),
  'visit.takenOver': kind('visit', { from: z.string() }),
  'visit.handoverDeclined': kind('visit', { from: z.string(), said }),
  'visit.handoverWithdrawn': kind('visit', {}),
  'visit.calledFor': kind('visit', {
    callId: z.string(),
    to: key,
    toRole: z.optional(Role),
    toAgencyId: key,
    said,
  }),
  'visit.callAnswered': kind('visit', { callId: z.string(), insteadOf: key, callsAgain }),
  'visit.callWithdrawn': kind('visit', { callId: z.string() }),
  'visit.steppedOut': kind('visit', { until: z.optional(Time), ended: ids, callsAgain, said }),
  'visit.cameBack': kind('visit', {}),
  'visit.left': kind('visit', { isWorried: flag, ended: ids, said }),
  'visit.worrySettled': kind('visit', { said }),
  'visit.reopened': kind('personVisits', {}),
  'visit.retracted': kind('personVisits', { ended: ids }),
  'visit.personJoined': anew(kind('personVisits', { personId: z.string() })),
  'visit.personParted': anew(kind('personVisits', { personId: z.string() })),
  /**
   * Somebody alongside, or whom others waited for, went home: who leads now, if anybody is alongside. `wants`
   * null: they are asked anew. `callsAgain` ask anybody again, or `toRole` instead of whoever went.
   */
  'visit.workerWentHome': kind('visit', {
    staffId: z.string(),
    newLead: key,
    wants: z.optional(z.null()),
    toRole: z.optional(Role),
    callsAgain,
  }),
  /** What was chosen is named by digest alone, as an answer is. */
  'visit.sharingChosen': anew(kind('personVisits', { said })),
  'person.sharingChosen': anew(kind('personVisits', { said })),
  /** Kept and used for nothing but safety, from now on or no longer; whom they let in is named by digest alone. */
  'visit.restricted': anew(kind('personVisits', { said })),
  'visit.restrictionLifted': anew(kind('personVisits', { said })),
  'person.restricted': anew(kind('personVisits', { said })),
  'person.restrictionLifted': anew(kind('personVisits', { said })),
  /** More was opened, or told outside, than role and choices allow: whoever leads hears of it at once. */
  'access.opened': kind('lead', { openingId: z.string(), until: Time, said }),
  'access.sharedWithout': kind('lead', { openingId: z.string(), said }),
  'access.reviewed': kind('nothing', { said }),
  'access.personTold': kind('nothing', { openingId: z.string() }),
  'enquiry.recorded': kind('nothing', { answer: z.string(), said }),
  'enquiry.told': kind('nothing', {}),
  'enquiry.erased': kind('nothing', { words: z.array(z.string()) }),
  /** Who supports whom, and what each said of it, by digest alone; it is about no visit, so it is in no story. */
  'tie.added': anew(kind('nothing', { said })),
  'tie.chosen': anew(kind('nothing', { said })),
  'tie.ended': anew(kind('nothing', {})),
  /** Of whom one side was erased: the other keeps a tie without a name. */
  'tie.sideErased': anew(kind('nothing', {})),
  'person.added': kind('nothing', { said }),
  'person.changed': kind('personVisits', { said }),
  /** The digest is of the words with those they were meant for, and with the note that they dispute. */
  'note.written': kind('nothing', {
    noteId: z.string(),
    isTogether: z.boolean(),
    disputes: key,
    digest: z.string(),
  }),
  'note.corrected': kind('nothing', { noteId: z.string(), version: z.number(), digest: z.string() }),
  /** Which words went: rows of what was said, versions of notes. The digests that named them stay where they are. */
  'visit.erased': anew(
    kind('visit', {
      why: z.string(),
      words: z.array(z.string()),
      notes: z.array(z.object({ noteId: z.string(), version: z.number() })),
      said,
    }),
  ),
  'person.erased': anew(kind('nothing', { why: z.string(), words: z.array(z.string()), said })),
  'team.cameOn': kind('team', { asLead: flag, said }),
  'team.tookLead': kind('team', { insteadOf: key, said }),
  'team.wentOff': kind('team', { said }),
  'session.began': kind('nothing', { sessionId: z.string(), isByPin: flag, how: key }),
  'session.unlocked': kind('nothing', { sessionId: z.string() }),
  'session.ended': kind('session', { sessionId: z.string() }),
  /** A secret that had been put away was shown: somebody has a copy of a cookie. It ended for both. */
  'session.reused': kind('session', { sessionId: z.string() }),
  'account.pinSet': kind('nothing', {}),
  /** Null: no end any more. */
  'account.endSet': kind('nothing', { leavesAt: z.nullable(Time) }),
  'account.left': kind('session', {}),
  /** `sessionId`: the sign-in in whose browser it was done, which is on the device from then on. */
  'device.enrolled': kind('nothing', { sessionId: key, said }),
  'device.renamed': kind('nothing', { said }),
  'device.switchedOff': kind('nothing', {}),
  'session.endedWithDevice': kind('session', { sessionId: z.string() }),
  'account.sessionsEnded': kind('session', {}),
  'account.switchedOff': kind('session', {}),
  'account.switchedOn': kind('nothing', {}),
  'account.roleChanged': kind('worker', { role: Role, agencyId: z.string() }),
  'account.renamed': kind('worker', { said }),
  /** `invitationId`: the link that was used for it. */
  'account.added': kind('nothing', { role: Role, agencyId: z.string(), invitationId: key }),
  'agency.added': kind('nothing', { kind: key, said }),
  'agency.changed': kind('centre', { kind: key, said }),
  'agency.ended': kind('nothing', {}),
  'agency.broughtBack': kind('nothing', {}),
  'agreement.written': kind('nothing', { agencyId: z.string(), said }),
  'agreement.ended': kind('nothing', { agencyId: z.string() }),
  'retention.changed': kind('nothing', { kind: z.string(), years: z.number(), said }),
  'retention.kept': kind('nothing', { until: Time, said }),
  'account.invited': kind('nothing', { role: Role, agencyId: z.string(), said }),
  'account.passwordLinkMade': kind('nothing', { invitationId: z.string() }),
  'account.linkWithdrawn': kind('nothing', {}),
  'account.passwordChanged': kind('session', { invitationId: key }),
  'account.letIn': kind('nothing', { said }),
  'pass.given': kind('nothing', { role: Role, agencyId: z.string(), endsAt: Time, said }),
  'pass.codeMade': kind('nothing', {}),
  'pass.withdrawn': kind('session', {}),
  'secondFactor.added': kind('nothing', {}),
  'secondFactor.removed': kind('nothing', {}),
  'secondFactor.reset': kind('session', {}),
  'secondFactor.codesMade': kind('nothing', {}),
  'passkey.added': kind('nothing', { passkeyId: z.string() }),
  'passkey.renamed': kind('nothing', { passkeyId: z.string() }),
  'passkey.removed': kind('nothing', { passkeyId: z.string() }),
  'signInProvider.added': kind('nothing', {}),
  'signInProvider.changed': kind('nothing', {}),
  'signInProvider.switchedOff': kind('nothing', {}),
  'signInProvider.switchedOn': kind('nothing', {}),
  'signInProvider.linked': kind('nothing', { providerId: z.string(), said }),
  'signInProvider.unlinked': kind('nothing', { providerId: z.string() }),
  'screen.enrolled': kind('nothing', { sessionId: z.string() }),
  'screen.switchedOff': kind('session', { sessionId: z.string() }),
  'list.changed': kind('centre', { list: ListName, key: z.string(), isHidden: z.boolean(), said }),
  'space.added': kind('centre', {}),
  'space.changed': kind('centre', { isHidden: flag }),
  'space.ordered': kind('nothing', { spaceIds: z.array(z.string()) }),
  'centre.changed': kind('centre', {
    word: key,
    onTheWayMinutes: z.optional(z.number()),
    lockMinutes: z.optional(z.number()),
    said,
  }),
  'centre.secondFactorDemanded': kind('centre', { roles: z.array(Role) }),
  'centre.opened': kind('nothing', {}),
} as const

export type ChangeKind = keyof typeof changes
export type ChangeData<K extends ChangeKind> = z.infer<(typeof changes)[K]['data']>
export const ChangeKind = z.enum(Object.keys(changes) as [ChangeKind, ...ChangeKind[]])
