/**
 * Somebody supports somebody: a tie between two people who each have a record of their own. It stands with neither of
 * them, so that no record, copy, story or search of the one can show the other.
 */
import { flag, index, table, text, time } from '../portable.ts'

export const tie = table(
  'tie',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    /** Each side: a person, or a visit while nobody knows whose it is; '' once that side’s record was erased. */
    supporter: text().notNull(),
    supported: text().notNull(),
    /** What each side said: whether the other may know that they come here. Null: not asked. */
    supporterSays: flag(),
    supporterSaidAt: time(),
    supportedSays: flag(),
    supportedSaidAt: time(),
    at: time().notNull(),
    byStaffId: text().notNull(),
    endedAt: time(),
    endedBy: text(),
  },
  (t) => [index('tie_supporter').on(t.supporter), index('tie_supported').on(t.supported)],
)
