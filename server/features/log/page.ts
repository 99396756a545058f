/**
 * The centre's log, a page at a time, newest first. However much is asked for, a page looks at so many rows
 * and no more: where a filter finds little it gives what it found, and the cursor to go on from.
 */
import { and, asc, desc, eq, gte, inArray, lt, or, type SQL } from 'drizzle-orm'
import { change } from '../../../db/schema/log.ts'
import { person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Asked } from '../../../shared/contract/index.ts'
import { type Looker, maySee } from '../../../shared/domain/access.ts'
import { labelFor, type Naming, sharingOf } from '../../feed/label.ts'
import { entryColumns, type Names, type Row } from '../../rows/entries.ts'
import { namingColumns } from '../../rows/naming.ts'

const usual = 50
/** Numbers of the log looked at in one go, and how often in one page. */
const reach = { stretch: 1_000, stretches: 5 }
/** Servers' clocks may differ: the order of numbers is that of times only to within this (ms). */
const skew = 60_000

const head = statement((db) =>
  db
    .select({ seq: change.seq })
    .from(change)
    .where(eq(change.centreId, ph('centreId')))
    .orderBy(desc(change.seq))
    .limit(1),
)
const firstSince = statement((db) =>
  db
    .select({ seq: change.seq })
    .from(change)
    .where(and(eq(change.centreId, ph('centreId')), gte(change.at, ph('at'))))
    .orderBy(asc(change.at), asc(change.seq))
    .limit(1),
)
const lastBefore = statement((db) =>
  db
    .select({ seq: change.seq })
    .from(change)
    .where(and(eq(change.centreId, ph('centreId')), lt(change.at, ph('at'))))
    .orderBy(desc(change.at), desc(change.seq))
    .limit(1),
)

export interface Page {
  rows: Row[]
  before: number | null
}

export async function readPage(
  read: Reader,
  centreId: string,
  asked: Asked<'log'>,
  { stretch, stretches } = reach,
): Promise<Page> {
  const { limit = usual } = asked
  const [top, floor] = await bounds(read, centreId, asked)
  const rows: Row[] = []
  let next = top
  for (let n = 0; n < stretches && next > floor; n += 1) {
    const low = asked.visitId === undefined ? Math.max(floor, next - stretch) : floor
    rows.push(...(await between(read, centreId, asked, low, next, limit + 1 - rows.length)))
    const last = rows[limit - 1]
    if (rows.length > limit && last) return { rows: rows.slice(0, limit), before: last.seq }
    next = low
  }
  return { rows, before: next > floor ? next : null }
}

/** The numbers that can be meant: below `top`, from `floor` on. Where nothing can, `top` is not above it. */
async function bounds(read: Reader, centreId: string, asked: Asked<'log'>): Promise<[number, number]> {
  const { before = Infinity, from, to } = asked
  const [last] =
    to === undefined ? await head(read, { centreId }) : await lastBefore(read, { centreId, at: to + skew })
  const top = Math.min(before, (last?.seq ?? 0) + 1)
  if (from === undefined) return [top, 1]
  const [first] = await firstSince(read, { centreId, at: from - skew })
  return [top, first?.seq ?? top]
}

function between(
  read: Reader,
  centreId: string,
  asked: Asked<'log'>,
  low: number,
  top: number,
  limit: number,
): Promise<Row[]> {
  const { from, to, kind, staffId, visitId } = asked
  const filters: (SQL | undefined)[] = [
    from === undefined ? undefined : gte(change.at, from),
    to === undefined ? undefined : lt(change.at, to),
    kind === undefined ? undefined : eq(change.kind, kind),
    staffId === undefined ? undefined : or(eq(change.actor, staffId), eq(change.subject, staffId)),
    visitId === undefined ? undefined : eq(change.subject, visitId),
  ]
  // Which filters there are is seldom the same twice, so this one isn't built once.
  return read
    .select(entryColumns)
    .from(change)
    .where(and(eq(change.centreId, centreId), gte(change.seq, low), lt(change.seq, top), ...filters))
    .orderBy(desc(change.seq))
    .limit(limit)
}

/** What a line of the log may say of whom it is about. */
export interface About {
  label: string
  isWishBlank: boolean
  isNameBlank: boolean
}

/** The same of every visit and person on a page, by id; one question for each, however long the page. */
export async function aboutOf(
  read: Reader,
  names: Names,
  rows: Row[],
  looker: Looker,
): Promise<Map<string, About>> {
  const ids = (start: RegExp) => [
    ...new Set(rows.filter((row) => start.test(row.kind)).map((row) => row.subject)),
  ]
  const visits = ids(/^(visit|note)\./)
  const people = ids(/^person\./)
  const about = new Map<string, About>()
  const keep = (of: Naming) =>
    about.set(of.id, {
      label: labelFor(of, names.directory, looker),
      isWishBlank: maySee('wishes', looker, sharingOf(of)) === 'blank',
      isNameBlank: maySee('name', looker, sharingOf(of)) === 'blank',
    })
  if (visits.length > 0) {
    const found = await read
      .select(namingColumns)
      .from(visit)
      .leftJoin(person, eq(person.id, visit.personId))
      .where(inArray(visit.id, visits))
    for (const one of found) keep(one)
  }
  if (people.length > 0) {
    const found = await read
      .select({ id: person.id, personName: person.name, personSharing: person.sharing })
      .from(person)
      .where(inArray(person.id, people))
    for (const one of found) keep({ ...one, label: null, softName: null, sharing: null, personId: one.id })
  }
  return about
}
