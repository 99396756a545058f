/** The centre, its agencies, spaces and what it made of the lists. Every other row belongs to a centre. */
import type { AgencyKindKey } from '../../shared/lists/agencyKinds.ts'
import type { RetentionKindKey } from '../../shared/lists/retentionKinds.ts'
import type { Role } from '../../shared/contract/role.ts'
import { flag, int, json, primaryKey, table, text, time, index } from '../portable.ts'

export const centre = table('centre', {
  id: text().primaryKey(),
  name: text().notNull(),
  timeZone: text().notNull(),
  word: text().$type<'person' | 'guest' | 'visitor'>().notNull(),
  isDemonstration: flag().notNull(),
  onTheWayMinutes: int().notNull(),
  /** After how many idle minutes a shared device covers its screen; null: as shipped. */
  lockMinutes: int(),
  /** Roles of which a second factor is wanted, each since when (UTC ms); null: of none. */
  secondFactorSince: json<Partial<Record<Role, number>>>(),
  openedAt: time().notNull(),
})

export const agency = table('agency', {
  id: text().primaryKey(),
  centreId: text().notNull(),
  name: text().notNull(),
  /** Null: from before kinds were asked, and nobody has said since. */
  kind: text().$type<AgencyKindKey>(),
  /** No longer part of the centre; what its workers wrote stays. */
  endedAt: time(),
})

/** What was agreed with an agency about sharing. Rows are never changed but for their end. */
export const agreement = table(
  'agreement',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    agencyId: text().notNull(),
    /** Local days. */
    agreedOn: text().notNull(),
    reviewBy: text(),
    purpose: text().notNull(),
    keptAt: text().notNull(),
    writtenAt: time().notNull(),
    byStaffId: text().notNull(),
    endedAt: time(),
  },
  (t) => [index('agreement_centre').on(t.centreId)],
)

/** Where a centre keeps a kind of record for another time than is shipped. */
export const retention = table(
  'retention',
  {
    centreId: text().notNull(),
    kind: text().$type<RetentionKindKey>().notNull(),
    years: int().notNull(),
    why: text(),
    changedAt: time().notNull(),
    byStaffId: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.centreId, t.kind] })],
)

/** A person's record, or a visit by nobody known, that is kept longer than the rules say, until when. Why is in `said`. */
export const retentionKeep = table('retention_keep', {
  subject: text().primaryKey(),
  centreId: text().notNull(),
  until: time().notNull(),
  at: time().notNull(),
  byStaffId: text().notNull(),
})

export const space = table(
  'space',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    name: text().notNull(),
    kind: text().notNull(),
    isHidden: flag().notNull(),
    position: int().notNull(),
  },
  (t) => [index('space_centre').on(t.centreId)],
)

/** What a centre renamed, hid or added. A key never changes meaning once it was used. */
export const listEntry = table(
  'list_entry',
  {
    centreId: text().notNull(),
    list: text().notNull(),
    key: text().notNull(),
    label: text(),
    isHidden: flag().notNull(),
    isOwn: flag().notNull(),
  },
  (t) => [primaryKey({ columns: [t.centreId, t.list, t.key] })],
)
