/** Computers that several workers share: a desk, a tablet. Who may change there by PIN is each worker's to set. */
import { index, table, text, time, uniqueIndex } from '../portable.ts'

export const device = table(
  'device',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    name: text().notNull(),
    /** Digest of the secret in its cookie, which only that browser has. */
    secretHash: text().notNull(),
    enrolledAt: time().notNull(),
    byStaffId: text().notNull(),
    offAt: time(),
  },
  (t) => [uniqueIndex('device_secret').on(t.secretHash), index('device_centre').on(t.centreId)],
)
