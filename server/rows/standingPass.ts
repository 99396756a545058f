/** Whether a worker is here on a night pass that stands: what they may hand on to others depends on it. */
import { and, eq, gt, isNull } from 'drizzle-orm'
import { nightPass } from '../../db/schema/signIn.ts'
import { staff } from '../../db/schema/staff.ts'
import { ph, statement } from '../../db/statement.ts'

/** Not where an administrator gave its worker another end since: from then on they are theirs to see to. */
export const passStands = and(
  eq(nightPass.centreId, ph('centreId')),
  isNull(nightPass.withdrawnAt),
  gt(nightPass.endsAt, ph('at')),
  isNull(staff.offAt),
  eq(staff.leavesAt, nightPass.endsAt),
)

export const standingPass = statement((db) =>
  db
    .select({ id: nightPass.id })
    .from(nightPass)
    .innerJoin(staff, eq(staff.id, nightPass.staffId))
    .where(and(eq(nightPass.staffId, ph('staffId')), passStands)),
)
