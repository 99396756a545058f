/**
 * Whose last day has ended is switched off by the program itself, through the door, within half a minute: they go
 * home, and nobody is left waiting for them. That they can't do anything meanwhile is settled elsewhere.
 */
import { and, isNull, lte } from 'drizzle-orm'
import { staff } from '../db/schema/staff.ts'
import { ph, statement } from '../db/statement.ts'
import type { Reader } from '../db/store.ts'
import type { Clock } from './clock.ts'
import type { Door } from './commands/run.ts'

/** How often it is looked for, ms. */
export const leavingEvery = 30_000

const due = statement((db) =>
  db
    .select({ staffId: staff.id, centreId: staff.centreId, role: staff.role, agencyId: staff.agencyId })
    .from(staff)
    .where(and(isNull(staff.offAt), lte(staff.leavesAt, ph('now')))),
)

/** Lets go whoever is due; several servers at once do it once. */
export async function letLeaversGo(parts: { read: Reader; door: Door; clock: Clock }): Promise<void> {
  const { read, door, clock } = parts
  for (const { staffId, ...about } of await due(read, { now: clock.now() })) {
    const actor = { ...about, accountId: staffId, staffId: '', sessionId: 'system', name: '', agency: '' }
    await door.run('account.leave', { actor, input: { staffId } })
  }
}
