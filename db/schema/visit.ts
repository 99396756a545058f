/**
 * A visit and what happens in it. There is no state column: what a visit is doing is worked out from these
 * facts (shared/domain/doing.ts). Nothing here grades a person, and nothing but the time is compulsory.
 */
import { type AnyColumn, sql, type SQL } from 'drizzle-orm'
import type { Role } from '../../shared/contract/role.ts'
import type { Sharing } from '../../shared/domain/access.ts'
import { flag, index, int, json, table, text, time, uniqueIndex } from '../portable.ts'

interface OnBoardFacts {
  retractedAt: AnyColumn
  goneAt: AnyColumn
  isWorried: AnyColumn
  worrySettledAt: AnyColumn
}
/**
 * Open, or gone while we're worried; never "today's", since a centre never closes. In these very words, or
 * SQLite doesn't see that it is what the index `visit_board` holds, and reads every visit there ever was.
 */
export const onBoard = (t: OnBoardFacts): SQL =>
  sql`${t.retractedAt} is null and (${t.goneAt} is null or (${t.isWorried} and ${t.worrySettledAt} is null))`

export const visit = table(
  'visit',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    personId: text(),
    /** What they'd like to be called; without one the soft name stands until they're known. */
    label: text(),
    softName: text(),
    arrivedAt: time().notNull(),
    recordedAt: time().notNull(),
    loggedBy: text().notNull(),
    channel: text().notNull(),
    cameBy: text(),
    suggestedBy: text(),
    withWhom: text(),
    /** Null: not asked. */
    wants: json<string[]>(),
    wantsStaff: json<string[]>(),
    ratherNot: json<string[]>(),
    wantsNote: text(),
    /** The latest of their own words; all of them are in `said`. */
    words: text(),
    wordsShown: flag().notNull(),
    reasons: json<string[]>(),
    reasonsShown: flag().notNull(),
    nameOnWall: flag().notNull(),
    feeling: int(),
    feelingSkipped: text(),
    spaceId: text(),
    welcomedAt: time(),
    welcomedBy: text(),
    /** Hello was said in the same breath as the visit was logged: counted apart from waits. */
    isWelcomedOnArrival: flag().notNull(),
    /** When anybody first was with them; kept when they step away. */
    firstWithAt: time(),
    lastSeenAt: time(),
    lastSeenBy: text(),
    outAt: time(),
    outUntil: time(),
    goneAt: time(),
    goneBy: text(),
    /** When and by whom the goodbye was recorded, for undoing it. */
    goneRecordedAt: time(),
    ending: text(),
    feelingLeaving: int(),
    feelingLeavingSkipped: text(),
    gotWhatCameFor: text(),
    feltWelcome: text(),
    toldAgain: text(),
    helped: json<string[]>(),
    isWorried: flag().notNull(),
    worrySettledAt: time(),
    retractedAt: time(),
    retractedBy: text(),
    /** What was chosen in this visit about who may know what; of somebody known, all of it stands with them. */
    sharing: json<Sharing>(),
    /** Since when it is restricted, out of `sharing`, for what asks the tables. */
    restrictedAt: time(),
    version: int().notNull(),
  },
  (t) => [
    // With when they came: who was here long is then answered from the index alone.
    index('visit_gone').on(t.centreId, t.goneAt, t.arrivedAt),
    index('visit_arrived').on(t.centreId, t.arrivedAt),
    // After the ones above: without statistics SQLite takes the later of two that seem alike, and read every
    // visit there ever was for a board (300 ms at a million, 1 ms with this one).
    index('visit_board').on(t.centreId).where(onBoard(t)),
    index('visit_unknown')
      .on(t.centreId, t.arrivedAt)
      .where(sql`person_id is null`),
    index('visit_restricted')
      .on(t.centreId)
      .where(sql`restricted_at is not null`),
    index('visit_person').on(t.personId, t.arrivedAt),
    uniqueIndex('visit_person_once')
      .on(t.personId)
      .where(sql`gone_at is null and retracted_at is null and person_id is not null`),
  ],
)

/** A worker alongside: from "I'll go" (`saidAt`) or from being there (`begunAt`) until `endedAt`. */
export const alongside = table(
  'alongside',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    visitId: text()
      .notNull()
      .references(() => visit.id),
    staffId: text().notNull(),
    role: text().$type<Role>().notNull(),
    agencyId: text().notNull(),
    isLead: flag().notNull(),
    saidAt: time().notNull(),
    dueBy: time(),
    begunAt: time(),
    endedAt: time(),
    endedWhy: text().$type<AlongsideEnd>(),
  },
  (t) => [
    uniqueIndex('alongside_lead')
      .on(t.visitId)
      .where(sql`is_lead and ended_at is null`),
    uniqueIndex('alongside_once')
      .on(t.visitId, t.staffId)
      .where(sql`ended_at is null`),
    // Open ones first: somebody who stays for weeks has many rows, and every command wants only these.
    index('alongside_visit').on(t.visitId, t.endedAt, t.saidAt),
    index('alongside_staff').on(t.staffId, t.endedAt),
    index('alongside_time').on(t.centreId, t.saidAt),
  ],
)
export type AlongsideEnd =
  'steppedAway' | 'handedOver' | 'goodbye' | 'steppedOut' | 'wentHome' | 'notBegun' | 'retracted'

/** An offer to take over. The giver keeps the lead until it ends in `takenOver`. */
export const handover = table(
  'handover',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    visitId: text()
      .notNull()
      .references(() => visit.id),
    fromStaffId: text().notNull(),
    toStaffId: text(),
    toRole: text().$type<Role>(),
    /** The word that was said with it, in `said`. */
    wordId: text(),
    offeredAt: time().notNull(),
    endedAt: time(),
    endedBy: text(),
    outcome: text().$type<'takenOver' | 'declined' | 'withdrawn' | 'lapsed'>(),
  },
  (t) => [
    uniqueIndex('handover_open')
      .on(t.visitId)
      .where(sql`ended_at is null`),
    index('handover_visit').on(t.visitId),
  ],
)

/** Asking a role, an agency or a worker to come. */
export const call = table(
  'call',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    visitId: text()
      .notNull()
      .references(() => visit.id),
    byStaffId: text().notNull(),
    toStaffId: text(),
    toRole: text().$type<Role>(),
    toAgencyId: text(),
    /** The word that was said with it, in `said`. */
    wordId: text(),
    calledAt: time().notNull(),
    answeredBy: text(),
    answeredAt: time(),
    withdrawnAt: time(),
    withdrawnBy: text(),
  },
  (t) => [
    index('call_visit').on(t.visitId),
    index('call_open')
      .on(t.visitId)
      .where(sql`answered_at is null and withdrawn_at is null`),
    index('call_named')
      .on(t.toStaffId)
      .where(sql`answered_at is null and withdrawn_at is null`),
  ],
)

/** Out for a bit, and back: kept as intervals beside the visit's own current one. */
export const outing = table(
  'outing',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    visitId: text()
      .notNull()
      .references(() => visit.id),
    outAt: time().notNull(),
    until: time(),
    backAt: time(),
  },
  (t) => [
    uniqueIndex('outing_open')
      .on(t.visitId)
      .where(sql`back_at is null`),
  ],
)
