/**
 * Checks what a schema can't: that a key is in one of the centre's lists, that a worker, a space or an
 * agency is this centre's. The lists that ship are in memory; the database is asked about others alone.
 */
import { and, eq } from 'drizzle-orm'
import { agency, listEntry, space } from '../../../db/schema/centre.ts'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { ListName } from '../../../shared/contract/centre.ts'
import type { Role } from '../../../shared/contract/role.ts'
import { type WayQuestion, waysOfComing } from '../../../shared/lists/waysOfComing.ts'
import { wordOf } from '../../../shared/lists/word.ts'
import { shippedKeys } from '../../../shared/lists/shipped.ts'
import type { Acting } from './rows.ts'

const ownKeys = statement((db) =>
  db
    .select({ key: listEntry.key })
    .from(listEntry)
    .where(and(eq(listEntry.centreId, ph('centreId')), eq(listEntry.list, ph('list')), listEntry.isOwn)),
)
const allStaff = statement((db) =>
  db
    .select({ id: staff.id, role: staff.role, offAt: staff.offAt })
    .from(staff)
    .where(eq(staff.centreId, ph('centreId'))),
)
const spaceHere = statement((db) =>
  db
    .select({ id: space.id })
    .from(space)
    .where(and(eq(space.id, ph('id')), eq(space.centreId, ph('centreId')))),
)
const agencyHere = statement((db) =>
  db
    .select({ id: agency.id })
    .from(agency)
    .where(and(eq(agency.id, ph('id')), eq(agency.centreId, ph('centreId')))),
)

/** Each key once. A hidden key still counts: somebody's screen may not know yet. @throws Invalid 'unknownKey'. */
export async function checkKeys(
  tx: Writer,
  act: Acting,
  list: ListName,
  field: string,
  keys: readonly string[],
): Promise<string[]> {
  const shipped = shippedKeys[list]
  const others = keys.filter((key) => !shipped.has(key))
  if (others.length > 0) {
    const own = new Set((await ownKeys(tx, { centreId: act.centreId, list })).map((one) => one.key))
    if (others.some((key) => !own.has(key))) return act.invalid(field, 'unknownKey')
  }
  return [...new Set(keys)]
}

export async function checkKey(
  tx: Writer,
  act: Acting,
  list: ListName,
  field: string,
  key: string | undefined,
): Promise<void> {
  if (key !== undefined) await checkKeys(tx, act, list, field, [key])
}

/**
 * How they came, or who suggested it: what ships answers one question or both, a centre's own words may
 * answer either. @throws Invalid 'unknownKey', or 'answersAnother'.
 */
export async function checkWay(
  tx: Writer,
  act: Acting,
  question: WayQuestion,
  key: string | null | undefined,
): Promise<void> {
  if (key === null || key === undefined) return
  await checkKey(tx, act, 'waysOfComing', question, key)
  const way = wordOf(waysOfComing, key)
  if (way && !way.answers.includes(question)) act.invalid(question, 'answersAnother')
}

export const checkWants = (tx: Writer, act: Acting, wants: readonly string[]): Promise<string[]> =>
  checkKeys(tx, act, 'wants', 'wants', wants)

/** Each id once; workers who have left the centre may still be named. @throws Invalid 'unknownStaff'. */
export async function checkStaff(
  tx: Writer,
  act: Acting,
  field: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const here = new Set((await allStaff(tx, { centreId: act.centreId })).map((one) => one.id))
  if (ids.some((id) => !here.has(id))) return act.invalid(field, 'unknownStaff')
  return [...new Set(ids)]
}

export async function checkSpace(tx: Writer, act: Acting, spaceId: string | null | undefined): Promise<void> {
  if (!spaceId) return
  const [found] = await spaceHere(tx, { id: spaceId, centreId: act.centreId })
  if (!found) act.invalid('spaceId', 'unknownSpace')
}

/** Exactly one of these fields is there. @throws Invalid 'exactlyOne', naming the first of them. */
export function checkOneOf(act: Acting, fields: Record<string, string | undefined>): void {
  const given = Object.values(fields).filter((value) => value !== undefined)
  if (given.length !== 1) act.invalid(Object.keys(fields)[0] ?? '', 'exactlyOne')
}

/** Whoever is asked to come could: a worker of this centre who can sign in, in a role that may. */
export async function checkReachable(
  tx: Writer,
  act: Acting,
  to: { toStaffId?: string | undefined; toRole?: Role | undefined; toAgencyId?: string | undefined },
  roles: readonly Role[],
): Promise<void> {
  if (to.toRole !== undefined && !roles.includes(to.toRole)) act.invalid('toRole', 'cannotCome')
  if (to.toStaffId !== undefined) {
    const worker = (await allStaff(tx, { centreId: act.centreId })).find((one) => one.id === to.toStaffId)
    if (!worker) return act.invalid('toStaffId', 'unknownStaff')
    if (worker.offAt !== null || !roles.includes(worker.role)) act.invalid('toStaffId', 'cannotCome')
  }
  if (to.toAgencyId !== undefined) {
    const [found] = await agencyHere(tx, { id: to.toAgencyId, centreId: act.centreId })
    if (!found) act.invalid('toAgencyId', 'unknownAgency')
  }
}
