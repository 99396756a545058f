/** The centre as its screens need it, and the little that its door says to somebody who hasn't signed in. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { agency, centre, listEntry, space } from '../../../db/schema/centre.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { ListName } from '../../../shared/contract/centre.ts'
import { roleKeys } from '../../../shared/contract/roleGroups.ts'
import { lockMinutesAtFirst } from '../../../shared/domain/lock.ts'
import type { QueryHandlers } from '../../queries/handler.ts'

const own = statement((db) =>
  db
    .select()
    .from(centre)
    .where(eq(centre.id, ph('centreId'))),
)
const agencies = statement((db) =>
  db
    .select({ id: agency.id, name: agency.name })
    .from(agency)
    .where(and(eq(agency.centreId, ph('centreId')), isNull(agency.endedAt)))
    .orderBy(asc(agency.name), asc(agency.id)),
)
const spaces = statement((db) =>
  db
    .select({ id: space.id, name: space.name, kind: space.kind, isHidden: space.isHidden })
    .from(space)
    .where(eq(space.centreId, ph('centreId')))
    .orderBy(asc(space.position), asc(space.id)),
)
const entries = statement((db) =>
  db
    .select({
      list: listEntry.list,
      key: listEntry.key,
      label: listEntry.label,
      isHidden: listEntry.isHidden,
      isOwn: listEntry.isOwn,
    })
    .from(listEntry)
    .where(eq(listEntry.centreId, ph('centreId')))
    .orderBy(asc(listEntry.list), asc(listEntry.key)),
)
const demonstrationAccounts = statement((db) =>
  db
    .select({ username: account.username, name: staff.name, role: staff.role, agency: agency.name })
    .from(staff)
    .innerJoin(account, eq(account.id, staff.accountId))
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .where(and(eq(staff.centreId, ph('centreId')), isNull(staff.offAt)))
    .orderBy(asc(staff.id)),
)

export const centreQueries = {
  async centre(read, ask) {
    const { centreId, now, clock } = ask
    const [row] = await own(read, { centreId })
    if (!row) return ask.missing()
    const { id, name, timeZone, word, isDemonstration, onTheWayMinutes } = row
    // Only list.change writes these, and its list is one of the contract's.
    const lists = (await entries(read, { centreId })).map((one) => ({ ...one, list: one.list as ListName }))
    return {
      id,
      name,
      timeZone,
      word,
      isDemonstration,
      onTheWayMinutes,
      lockMinutes: row.lockMinutes ?? lockMinutesAtFirst,
      secondFactorRoles: roleKeys.filter((role) => row.secondFactorSince?.[role] !== undefined),
      agencies: await agencies(read, { centreId }),
      spaces: await spaces(read, { centreId }),
      lists,
      now,
      clockSpeed: clock.speed,
    }
  },

  /** Who works here is told at the door of the demonstration alone, where nobody is real. */
  async 'centre.door'(read, ask) {
    const { centreId } = ask
    const [row] = await own(read, { centreId })
    if (!row) return ask.missing()
    const { name, isDemonstration } = row
    return {
      name,
      isDemonstration,
      accounts: isDemonstration ? await demonstrationAccounts(read, { centreId }) : [],
    }
  },
} satisfies Partial<QueryHandlers>
