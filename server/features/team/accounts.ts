/**
 * A worker's account: on, off, role, name. What was done under it stays under it. A worker who can't sign in
 * any more, or whose new role has no part in visits, leaves nobody waiting for them.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { agency } from '../../../db/schema/centre.ts'
import { onTeam, session, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { type Role } from '../../../shared/contract/role.ts'
import { teamAndVolunteers } from '../../../shared/contract/roleGroups.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { endShiftOf, leaveTheirVisits } from './goHome.ts'

type AccountCommand = 'account.switchOff' | 'account.switchOn' | 'account.changeRole' | 'account.rename'

/** Takes the worker's row; its version moves only when something about it does. */
const take = statement((db) =>
  db
    .update(staff)
    .set({ version: sql`${staff.version}` })
    .where(and(eq(staff.id, ph('staffId')), eq(staff.centreId, ph('centreId'))))
    .returning(),
)
const setOff = statement((db) =>
  db
    .update(staff)
    .set({ offAt: ph('offAt'), version: sql`${staff.version} + 1` })
    .where(eq(staff.id, ph('staffId'))),
)
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
const endSessions = statement((db) =>
  db
    .update(session)
    .set({ endedAt: ph('at') })
    .where(and(eq(session.staffId, ph('staffId')), isNull(session.endedAt))),
)
const onNow = statement((db) =>
  db
    .select({ id: onTeam.id, isLead: onTeam.isLead })
    .from(onTeam)
    .where(and(eq(onTeam.staffId, ph('staffId')), isNull(onTeam.offAt))),
)
const setOnAs = statement((db) =>
  db
    .update(onTeam)
    .set({ role: ph('role'), agencyId: ph('agencyId'), isLead: ph('isLead') })
    .where(eq(onTeam.id, ph('id'))),
)
const agencyHere = statement((db) =>
  db
    .select({ id: agency.id })
    .from(agency)
    .where(and(eq(agency.id, ph('agencyId')), eq(agency.centreId, ph('centreId')))),
)

export const accountHandlers = {
  async 'account.switchOff'(tx, act, { staffId }) {
    if (staffId === act.actor.staffId) act.refuse('yourself', {})
    const worker = await taken(tx, act, staffId)
    if (worker.offAt !== null) act.refuse('alreadyOff', { at: worker.offAt })
    await setOff(tx, { staffId, offAt: act.at })
    await endSessions(tx, { staffId, at: act.at })
    await goHome(tx, act, staffId)
    act.change('account.switchedOff', staffId, {})
    return staffId
  },

  async 'account.switchOn'(tx, act, { staffId }) {
    const worker = await taken(tx, act, staffId)
    if (worker.offAt === null) act.refuse('notOff', {})
    await setOff(tx, { staffId, offAt: null })
    act.change('account.switchedOn', staffId, {})
    return staffId
  },

  async 'account.changeRole'(tx, act, { staffId, role, ...input }) {
    if (staffId === act.actor.staffId) act.refuse('yourself', {})
    const worker = await taken(tx, act, staffId)
    const agencyId = input.agencyId ?? worker.agencyId
    if ((await agencyHere(tx, { agencyId, centreId: act.centreId })).length === 0) {
      act.invalid('agencyId', 'unknownAgency')
    }
    if (worker.role === role && worker.agencyId === agencyId) return staffId
    await setRole(tx, { staffId, role, agencyId })
    if ((teamAndVolunteers as readonly Role[]).includes(role)) await stayOnAs(tx, staffId, role, agencyId)
    else await goHome(tx, act, staffId)
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
  const [worker] = await take(tx, { staffId, centreId: act.centreId })
  return worker ?? act.missing()
}

async function goHome(tx: Writer, act: Act<AccountCommand>, staffId: string): Promise<void> {
  const wasOn = await endShiftOf(tx, act, staffId)
  await leaveTheirVisits(tx, act, staffId)
  if (wasOn) act.change('team.wentOff', staffId, {})
}

/** Who is on shows the role they have now; a volunteer leads no shift. */
async function stayOnAs(tx: Writer, staffId: string, role: Role, agencyId: string): Promise<void> {
  const [on] = await onNow(tx, { staffId })
  if (on) await setOnAs(tx, { id: on.id, role, agencyId, isLead: on.isLead && role !== 'volunteer' })
}
