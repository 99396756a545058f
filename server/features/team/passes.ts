/**
 * Night passes: given, given another code, withdrawn, listed. A pass is a worker's row that ends, so whoever has
 * one is on the board, in the log and on the team under their own name, and leaves as every leaver does. Never a
 * code here: what is kept is its digest.
 */
import { and, asc, eq } from 'drizzle-orm'
import { alias } from '../../../db/portable.ts'
import { agency } from '../../../db/schema/centre.ts'
import { nightPass } from '../../../db/schema/signIn.ts'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Role } from '../../../shared/contract/role.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { checkSignInsOf } from '../../rows/agencies.ts'
import { leads } from '../../rows/leads.ts'
import { takeWorker } from '../../rows/locks.ts'
import { addAccount, addWorker, noPassword } from '../../rows/newWorker.ts'
import { passStands, standingPass } from '../../rows/standingPass.ts'
import { switchOff } from './switchOff.ts'

const hour = 3_600_000

const addPass = statement((db) =>
  db.insert(nightPass).values({
    id: ph('id'),
    centreId: ph('centreId'),
    staffId: ph('staffId'),
    byStaffId: ph('byStaffId'),
    digest: ph('digest'),
    givenAt: ph('givenAt'),
    endsAt: ph('endsAt'),
  }),
)
const whosePass = statement((db) =>
  db
    .select({ staffId: nightPass.staffId })
    .from(nightPass)
    .where(and(eq(nightPass.id, ph('passId')), eq(nightPass.centreId, ph('centreId')))),
)
const setCode = statement((db) =>
  db
    .update(nightPass)
    .set({ digest: ph('digest'), usedAt: null })
    .where(eq(nightPass.id, ph('passId'))),
)
const withdraw = statement((db) =>
  db
    .update(nightPass)
    .set({ withdrawnAt: ph('at') })
    .where(eq(nightPass.id, ph('passId'))),
)
const giver = alias(staff, 'giver')
const list = statement((db) =>
  db
    .select({
      passId: nightPass.id,
      staffId: staff.id,
      name: staff.name,
      role: staff.role,
      agency: agency.name,
      by: giver.name,
      givenAt: nightPass.givenAt,
      endsAt: nightPass.endsAt,
      usedAt: nightPass.usedAt,
    })
    .from(nightPass)
    .innerJoin(staff, eq(staff.id, nightPass.staffId))
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .innerJoin(giver, eq(giver.id, nightPass.byStaffId))
    .where(passStands)
    .orderBy(asc(nightPass.endsAt), asc(nightPass.id)),
)

export const passHandlers = {
  async 'pass.give'(tx, act, { name, role, agencyId, hours }) {
    const { at, centreId } = act
    await checkLeads(tx, act)
    await checkGives(tx, act, role)
    await checkSignInsOf(tx, act, agencyId)
    const [passId, accountId, staffId] = [act.newId(), act.newId(), act.newId()]
    const endsAt = at + hours * hour
    // A user name that nobody types: they come in by the code alone.
    const own = { id: accountId, username: `pass ${passId}`, passwordHash: noPassword, createdAt: at }
    await addAccount(tx, own)
    await addWorker(tx, { id: staffId, centreId, accountId, name, role, agencyId, leavesAt: endsAt })
    const { digest } = act.beside
    const byStaffId = act.actor.staffId
    await addPass(tx, { id: passId, centreId, staffId, byStaffId, digest, givenAt: at, endsAt })
    act.change('pass.given', staffId, { role, agencyId, endsAt, said: [act.say(staffId, 'name', name)] })
    return passId
  },

  async 'pass.makeCode'(tx, act, { passId }) {
    await checkLeads(tx, act)
    const worker = await takeStanding(tx, act, passId)
    await checkGives(tx, act, worker.role)
    await checkSignInsOf(tx, act, worker.agencyId)
    await setCode(tx, { passId, digest: act.beside.digest })
    act.change('pass.codeMade', worker.id, {})
    return passId
  },

  async 'pass.withdraw'(tx, act, { passId }) {
    await checkLeads(tx, act)
    const worker = await takeStanding(tx, act, passId)
    await withdraw(tx, { passId, at: act.at })
    await switchOff(tx, act, worker)
    act.change('pass.withdrawn', worker.id, {})
    return passId
  },
} satisfies Partial<Handlers>

export const passQueries = {
  async passes(read, { centreId, now }) {
    return { passes: await list(read, { centreId, at: now }) }
  },
} satisfies Partial<QueryHandlers>

/** What each of them is given to say no with; all have this among their refusals. */
type Leading = Pick<Act<'pass.give'>, 'actor' | 'centreId' | 'at'> & {
  refuse(state: 'notShiftLead', facts: object): never
}
type Giving = Pick<Leading, 'actor' | 'centreId' | 'at'> & {
  refuse(state: 'onPass' | 'moreThanYours', facts: object): never
}
type Standing = Pick<Act<'pass.withdraw'>, 'centreId' | 'at' | 'missing'> & {
  refuse(state: 'passOver', facts: object): never
}

/** @throws Refused notShiftLead. */
async function checkLeads(tx: Writer, act: Leading): Promise<void> {
  const { role, staffId } = act.actor
  if (role === 'manager' || role === 'administrator') return
  if ((await leads(tx, { staffId, centreId: act.centreId })).length === 0) act.refuse('notShiftLead', {})
}

/** Nobody gets by a pass what the giver hasn't, nor a pass after the pass. @throws Refused. */
async function checkGives(tx: Writer, act: Giving, role: Role): Promise<void> {
  const { centreId, at, actor } = act
  if ((await standingPass(tx, { staffId: actor.staffId, centreId, at })).length > 0) act.refuse('onPass', {})
  if (actor.role === 'volunteer' && role !== 'volunteer') act.refuse('moreThanYours', {})
}

/** The worker whose pass it is, their row taken. @throws NotFound; Refused passOver. */
async function takeStanding(tx: Writer, act: Standing, passId: string) {
  const { centreId, at } = act
  const [pass] = await whosePass(tx, { passId, centreId })
  const { staffId } = pass ?? act.missing()
  const [worker] = await takeWorker(tx, { staffId, centreId })
  if (!worker) return act.missing()
  if ((await standingPass(tx, { staffId, centreId, at })).length === 0) act.refuse('passOver', {})
  return worker
}
