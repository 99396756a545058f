/**
 * A PIN stands for its worker on shared devices alone: there the device is one proof and the PIN the other. Kept
 * as a password is, and checked before the door, since that takes longer than a transaction should.
 */
import { and, eq, gt, isNull, or } from 'drizzle-orm'
import { agency } from '../../../db/schema/centre.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Actor, Handlers } from '../../commands/handler.ts'
import { beginSession } from './beginning.ts'
import { usePasskey } from './passkeys.ts'
import { isPassword } from './password.ts'

const worker = statement((db) =>
  db
    .select({
      accountId: account.id,
      passwordHash: account.passwordHash,
      pinHash: staff.pinHash,
      staffId: staff.id,
      centreId: staff.centreId,
      name: staff.name,
      role: staff.role,
      agencyId: staff.agencyId,
      agency: agency.name,
    })
    .from(staff)
    .innerJoin(account, eq(account.id, staff.accountId))
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .where(
      and(
        eq(staff.id, ph('staffId')),
        eq(staff.centreId, ph('centreId')),
        isNull(staff.offAt),
        or(isNull(staff.leavesAt), gt(staff.leavesAt, ph('now'))),
      ),
    ),
)
const keepPin = statement((db) =>
  db
    .update(staff)
    .set({ pinHash: ph('pinHash') })
    .where(and(eq(staff.id, ph('staffId')), eq(staff.centreId, ph('centreId'))))
    .returning({ id: staff.id }),
)

/** Among the first that anybody would try. A repeated group, a run up or down, a year with more of the same. */
export function isTooEasy(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10)
  if (new Set(steps).size === 1) return true
  if (/^(\d{1,3})\1+\d?$/.test(pin)) return true
  return new Set(pin).size < 3
}

/** Null: not their PIN, or there is none, or they can't sign in any more. The same time passes. */
export async function whoHasPin(
  read: Reader,
  asked: { staffId: string; centreId: string; now: number; pin: string },
): Promise<Omit<Actor, 'sessionId'> | null> {
  const { pin, ...about } = asked
  const [row] = await worker(read, about)
  if (!(await isPassword(row?.pinHash ?? null, pin)) || !row) return null
  const { accountId, centreId, staffId, name, role, agencyId } = row
  return { accountId, centreId, staffId, name, role, agencyId, agency: row.agency }
}

export async function hasPassword(
  read: Reader,
  asked: { staffId: string; centreId: string; now: number; password: string },
): Promise<boolean> {
  const { password, ...about } = asked
  const [row] = await worker(read, about)
  return isPassword(row?.passwordHash ?? null, password)
}

export const pinHandlers = {
  /** `made.keeps` is the PIN's argon2id. */
  async 'session.setPin'(tx, act) {
    const { staffId } = act.actor
    const { keeps: pinHash } = act.made
    if (pinHash === undefined) act.invalid('pin', 'required')
    if ((await keepPin(tx, { staffId, centreId: act.centreId, pinHash })).length === 0) act.missing()
    act.change('account.pinSet', staffId, {})
    return staffId
  },

  /** The actor is the worker whose PIN it was; gives the new session's id. A PIN counts on a shared device alone. */
  async 'session.switchUser'(tx, act) {
    return await beginSession(tx, act, 'pin', () => act.refuse('notEnrolled', {}))
  },

  /** That it was them was settled before the door; here it is written down. */
  async 'session.unlock'(tx, act) {
    const { sessionId, staffId } = act.actor
    if (act.beside && !(await usePasskey(tx, act, act.beside))) act.refuse('unknownPasskey', {})
    act.change('session.unlocked', staffId, { sessionId })
    return sessionId
  },
} satisfies Partial<Handlers>
