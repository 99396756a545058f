/** What of the tables is about one moment that is over: the visits that were on the board, and what was theirs then. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm'
import { change } from '../../../db/schema/log.ts'
import { person } from '../../../db/schema/person.ts'
import { said } from '../../../db/schema/said.ts'
import { alongside, handover, onBoard, visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Looker, Sharing } from '../../../shared/domain/access.ts'
import type { ChangeKind } from '../../../shared/contract/changes.ts'
import { grouped } from '../../rows/grouped.ts'
import type { PastEntry } from './pastVisit.ts'

export interface PastAsked {
  centreId: string
  /** UTC ms. */
  at: number
  /** Who asks. What somebody chose since holds for the past too. */
  looker: Looker
}
export type VisitRow = typeof visit.$inferSelect

/** Whoever left while we were worried stood on boards until that was settled: so far back they are looked for (ms). */
const worryFor = 60 * 24 * 3_600_000

/** Those that may have been on the board; whether they were, their entries say. */
export async function visitsAbout(
  read: Reader,
  { centreId, at }: Pick<PastAsked, 'centreId' | 'at'>,
): Promise<VisitRow[]> {
  const came = [eq(visit.centreId, centreId), lte(visit.arrivedAt, at), isNull(visit.retractedAt)]
  const later = gt(visit.goneAt, at)
  const worried = and(gt(visit.goneAt, at - worryFor), lte(visit.goneAt, at), gt(visit.worrySettledAt, at))
  const found: VisitRow[] = []
  // One after another: each has an index of its own, and together they'd have none.
  for (const which of [onBoard(visit), later, worried]) {
    const rows = read
      .select()
      .from(visit)
      .where(and(...came, which))
    found.push(...(await rows))
  }
  return [...new Map(found.map((row) => [row.id, row])).values()]
}

const takenBack = statement((db) =>
  db
    .select({ id: visit.id })
    .from(visit)
    .where(
      and(
        eq(visit.centreId, ph('centreId')),
        gt(visit.arrivedAt, ph('since')),
        lte(visit.arrivedAt, ph('at')),
        lte(visit.recordedAt, ph('at')),
        isNotNull(visit.retractedAt),
        gt(visit.retractedAt, ph('at')),
        or(isNull(visit.goneAt), gt(visit.goneAt, ph('at'))),
      ),
    ),
)

/** How many stood there and were taken back since, as logged by mistake. */
export const countTakenBack = async (
  read: Reader,
  { centreId, at }: Pick<PastAsked, 'centreId' | 'at'>,
): Promise<number> => (await takenBack(read, { centreId, at, since: at - worryFor })).length

/** The entries of each visit up to then, by its id, in the order in which they happened. */
export async function entriesUpTo(
  read: Reader,
  { centreId, at }: Pick<PastAsked, 'centreId' | 'at'>,
  visits: readonly VisitRow[],
): Promise<Map<string, PastEntry[]>> {
  const rows = new Map(visits.map((row) => [row.id, row]))
  const found = await read
    .select()
    .from(change)
    .where(and(eq(change.centreId, centreId), inArray(change.subject, [...rows.keys()])))
    .orderBy(asc(change.seq))
  const lastLeft = new Map(
    found.filter((row) => row.kind === 'visit.left').map((row) => [row.subject, row.seq]),
  )
  const entries = found.map((row) => {
    const of = rows.get(row.subject)
    // Nothing happens to somebody before they came, whatever a slow clock said; and they went when their row says.
    const came = of?.arrivedAt ?? 0
    const went = lastLeft.get(row.subject) === row.seq ? of?.goneAt : null
    return {
      visitId: row.subject,
      kind: row.kind as ChangeKind,
      at: row.kind === 'visit.arrived' ? came : (went ?? Math.max(row.occurredAt, came)),
      actor: row.actor ?? '',
      data: JSON.parse(row.data) as object,
    }
  })
  const then = entries.filter((one) => one.at <= at).toSorted((a, b) => a.at - b.at)
  return grouped(then, (one) => one.visitId)
}

/** What they'd like to be called and whom they asked for, by the id under which it was said. */
export async function wordsSaid(read: Reader, visitIds: string[]): Promise<Map<string, unknown>> {
  const rows = await read
    .select({ id: said.id, value: said.value })
    .from(said)
    .where(and(inArray(said.subject, visitIds), inArray(said.field, ['label', 'wantsStaff'])))
  return new Map(rows.map((row) => [row.id, row.value]))
}

/** What people are called now and what they chose, by id. */
export async function peopleKnown(
  read: Reader,
  ids: string[],
): Promise<Map<string, { name: string; sharing: Sharing | null }>> {
  const rows = await read
    .select({ id: person.id, name: person.name, sharing: person.sharing })
    .from(person)
    .where(inArray(person.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
}

/** Who had said by then that they'd come, over or not, the earliest first. */
export async function besideUpTo(read: Reader, visitIds: string[], at: number) {
  const rows = await read
    .select()
    .from(alongside)
    .where(and(inArray(alongside.visitId, visitIds), lte(alongside.saidAt, at)))
    .orderBy(asc(alongside.saidAt), asc(alongside.id))
  return grouped(rows, (one) => one.visitId)
}

/** The offers to hand over that stood just then, by visit. */
export async function offersAt(read: Reader, visitIds: string[], at: number) {
  const stood = or(isNull(handover.endedAt), gt(handover.endedAt, at))
  const rows = await read
    .select()
    .from(handover)
    .where(and(inArray(handover.visitId, visitIds), lte(handover.offeredAt, at), stood))
  return new Map(rows.map((one) => [one.visitId, one]))
}
