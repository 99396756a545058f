/**
 * What the measures are made from. By stretches of time, which follow each other without a gap: visits that began
 * in one, goodbyes said in it, who was alongside. By ranges: waits carried into one, who was here long, who was on.
 * Read-only, in a worker thread, on a connection of its own.
 */
import { and, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm'
import { agency, space } from '../../../db/schema/centre.ts'
import { person } from '../../../db/schema/person.ts'
import { onTeam } from '../../../db/schema/staff.ts'
import { tie } from '../../../db/schema/tie.ts'
import { alongside, visit } from '../../../db/schema/visit.ts'
import { besideNumber, besideText } from '../../../db/searching.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import { beenBefore } from '../../rows/beenBefore.ts'
import { zoneOf } from '../../rows/zone.ts'

/** What counts of a centre's visits: none that was taken back as a mistake. */
const counted = (...when: (SQL | undefined)[]) =>
  and(eq(visit.centreId, ph('centreId')), ...when, isNull(visit.retractedAt))

const columns = (db: Reader) => ({
  id: visit.id,
  beenBefore: beenBefore(db),
  personId: visit.personId,
  arrivedAt: visit.arrivedAt,
  channel: visit.channel,
  cameBy: visit.cameBy,
  suggestedBy: visit.suggestedBy,
  wants: visit.wants,
  wantsStaff: visit.wantsStaff,
  reasons: visit.reasons,
  spaceId: visit.spaceId,
  welcomedAt: visit.welcomedAt,
  isWelcomedOnArrival: visit.isWelcomedOnArrival,
  firstWithAt: visit.firstWithAt,
  goneAt: visit.goneAt,
})
const leavingColumns = {
  id: visit.id,
  goneAt: visit.goneAt,
  welcomedAt: visit.welcomedAt,
  feeling: visit.feeling,
  feelingLeaving: visit.feelingLeaving,
  gotWhatCameFor: visit.gotWhatCameFor,
  feltWelcome: visit.feltWelcome,
  toldAgain: visit.toldAgain,
  helped: visit.helped,
} as const
const openColumns = {
  id: visit.id,
  arrivedAt: visit.arrivedAt,
  goneAt: visit.goneAt,
  spaceId: visit.spaceId,
} as const

const begun = statement((db) =>
  db
    .select(columns(db))
    .from(visit)
    .where(counted(gte(visit.arrivedAt, ph('from')), lt(visit.arrivedAt, ph('to')))),
)
/** Still without a hello or without anyone when the range began. Older than a week, a wait is no wait any more. */
const carried = statement((db) =>
  db
    .select(columns(db))
    .from(visit)
    .where(
      counted(
        gte(visit.arrivedAt, ph('since')),
        lt(visit.arrivedAt, ph('from')),
        or(isNull(visit.goneAt), gt(visit.goneAt, ph('from'))),
      ),
    ),
)
/** Whoever went in this time, whenever they had come: a goodbye belongs to the day it was said on. */
const ended = statement((db) =>
  db
    .select(leavingColumns)
    .from(visit)
    .where(counted(gt(visit.goneAt, ph('from')), lte(visit.goneAt, ph('to')))),
)
/** Older than what is carried, and here still or gone after the range began. */
const stillHere = statement((db) =>
  db
    .select(openColumns)
    .from(visit)
    .where(counted(isNull(visit.goneAt), lt(visit.arrivedAt, ph('since')))),
)
const goneSince = statement((db) =>
  db
    .select(openColumns)
    .from(visit)
    .where(
      counted(
        gt(visit.goneAt, ph('from')),
        // By when they went, since all that ever came before a week ago would be the longer way.
        lt(besideNumber(visit.arrivedAt), ph('since')),
      ),
    ),
)
const beside = statement((db) =>
  db
    .select({
      visitId: alongside.visitId,
      arrivedAt: visit.arrivedAt,
      role: alongside.role,
      agencyId: alongside.agencyId,
      begunAt: alongside.begunAt,
    })
    .from(visit)
    .innerJoin(alongside, eq(alongside.visitId, visit.id))
    .where(
      counted(gte(visit.arrivedAt, ph('from')), lt(visit.arrivedAt, ph('to')), isNotNull(alongside.begunAt)),
    ),
)
const on = statement((db) =>
  db
    .select({ staffId: onTeam.staffId, role: onTeam.role, onAt: onTeam.onAt, offAt: onTeam.offAt })
    .from(onTeam)
    .where(
      and(
        eq(onTeam.centreId, ph('centreId')),
        lt(onTeam.onAt, ph('to')),
        or(isNull(onTeam.offAt), gte(onTeam.offAt, ph('from'))),
      ),
    ),
)
const agencies = statement((db) =>
  db
    .select({ id: agency.id, name: agency.name })
    .from(agency)
    .where(eq(agency.centreId, ph('centreId'))),
)
const guestRooms = statement((db) =>
  db
    .select({ id: space.id })
    .from(space)
    .where(and(eq(space.centreId, ph('centreId')), eq(space.kind, ph('kind')))),
)

const week = 7 * 24 * 3_600_000

export type VisitTimes = Awaited<ReturnType<typeof begun>>[number]
export type Goodbye = Awaited<ReturnType<typeof ended>>[number]
export type Beside = Awaited<ReturnType<typeof beside>>[number]
export interface StretchRows {
  visits: VisitTimes[]
  ended: Goodbye[]
  beside: Beside[]
}
/** What a range has beyond the stretches it is made of. */
export interface EdgeRows {
  carried: VisitTimes[]
  /** Came more than a week before the range and were here in it. */
  old: Awaited<ReturnType<typeof stillHere>>
  on: Awaited<ReturnType<typeof on>>
  /** Carers and supporters among those who came, each once. */
  carers: number
}
/** `from` and `to` UTC ms, `to` not included: but a goodbye at `to` belongs here, and one at `from` before. */
type Asked = Record<'from' | 'to', number> & Record<'centreId', string>

export async function readStretches(read: Reader, of: Asked): Promise<StretchRows> {
  return { visits: await begun(read, of), ended: await ended(read, of), beside: await beside(read, of) }
}

const restricted = statement((db) =>
  db
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.centreId, ph('centreId')), isNotNull(person.restrictedAt))),
)

