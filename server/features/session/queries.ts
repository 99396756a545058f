/** Who is signed in here, and whose accounts there are. Never a password's hash. */
import { and, asc, count, eq, isNull, ne } from 'drizzle-orm'
import { accessReview, opening } from '../../../db/schema/access.ts'
import { agency } from '../../../db/schema/centre.ts'
import { authenticator } from '../../../db/schema/signIn.ts'
import { account, onTeam, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import { viewerClassOf } from '../../feed/viewer.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { deviceOf } from '../../rows/sharedDevice.ts'

const onNow = statement((db) =>
  db
    .select({ isLead: onTeam.isLead })
    .from(onTeam)
    .where(and(eq(onTeam.staffId, ph('staffId')), isNull(onTeam.offAt))),
)
/** Asked with each change of a shift's lead or of rights: by the index of what waits, of which alone it reads the reviews. */
const unreviewed = statement((db) =>
  db
    .select({ n: count() })
    .from(opening)
    .leftJoin(accessReview, eq(accessReview.subject, opening.id))
    .where(
      and(
        eq(opening.centreId, ph('centreId')),
        isNull(opening.reviewedAt),
        ne(opening.staffId, ph('staffId')),
        // Of before it was kept with the opening.
        isNull(accessReview.id),
      ),
    ),
)
const accounts = statement((db) =>
  db
    .select({
      staffId: staff.id,
      name: staff.name,
      username: account.username,
      role: staff.role,
      agencyId: staff.agencyId,
      agency: agency.name,
      offAt: staff.offAt,
      leavesAt: staff.leavesAt,
      app: authenticator.confirmedAt,
    })
    .from(staff)
    .innerJoin(account, eq(account.id, staff.accountId))
    .leftJoin(authenticator, eq(authenticator.accountId, staff.accountId))
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .where(eq(staff.centreId, ph('centreId')))
    .orderBy(asc(staff.name), asc(staff.id)),
)

export const sessionQueries = {
  /** `endsAt` is the token's, which only the way in knows: server/http puts it in. */
  async session(read, { asker, now }) {
    const { staffId, name, role, agency: agencyName, centreId } = asker
    const [on] = await onNow(read, { staffId })
    const isShiftLead = on?.isLead ?? false
    const reviews = isShiftLead || role === 'manager'
    const toReview = reviews ? ((await unreviewed(read, { centreId, staffId }))[0]?.n ?? 0) : 0
    const me = { staffId, name, role, agency: agencyName, centreId, isOn: !!on, isShiftLead, endsAt: now }
    return {
      ...me,
      ...(toReview > 0 ? { toReview } : {}),
      ...(asker.owesSecondFactor ? { mustAddSecondFactor: true } : {}),
    }
  },

  async 'session.sealingKeys'(read, { asker, sealing, deviceHash }) {
    const mine = { staffId: asker.staffId, keys: sealing.ofWorker(asker) }
    const device = await deviceOf(read, deviceHash)
    if (device?.centreId !== asker.centreId) return mine
    return { ...mine, board: sealing.ofBoard(device.id, viewerClassOf(asker)) }
  },

  async 'session.accounts'(read, { centreId }) {
    const rows = await accounts(read, { centreId })
    return { accounts: rows.map(({ app, ...row }) => ({ ...row, hasApp: app !== null })) }
  },
} satisfies Partial<QueryHandlers>
