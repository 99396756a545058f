/** Who is on to help: said by people, for themselves or, with a note, for somebody else. Never guessed. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { centre } from '../../../db/schema/centre.ts'
import { onTeam, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { teamAndVolunteers } from '../../../shared/contract/roleGroups.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { takeWorker } from '../../rows/locks.ts'
import { endShiftOf, lastBegun, leaveTheirVisits } from './goHome.ts'

/** One centre has one lead: whoever gives or takes the lead holds the centre's row. */
const takeCentre = statement((db) =>
  db
    .update(centre)
    .set({ onTheWayMinutes: sql`${centre.onTheWayMinutes}` })
    .where(eq(centre.id, ph('centreId'))),
)
const leadNow = statement((db) =>
  db
    .select({ id: onTeam.id, staffId: onTeam.staffId, since: onTeam.onAt, name: staff.name })
    .from(onTeam)
    .innerJoin(staff, eq(staff.id, onTeam.staffId))
    .where(and(eq(onTeam.centreId, ph('centreId')), isNull(onTeam.offAt), onTeam.isLead)),
)
const comeOn = statement((db) =>
  db
    .insert(onTeam)
    .values({
      id: ph('id'),
      centreId: ph('centreId'),
      staffId: ph('staffId'),
      role: ph('role'),
      agencyId: ph('agencyId'),
      onAt: ph('onAt'),
      isLead: ph('isLead'),
    })
    .onConflictDoNothing()
    .returning({ id: onTeam.id }),
)
const onNow = statement((db) =>
  db
    .select({ id: onTeam.id, onAt: onTeam.onAt, isLead: onTeam.isLead })
    .from(onTeam)
    .where(and(eq(onTeam.staffId, ph('staffId')), isNull(onTeam.offAt))),
)
const setLead = statement((db) =>
  db
    .update(onTeam)
    .set({ isLead: ph('isLead') })
    .where(eq(onTeam.id, ph('id'))),
)

export const teamHandlers = {
  async 'team.on'(tx, act, input) {
    const { centreId } = act
    const staffId = input.staffId ?? act.actor.staffId
    const isOther = staffId !== act.actor.staffId
    if (isOther && input.note === undefined) act.refuse('sayWhy', {})
    if (input.asLead) await takeCentre(tx, { centreId })
    // Their row is taken: a coming on can't miss their being switched off.
    const [worker] = await takeWorker(tx, { staffId, centreId })
    if (!worker) return act.missing()
    if (worker.offAt !== null) act.invalid('staffId', 'switchedOff')
    if (!(teamAndVolunteers as readonly string[]).includes(worker.role)) act.invalid('staffId', 'notOnTeam')

    const before = input.asLead ? await makeWay(tx, act, staffId) : undefined
    const { role, agencyId } = worker
    const row = {
      id: act.newId(),
      centreId,
      staffId,
      role,
      agencyId,
      onAt: act.occurredAt,
      isLead: !!input.asLead,
    }
    const cameOn = (await comeOn(tx, row)).length > 0
    // Said only where it is logged: words that no entry names would look put in.
    const said = () => (input.note === undefined ? {} : { said: [act.say(staffId, 'note', input.note)] })
    if (cameOn) {
      act.change('team.cameOn', staffId, { ...(input.asLead ? { asLead: true } : {}), ...said() })
      if (before) act.change('team.tookLead', staffId, { insteadOf: before })
      return staffId
    }
    const [on] = await onNow(tx, { staffId })
    if (!on) throw new Error('a worker is both on and not on')
    if (input.asLead && !on.isLead) {
      await setLead(tx, { id: on.id, isLead: true })
      act.change('team.tookLead', staffId, { ...(before ? { insteadOf: before } : {}), ...said() })
    } else if (isOther && !input.asLead) {
      act.refuse('alreadyOn', { at: on.onAt })
    }
    return staffId
  },

  async 'team.off'(tx, act, input) {
    const staffId = input.staffId ?? act.actor.staffId
    if (staffId !== act.actor.staffId && input.note === undefined) act.refuse('sayWhy', {})
    const [worker] = await takeWorker(tx, { staffId, centreId: act.centreId })
    if (!worker) return act.missing()
    // Said while offline, and they have come on or gone to somebody since: they are here.
    const since = act.occurredAt < act.at ? await lastBegun(tx, staffId, act.occurredAt) : null
    if (since !== null) act.refuse('alreadyOn', { at: since })
    const wasOn = await endShiftOf(tx, act, staffId)
    const hadSomebody = await leaveTheirVisits(tx, act, worker)
    if (!wasOn && !hadSomebody) act.refuse('notOn', {})
    // Who wasn't on didn't go off; but what somebody said about their going is kept.
    const said = input.note === undefined ? {} : { said: [act.say(staffId, 'note', input.note)] }
    if (wasOn || input.note !== undefined) act.change('team.wentOff', staffId, said)
    return staffId
  },
} satisfies Partial<Handlers>

/**
 * Ends another's lead, where the actor may: their own, or anybody's for a manager. Gives whose it was.
 * The row of the centre is held, so that two who take the lead at once can't both have it.
 */
async function makeWay(tx: Writer, act: Act<'team.on'>, staffId: string): Promise<string | undefined> {
  const [lead] = await leadNow(tx, { centreId: act.centreId })
  if (!lead || lead.staffId === staffId) return undefined
  const mayMove = lead.staffId === act.actor.staffId || act.actor.role === 'manager'
  if (!mayMove) {
    act.refuse('leadTaken', { by: { staffId: lead.staffId, name: lead.name }, since: lead.since })
  }
  await setLead(tx, { id: lead.id, isLead: false })
  return lead.staffId
}
