/**
 * What has been kept as long as the rules say: the longest kept first, so many at a time. Everybody who was added long ago
 * is gone through, and every visit of long ago, so it is read in a thread of its own (pastReader.ts); it must never know
 * the doors.
 */
import {
  and,
  asc,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  ne,
  not,
  or,
  sql,
  type SQL,
  type SQLWrapper,
} from 'drizzle-orm'
import { agency, retentionKeep } from '../../../db/schema/centre.ts'
import { person } from '../../../db/schema/person.ts'
import { note, said } from '../../../db/schema/said.ts'
import { alongside, visit } from '../../../db/schema/visit.ts'
import { anything, besideNumber, scalar } from '../../../db/searching.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import type { DueRecord } from '../../../shared/contract/retention.ts'
import type { Looker } from '../../../shared/domain/access.ts'
import { localDay } from '../../../shared/domain/days.ts'
import {
  dueOn,
  type RecordFacts,
  overBefore,
  retentionKindOf,
  soonestDue,
} from '../../../shared/domain/retention.ts'
import type { AgencyKindKey } from '../../../shared/lists/agencyKinds.ts'
import { readDirectory } from '../../feed/directory.ts'
import { labelFor, type Naming } from '../../feed/label.ts'
import { grouped } from '../../rows/grouped.ts'
import { yearsOf } from '../../rows/retentionYears.ts'
import { zoneOf } from '../../rows/zone.ts'

/** Listed at most, and people looked through at a time: of those found by the soonest rule some are due later. */
const listed = 100
const lookedThrough = 1_000

const isKept = (db: Reader, subject: typeof person.id | typeof visit.id) =>
  exists(
    db
      .select({ one: anything })
      .from(retentionKeep)
      .where(and(eq(retentionKeep.subject, subject), gt(retentionKeep.until, ph('now')))),
  )
const hasVisit = (db: Reader, when: SQL) =>
  exists(
    db
      .select({ one: anything })
      .from(visit)
      .where(and(eq(visit.personId, person.id), when, isNull(visit.retractedAt))),
  )
const theirVisits = (db: Reader) =>
  db
    .select({ at: sql<number>`coalesce(${visit.goneAt}, ${visit.arrivedAt})`.as('at') })
    .from(visit)
    .where(and(eq(visit.personId, person.id), isNull(visit.retractedAt)))
    .orderBy(desc(visit.arrivedAt))
    .limit(1)
const peopleHeldBy = (db: Reader, way: SQL | undefined) =>
  db
    .select({
      id: person.id,
      personName: person.name,
      personSharing: person.sharing,
      birth: person.birth,
      died: person.died,
      addedAt: person.addedAt,
      restrictedAt: person.restrictedAt,
      lastAt: scalar<number>(theirVisits(db), visit.arrivedAt),
    })
    .from(person)
    .where(and(way, not(hasVisit(db, gte(visit.arrivedAt, ph('before')))), not(isKept(db, person.id))))
    .orderBy(asc(person.addedAt), asc(person.id))
    .limit(lookedThrough)
/** After the page before, by this of its columns: one that its index is for, or one out of its sight. */
const further = (addedAt: SQLWrapper) =>
  or(gt(addedAt, ph('afterAddedAt')), and(eq(addedAt, ph('afterAddedAt')), gt(person.id, ph('afterId'))))
const addedBefore = statement((db) =>
  peopleHeldBy(
    db,
    and(eq(person.centreId, ph('centreId')), lt(person.addedAt, ph('before')), further(person.addedAt)),
  ),
)
/**
 * Who was added after their last visit, or they would come up later than they are due. By visits of long ago: by their
 * own row everybody of the centre would be asked for one.
 */
const addedSince = statement((db) => {
  const longAgo = db
    .select({ id: visit.personId })
    .from(visit)
    .where(
      and(
        eq(visit.centreId, ph('centreId')),
        lt(visit.arrivedAt, ph('before')),
        isNotNull(visit.personId),
        isNull(visit.retractedAt),
      ),
    )
  const addedAt = besideNumber(person.addedAt)
  return peopleHeldBy(db, and(inArray(person.id, longAgo), gte(addedAt, ph('before')), further(addedAt)))
})
/** Only such as still hold something: of a visit that was erased, or never held a word, there is nothing to decide. */
const unknown = statement((db) =>
  db
    .select({
      id: visit.id,
      label: visit.label,
      softName: visit.softName,
      sharing: visit.sharing,
      restrictedAt: visit.restrictedAt,
      lastAt: visit.goneAt,
      arrivedAt: visit.arrivedAt,
    })
    .from(visit)
    .where(
      and(
        eq(visit.centreId, ph('centreId')),
        isNull(visit.personId),
        lt(visit.arrivedAt, ph('before')),
        sql`coalesce(${visit.goneAt}, ${visit.arrivedAt}) < ${ph('before')}`,
        or(isNotNull(visit.goneAt), isNotNull(visit.retractedAt)),
        or(
          exists(
            db
              .select({ one: anything })
              .from(said)
              .where(and(eq(said.subject, visit.id), ne(said.salt, ''), ne(said.field, 'whyErased'))),
          ),
          exists(
            db
              .select({ one: anything })
              .from(note)
              .where(and(eq(note.visitId, visit.id), ne(note.salt, ''))),
          ),
        ),
        not(isKept(db, visit.id)),
      ),
    )
    .orderBy(asc(visit.arrivedAt), asc(visit.id))
    .limit(listed + 1),
)

