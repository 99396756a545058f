/**
 * Who somebody is, by user name and password: before any door, since hashing takes longer than a
 * transaction should. Says nobody alike for an unknown name, a wrong password and an account switched off.
 */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { agency } from '../../../db/schema/centre.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import { foldUsername } from '../../../shared/domain/username.ts'
import type { Actor } from '../../commands/handler.ts'
import { type Holds, isPassword } from './password.ts'

/** The first of an account's workplaces that it isn't switched off at. */
const byUsername = statement((db) =>
  db
    .select({
      accountId: account.id,
      passwordHash: account.passwordHash,
      staffId: staff.id,
      centreId: staff.centreId,
      name: staff.name,
      role: staff.role,
      agencyId: staff.agencyId,
      agency: agency.name,
    })
    .from(account)
    .leftJoin(staff, and(eq(staff.accountId, account.id), isNull(staff.offAt)))
    .leftJoin(agency, eq(agency.id, staff.agencyId))
    .where(eq(account.username, ph('username')))
    .orderBy(asc(staff.id))
    .limit(1),
)

/** Null: no. The same time passes whatever the reason: it is the same work. */
export async function identify(
  read: Reader,
  username: string,
  password: string,
  holds?: Holds,
): Promise<Omit<Actor, 'sessionId'> | null> {
  const [row] = isStorable(username) ? await byUsername(read, { username: foldUsername(username) }) : []
  const isTheirs = await isPassword(row?.passwordHash ?? null, password, holds)
  if (!isTheirs || !row?.staffId || !row.centreId || !row.name || !row.role || !row.agencyId) return null
  const { accountId, centreId, staffId, name, role, agencyId } = row
  return { accountId, centreId, staffId, name, role, agencyId, agency: row.agency ?? '' }
}

/** PostgreSQL fails on NUL, SQLite changes lone surrogates: nobody's user name has either. */
const isStorable = (text: string) => !/\p{Surrogate}/u.test(text) && !text.includes('\u0000')
