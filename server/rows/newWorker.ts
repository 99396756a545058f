/** Somebody new works here: an account of their own, and the row of what it may do at this centre. */
import { account, staff } from '../../db/schema/staff.ts'
import { ph, statement } from '../../db/statement.ts'

/** What is kept for an account that has none: whoever chose a passkey instead, or is here on a pass. */
export const noPassword = 'none'

/** Nothing where somebody has this user name already. */
export const addAccount = statement((db) =>
  db
    .insert(account)
    .values({
      id: ph('id'),
      username: ph('username'),
      passwordHash: ph('passwordHash'),
      createdAt: ph('createdAt'),
    })
    .onConflictDoNothing()
    .returning({ id: account.id }),
)
/** `leavesAt` is UTC ms; null: no end is known. */
export const addWorker = statement((db) =>
  db.insert(staff).values({
    id: ph('id'),
    centreId: ph('centreId'),
    accountId: ph('accountId'),
    name: ph('name'),
    role: ph('role'),
    agencyId: ph('agencyId'),
    leavesAt: ph('leavesAt'),
    version: 1,
  }),
)
