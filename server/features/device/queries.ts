/** Which devices are shared, and what one of them may know before anybody has signed in: first names, no more. */
import { and, asc, desc, eq, gt, isNotNull, isNull, or } from 'drizzle-orm'
import { device } from '../../../db/schema/device.ts'
import { session, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import { lockMinutesAtFirst } from '../../../shared/domain/lock.ts'
import { pinOpensFor } from '../../../shared/domain/pinOpens.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { deviceOf } from '../../rows/sharedDevice.ts'

const all = statement((db) =>
  db
    .select({
      id: device.id,
      name: device.name,
      enrolledAt: device.enrolledAt,
      by: staff.name,
      offAt: device.offAt,
      secretHash: device.secretHash,
    })
    .from(device)
    .innerJoin(staff, eq(staff.id, device.byStaffId))
    .where(eq(device.centreId, ph('centreId')))
    .orderBy(desc(device.enrolledAt), desc(device.id)),
)
/** A wall stays signed in until somebody ends it. */
const screensUp = statement((db) =>
  db
    .select({ id: session.id, name: session.screenName, enrolledAt: session.beganAt })
    .from(session)
    .where(and(eq(session.centreId, ph('centreId')), isNull(session.staffId), isNull(session.endedAt)))
    .orderBy(desc(session.beganAt), desc(session.id)),
)
const withPin = statement((db) =>
  db
    .select({
      staffId: staff.id,
      name: staff.name,
      role: staff.role,
      agencyId: staff.agencyId,
      pinHash: staff.pinHash,
      leavesAt: staff.leavesAt,
    })
    .from(staff)
    .where(
      and(
        eq(staff.centreId, ph('centreId')),
        isNotNull(staff.pinHash),
        isNull(staff.offAt),
        or(isNull(staff.leavesAt), gt(staff.leavesAt, ph('now'))),
      ),
    )
    .orderBy(asc(staff.name), asc(staff.id)),
)

export const deviceQueries = {
  async devices(read, { centreId, deviceHash }) {
    const rows = await all(read, { centreId })
    return {
      devices: rows.map(({ secretHash, ...row }) => ({ ...row, isThis: secretHash === deviceHash })),
      screens: (await screensUp(read, { centreId })).map((row) => ({ ...row, name: row.name ?? '' })),
    }
  },

  async device(read, { deviceHash, now, sealing }) {
    const found = await deviceOf(read, deviceHash)
    if (!found) return { device: null }
    const { id, centreId, name, lockMinutes } = found
    const rows = await withPin(read, { centreId, now })
    const people = rows.map(({ role, agencyId, pinHash, leavesAt, ...one }) => ({
      ...one,
      mark: sealing.mark(id, one.staffId, pinHash, role, agencyId),
      opensFor: Math.min(pinOpensFor, (leavesAt ?? Infinity) - now),
    }))
    return { device: { name, lockMinutes: lockMinutes ?? lockMinutesAtFirst, people } }
  },
} satisfies Partial<QueryHandlers>
