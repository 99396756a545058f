/**
 * Records opened and things told beyond what a role or the person's choices allow, each with why it had to be, and
 * records that were restricted or opened again; what was looked over afterwards; and who asked whether somebody is here.
 */
import { sql } from 'drizzle-orm'
import type { RestrictionStep } from '../../shared/contract/restriction.ts'
import { index, table, text, time, uniqueIndex } from '../portable.ts'

export const opening = table(
  'opening',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    /**
     * `opened`: a worker opened a record. `shared`: something was told without the person's permission. The others: what
     * they asked to be used for nothing was so from then on, for others than before, or no longer.
     */
    kind: text().$type<'opened' | 'shared' | RestrictionStep>().notNull(),
    staffId: text().notNull(),
    /** Null: a restriction of somebody known, outside a visit. */
    visitId: text(),
    /** Whose visit it was then, where the centre knew them. */
    personId: text(),
    /** Empty for a restriction: what was said of it stands with the person's own words. */
    reason: text().notNull(),
    /** Of `shared`: what was told, to whom, and who decided it. */
    what: text(),
    toldWhom: text(),
    decidedBy: text(),
    at: time().notNull(),
    /** Of `opened`: until when this worker sees it all. */
    until: time(),
    personToldAt: time(),
    personToldBy: text(),
    /** Somebody went through it then (`access_review` says who). Null of what was gone through before this was kept, too. */
    reviewedAt: time(),
  },
  (t) => [
    index('opening_centre').on(t.centreId, t.at),
    index('opening_visit').on(t.visitId, t.staffId),
    index('opening_person').on(t.personId, t.staffId),
    index('opening_unreviewed')
      .on(t.centreId, t.at)
      .where(sql`reviewed_at is null`),
  ],
)

/** An opening, or an unusual look (a row of `looked`), that somebody has gone through. */
export const accessReview = table(
  'access_review',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    subject: text().notNull(),
    at: time().notNull(),
    byStaffId: text().notNull(),
    remark: text(),
  },
  (t) => [uniqueIndex('access_review_once').on(t.subject)],
)

/** Somebody asked after somebody. The answer is the same whether or not they are here. */
export const enquiry = table(
  'enquiry',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    askedBy: text().notNull(),
    askedAfter: text().notNull(),
    answer: text().$type<EnquiryAnswer>().notNull(),
    remark: text(),
    at: time().notNull(),
    byStaffId: text().notNull(),
    /** In which visit the person was told. */
    visitId: text(),
    toldAt: time(),
    toldBy: text(),
  },
  (t) => [index('enquiry_centre').on(t.centreId, t.at), index('enquiry_visit').on(t.visitId)],
)
export type EnquiryAnswer = 'cantSay' | 'messageTaken' | 'somethingElse'
