/**
 * A worker's account: on, off, role, name. What was done under it stays under it. A worker who can't sign in
 * any more, or whose new role has no part in visits, leaves nobody waiting for them.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { onTeam, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { type Role } from '../../../shared/contract/role.ts'
import { team, teamAndVolunteers } from '../../../shared/contract/roleGroups.ts'
import { dayRange } from '../../../shared/domain/days.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { checkSignInsOf } from '../../rows/agencies.ts'
import { takeWorker } from '../../rows/locks.ts'
import { endingAfter } from '../../rows/times.ts'
import { zoneOf } from '../../rows/zone.ts'
import { endOffersTo } from './goHome.ts'
import { goHome, setOff, switchOff } from './switchOff.ts'

type AccountCommand =
  | 'account.leave'
  | 'account.endOn'
  | 'account.switchOff'
  | 'account.switchOn'
  | 'account.changeRole'
  | 'account.rename'

const setRole = statement((db) =>
  db
    .update(staff)
    .set({ role: ph('role'), agencyId: ph('agencyId'), version: sql`${staff.version} + 1` })
    .where(eq(staff.id, ph('staffId'))),
)
const setName = statement((db) =>
  db
    .update(staff)
    .set({ name: ph('name'), version: sql`${staff.version} + 1` })
    .where(eq(staff.id, ph('staffId'))),
)
const setEnd = statement((db) =>
  db
    .update(staff)
    .set({ leavesAt: ph('leavesAt'), version: sql`${staff.version} + 1` })
    .where(eq(staff.id, ph('staffId'))),
)
const endInterval = statement((db) =>
  db
    .update(onTeam)
    .set({ offAt: endingAfter(onTeam.onAt) })
    .where(and(eq(onTeam.staffId, ph('staffId')), eq(onTeam.centreId, ph('centreId')), isNull(onTeam.offAt)))
    .returning({ offAt: onTeam.offAt, isLead: onTeam.isLead }),
)
const beginInterval = statement((db) =>
  db.insert(onTeam).values({
    id: ph('id'),
    centreId: ph('centreId'),
    staffId: ph('staffId'),
    role: ph('role'),
    agencyId: ph('agencyId'),
    onAt: ph('onAt'),
    isLead: ph('isLead'),
  }),
)

export const accountHandlers = {
  async 'account.switchOff'(tx, act, { staffId }) {
    if (staffId === act.actor.staffId) act.refuse('yourself', {})
    const worker = await taken(tx, act, staffId)
    if (worker.offAt !== null) act.refuse('alreadyOff', { at: worker.offAt })
    await switchOff(tx, act, worker)
    act.change('account.switchedOff', staffId, {})
    return staffId
  },

  async 'account.switchOn'(tx, act, { staffId }) {
    const worker = await taken(tx, act, staffId)
    if (worker.offAt === null) act.refuse('notOff', {})
    await checkSignInsOf(tx, act, worker.agencyId)
    await setOff(tx, { staffId, offAt: null })
    // A last day that has passed would switch them off again.
    await setEnd(tx, { staffId, leavesAt: null })
    act.change('account.switchedOn', staffId, {})
    return staffId
  },

  async 'account.endOn'(tx, act, { staffId, day }) {
    if (staffId === act.actor.staffId) act.refuse('yourself', {})
    const worker = await taken(tx, act, staffId)
    if (worker.offAt !== null) act.refuse('alreadyOff', { at: worker.offAt })
    const leavesAt = day === null ? null : dayRange(day, await zoneOf(tx, act.centreId)).from
    if (leavesAt === worker.leavesAt) return staffId
    await setEnd(tx, { staffId, leavesAt })
    act.change('account.endSet', staffId, { leavesAt })
    return staffId
  },

  /** Nothing where somebody was quicker, or the day was put off meanwhile. */
  async 'account.leave'(tx, act, { staffId }) {
    const worker = await taken(tx, act, staffId)
    if (worker.offAt !== null || worker.leavesAt === null || worker.leavesAt > act.at) return staffId
    await switchOff(tx, act, worker)
    act.change('account.left', staffId, {})
    return staffId
  },

  async 'account.changeRole'(tx, act, { staffId, role, ...input }) {
    if (staffId === act.actor.staffId) act.refuse('yourself', {})
    const worker = await taken(tx, act, staffId)
    const agencyId = input.agencyId ?? worker.agencyId
    if (worker.role === role && worker.agencyId === agencyId) return staffId
    await checkSignInsOf(tx, act, agencyId)
    await setRole(tx, { staffId, role, agencyId })
    if ((teamAndVolunteers as readonly Role[]).includes(role))
      await stayOnAs(tx, act, { staffId, role, agencyId })
    else await goHome(tx, act, worker)
    act.change('account.roleChanged', staffId, { role, agencyId })
    return staffId
  },

  async 'account.rename'(tx, act, { staffId, name }) {
    const worker = await taken(tx, act, staffId)
    if (worker.name === name) return staffId
    await setName(tx, { staffId, name })
    act.change('account.renamed', staffId, { said: [act.say(staffId, 'name', name)] })
    return staffId
  },
} satisfies Partial<Handlers>

async function taken(tx: Writer, act: Act<AccountCommand>, staffId: string) {
  const [worker] = await takeWorker(tx, { staffId, centreId: act.centreId })
  return worker ?? act.missing()
}

/**
 * Who is on shows the role they have from now on, and a review the role they had then: so the interval ends
 * and another begins.
 */
async function stayOnAs(
  tx: Writer,
  act: Act<'account.changeRole'>,
  now: { staffId: string; role: Role; agencyId: string },
): Promise<void> {
  const { staffId, role, agencyId } = now
  const { centreId } = act
  const [on] = await endInterval(tx, { staffId, centreId, at: act.at })
  if (on) {
    const { isLead, offAt } = on
    await beginInterval(tx, { id: act.newId(), centreId, staffId, role, agencyId, onAt: offAt, isLead })
  }
  if (!(team as readonly Role[]).includes(role)) await endOffersTo(tx, act, staffId)
}