/** `now`: UTC ms; `looker`: whoever asks, as whom the names are shown. */
export interface DueAsked {
  centreId: string
  now: number
  looker: Looker
}

export async function dueRecords(
  read: Reader,
  { centreId, now, looker }: DueAsked,
): Promise<Answer<'retention.due'>> {
  const years = await yearsOf(read, centreId)
  const zone = await zoneOf(read, centreId)
  const directory = await readDirectory(read, centreId)
  const of = { centreId, now, before: overBefore(now, soonestDue(years), zone) }
  const dueAmong = (found: readonly Found[]): DueRecord[] =>
    found
      .map(({ lastAt, birth, died, met, naming, restrictedAt }) => {
        const isPerson = naming.personId !== null
        const held: RecordFacts = { isPerson, lastContact: localDay(lastAt, zone), birth, died, with: met }
        const kind = retentionKindOf(held, years)
        return {
          subject: naming.id,
          isVisit: !isPerson,
          label: labelFor(naming, directory, looker),
          kind,
          lastContactAt: lastAt,
          restrictedAt,
          dueOn: dueOn(held, kind, years),
        }
      })
      .filter((one) => one.dueOn <= localDay(now, zone))
  const due = dueAmong(await visitsHeld(read, { ...of, before: overBefore(now, years.unknownPerson, zone) }))
  for (const people of [addedBefore, addedSince]) {
    let after: After | null = { addedAt: -1, id: '' }
    // Many may stand before them whose own rule is longer: nobody who is due is passed over.
    while (after !== null && due.length <= listed) {
      const page = await peopleHeld(read, people, { ...of, afterAddedAt: after.addedAt, afterId: after.id })
      due.push(...dueAmong(page.found))
      after = page.last
    }
  }
  due.sort((a, b) => Number(a.dueOn > b.dueOn) - Number(a.dueOn < b.dueOn))
  return { due: due.slice(0, listed), hasMore: due.length > listed }
}

interface Found {
  naming: Naming
  lastAt: number
  birth: string | null
  died: string | null
  met: (AgencyKindKey | null)[]
  restrictedAt: number | null
}
type Asked = Record<'now' | 'before', number> & Record<'centreId', string>

interface After {
  addedAt: number
  id: string
}

/** The next so many; `last` is where to go on, null where there is nobody more. */
async function peopleHeld(
  read: Reader,
  people: typeof addedBefore,
  of: Asked & { afterAddedAt: number; afterId: string },
): Promise<{ found: Found[]; last: After | null }> {
  const rows = await people(read, of)
  const met = grouped(
    await metBy(
      read,
      rows.map((one) => one.id),
    ),
    (one) => one.personId ?? '',
  )
  const found = rows.map(({ id, personName, personSharing, birth, died, addedAt, restrictedAt, lastAt }) => ({
    naming: { id, personId: id, personName, personSharing, label: null, softName: null, sharing: null },
    lastAt: lastAt ?? addedAt,
    birth,
    died,
    met: (met.get(id) ?? []).map(({ kind }) => kind),
    restrictedAt,
  }))
  return { found, last: rows.length === lookedThrough ? (rows.at(-1) ?? null) : null }
}

/** How many there are is another number each time, so this one isn't built once. */
async function metBy(read: Reader, personIds: readonly string[]) {
  if (personIds.length === 0) return []
  return await read
    .selectDistinct({ personId: visit.personId, kind: agency.kind })
    .from(alongside)
    .innerJoin(visit, eq(visit.id, alongside.visitId))
    .innerJoin(agency, eq(agency.id, alongside.agencyId))
    .where(and(inArray(visit.personId, [...personIds]), isNotNull(alongside.begunAt)))
}

async function visitsHeld(read: Reader, of: Asked): Promise<Found[]> {
  return (await unknown(read, { ...of })).map(({ id, label, softName, sharing, restrictedAt, ...times }) => ({
    naming: { id, label, softName, sharing, personId: null, personName: null, personSharing: null },
    lastAt: times.lastAt ?? times.arrivedAt,
    birth: null,
    died: null,
    met: [],
    restrictedAt,
  }))
}
