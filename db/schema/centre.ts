/** The centre, its agencies, spaces and what it made of the lists. Every other row belongs to a centre. */
import { flag, int, primaryKey, table, text, time, index } from '../portable.ts'

export const centre = table('centre', {
  id: text().primaryKey(),
  name: text().notNull(),
  timeZone: text().notNull(),
  word: text().$type<'person' | 'guest' | 'visitor'>().notNull(),
  isDemonstration: flag().notNull(),
  onTheWayMinutes: int().notNull(),
  openedAt: time().notNull(),
})

export const agency = table('agency', {
  id: text().primaryKey(),
  centreId: text().notNull(),
  name: text().notNull(),
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
