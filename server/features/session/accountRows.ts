/** The account behind a sign-in, as the commands about it need it. */
import { and, count, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import { centre } from '../../../db/schema/centre.ts'
import { passkey } from '../../../db/schema/signIn.ts'
import { account, session, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader, Writer } from '../../../db/store.ts'
import type { Act } from '../../commands/handler.ts'
import { isOperator } from '../../operatorActor.ts'

export const accountById = statement((db) =>
  db
    .select({ username: account.username, passwordHash: account.passwordHash })
    .from(account)
    .where(eq(account.id, ph('accountId'))),
)
/** Takes the account's row: two changes of one sign-in wait for each other. */
export const takeAccount = statement((db) =>
  db
    .update(account)
    .set({ username: sql`${account.username}` })
    .where(eq(account.id, ph('accountId')))
    .returning({ passwordHash: account.passwordHash }),
)
export const setPassword = statement((db) =>
  db
    .update(account)
    .set({ passwordHash: ph('passwordHash') })
    .where(eq(account.id, ph('accountId'))),
)
export const centreById = statement((db) =>
  db
    .select({ name: centre.name })
    .from(centre)
    .where(eq(centre.id, ph('centreId'))),
)
export const passkeysOf = statement((db) =>
  db
    .select()
    .from(passkey)
    .where(eq(passkey.accountId, ph('accountId'))),
)
const endOtherSessions = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('at') })
    .where(
      and(
        sql`${session.staffId} in (select ${staff.id} from ${staff} where ${staff.accountId} = ${ph('accountId')})`,
        ne(session.id, ph('besides')),
        isNull(session.endedAt),
      ),
    ),
)
/** A second factor was set up in this session, by whoever proved both. */
export const keepSecondProof = statement((db) =>
  db
    .update(session)
    .set({ secondProofAt: ph('at') })
    .where(eq(session.id, ph('sessionId'))),
)
const elsewhere = statement((db) =>
  db
    .select({ n: count() })
    .from(staff)
    .where(
      and(
        eq(staff.accountId, ph('accountId')),
        ne(staff.centreId, ph('centreId')),
        isNull(staff.offAt),
        or(isNull(staff.leavesAt), gt(staff.leavesAt, ph('now'))),
      ),
    ),
)

/** Every session of an account, wherever it works, but the one named (''). */
export async function endSessionsOf(
  tx: Writer,
  which: { accountId: string; at: number; besides: string },
): Promise<void> {
  await endOtherSessions(tx, which)
}

/**
 * One administrator has no say about a sign-in that opens another centre too; one that is switched off there, or whose
 * last day there is over, opens nothing. Whoever keeps the server has a say for all of them.
 */
export async function worksElsewhere(
  read: Reader,
  { actor, centreId, at: now }: Pick<Act<'account.makePasswordLink'>, 'actor' | 'centreId' | 'at'>,
  accountId: string,
): Promise<boolean> {
  if (isOperator(actor)) return false
  const [row] = await elsewhere(read, { accountId, centreId, now })
  return (row?.n ?? 0) > 0
}