/** Whose record is kept and used for nothing: their visits count as those of people nobody knows. */
export async function readRestricted(read: Reader, centreId: string): Promise<ReadonlySet<string>> {
  return new Set((await restricted(read, { centreId })).map(({ id }) => id))
}

/** Whoever is tied to somebody as their supporter, now: a tie says nothing of a visit, so no day is kept with it. */
const supporters = (db: Reader) =>
  db
    .select({ id: tie.supporter })
    .from(tie)
    .where(and(eq(tie.centreId, ph('centreId')), isNull(tie.endedAt)))
// By whom, of whom there are few, and not by where or when: SQLite walked every visit there ever was (150 ms at 100,000).
const cameIn = and(
  eq(besideText(visit.centreId), ph('centreId')),
  gte(besideNumber(visit.arrivedAt), ph('from')),
  lt(besideNumber(visit.arrivedAt), ph('to')),
  isNull(visit.retractedAt),
)
const carersKnown = statement((db) =>
  db
    .selectDistinct({ id: person.id })
    .from(person)
    .innerJoin(visit, eq(visit.personId, person.id))
    .where(
      and(
        isNull(person.restrictedAt),
        inArray(
          person.id,
          supporters(db).unionAll(
            db
              .select({ id: sql<string>`coalesce(${visit.personId}, '')`.as('id') })
              .from(visit)
              .where(inArray(visit.id, supporters(db))),
          ),
        ),
        cameIn,
      ),
    ),
)
const carersUnknown = statement((db) =>
  db
    .select({ id: visit.id })
    .from(visit)
    .where(
      and(
        inArray(visit.id, supporters(db)),
        isNull(besideText(visit.personId)),
        isNull(visit.restrictedAt),
        cameIn,
      ),
    ),
)

export async function readEdges(read: Reader, of: Asked): Promise<EdgeRows> {
  const since = of.from - week
  return {
    carried: await carried(read, { ...of, since }),
    old: [...(await stillHere(read, { ...of, since })), ...(await goneSince(read, { ...of, since }))],
    on: await on(read, of),
    carers: (await carersKnown(read, of)).length + (await carersUnknown(read, of)).length,
  }
}

export interface CentreFacts {
  zone: string
  agencyNames: ReadonlyMap<string, string>
  guestRooms: ReadonlySet<string>
}

/** @throws Error when there is no such centre. */
export async function readCentre(read: Reader, centreId: string): Promise<CentreFacts> {
  return {
    zone: await zoneOf(read, centreId),
    agencyNames: new Map((await agencies(read, { centreId })).map((one) => [one.id, one.name])),
    guestRooms: new Set((await guestRooms(read, { centreId, kind: 'guestRoom' })).map((one) => one.id)),
  }
}
