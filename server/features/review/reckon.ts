/** A review from the database: its own range, the time beside it, and the ways down to the longest waits. */
import { and, eq } from 'drizzle-orm'
import { person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Review } from '../../../shared/contract/review.ts'
import { addDays, type Day, dayRange, localDay } from '../../../shared/domain/days.ts'
import { measuresVersion } from '../../../shared/measures/measures.ts'
import { readDirectory } from '../../feed/directory.ts'
import { figuresOf, lengthOf, type Span } from './figures.ts'
import { type CentreFacts, readCentre, readRows } from './rows.ts'
import { waitsForSomeone } from './waits.ts'

export interface Reckoning {
  centreId: string
  /** Local days; yesterday where missing. */
  from?: Day | undefined
  to?: Day | undefined
  /** UTC ms. */
  now: number
}

const mostWaits = 10

const labelRow = statement((db) =>
  db
    .select({ label: visit.label, softName: visit.softName, personName: person.name })
    .from(visit)
    .leftJoin(person, eq(person.id, visit.personId))
    .where(and(eq(visit.id, ph('visitId')), eq(visit.centreId, ph('centreId')))),
)

/** Days that are still to come are cut off at `now`. */
function spanOf(first: Day, last: Day, centre: CentreFacts, now: number): Span {
  const { from } = dayRange(first, centre.zone)
  const end = dayRange(last, centre.zone).to
  return { first, last, from, to: Math.max(from, Math.min(end, now)), isSoFar: end > now }
}

export async function reckon(read: Reader, asked: Reckoning): Promise<Review> {
  const { centreId, now } = asked
  const centre = await readCentre(read, centreId)
  const yesterday = addDays(localDay(now, centre.zone), -1)
  const first = asked.from ?? asked.to ?? yesterday
  const span = spanOf(first, asked.to ?? first, centre, now)
  const rows = await readRows(read, { centreId, from: span.from, to: span.to })

  const days = lengthOf(span)
  const back = [['before', days] as const, ...(days === 1 ? [['weekBefore', 7] as const] : [])]
  const beside: Review['beside'] = []
  for (const [which, count] of back) {
    const other = spanOf(addDays(span.first, -count), addDays(span.last, -count), centre, now)
    // A day that is still going on stands beside as much of the other, or it would always look quiet.
    if (span.isSoFar)
      Object.assign(other, { to: Math.min(other.to, other.from + (span.to - span.from)), isSoFar: true })
    const otherRows = await readRows(read, { centreId, from: other.from, to: other.to })
    beside.push({ which, figures: figuresOf(otherRows, other, centre) })
  }

  const directory = await readDirectory(read, centreId)
  const longestWaits: Review['longestWaits'] = []
  const waits = waitsForSomeone(rows, span.from, span.to).sort((a, b) => b.minutes - a.minutes)
  for (const { visit: one, minutes, end } of waits.slice(0, mostWaits)) {
    const [row] = await labelRow(read, { visitId: one.id, centreId })
    const label = row?.label ?? row?.personName ?? directory.softLabel(row?.softName ?? null)
    longestWaits.push({ visitId: one.id, label, arrivedAt: one.arrivedAt, minutes, end })
  }
  return { workedOutAt: now, measuresVersion, figures: figuresOf(rows, span, centre), longestWaits, beside }
}
