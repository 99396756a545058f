/**
 * A review from the database: its own range, the time beside it, and the ways down to the longest waits.
 * Both ranges are put together from local days; those that are over are read once and kept.
 */
import type { Reader } from '../../../db/store.ts'
import type { Review } from '../../../shared/contract/review.ts'
import { addDays, type Day, dayRange, daysBetween, localDay } from '../../../shared/domain/days.ts'
import { measuresVersion } from '../../../shared/measures/measures.ts'
import type { Looker } from '../../../shared/domain/access.ts'
import { readDirectory } from '../../feed/directory.ts'
import { labelFor, type Naming, sharingOf } from '../../feed/label.ts'
import { givenOut } from '../../rows/givenOut.ts'
import { namingOf } from '../../rows/naming.ts'
import { figuresOf, lengthOf, type Span } from './figures.ts'
import type { KeptDays } from './keptDays.ts'
import { type CentreFacts, readCentre, readEdges } from './rows.ts'
import { readRange } from './stretches.ts'

export interface Reckoning {
  centreId: string
  /** Who asks: names on the ways down are theirs to know or not. */
  looker: Looker
  /** Local days; yesterday where missing. */
  from?: Day | undefined
  to?: Day | undefined
  /** UTC ms. */
  now: number
}

/** Days that are still to come are cut off at `now`. */
function spanOf(first: Day, last: Day, centre: CentreFacts, now: number): Span {
  const { from } = dayRange(first, centre.zone)
  const end = dayRange(last, centre.zone).to
  return { first, last, from, to: Math.max(from, Math.min(end, now)), isSoFar: end > now }
}

export async function reckon(read: Reader, asked: Reckoning, keptDays: KeptDays): Promise<Review> {
  const { centreId, now } = asked
  const centre = await readCentre(read, centreId)
  const kept = await keptDays.of(read, { centreId, zone: centre.zone })
  const figuresIn = async (span: Span) => {
    const of = { centreId, zone: centre.zone, now, span }
    return figuresOf(
      await readRange(read, kept, of),
      await readEdges(read, { centreId, ...span }),
      span,
      centre,
    )
  }
  const yesterday = addDays(localDay(now, centre.zone), -1)
  const first = asked.from ?? asked.to ?? yesterday
  const span = spanOf(first, asked.to ?? first, centre, now)
  const { figures, longest } = await figuresIn(span)

  const days = lengthOf(span)
  const back = [['before', days] as const, ...(days === 1 ? [['weekBefore', 7] as const] : [])]
  const beside: Review['beside'] = []
  for (const [which, count] of back) {
    const other = spanOf(addDays(span.first, -count), addDays(span.last, -count), centre, now)
    // A day that is still going on stands beside as much of the other, or it would always look quiet.
    if (span.isSoFar)
      Object.assign(other, { to: Math.min(other.to, other.from + (span.to - span.from)), isSoFar: true })
    beside.push({ which, figures: (await figuresIn(other)).figures })
  }

  const directory = await readDirectory(read, centreId)
  const waits: { row: Naming; wait: (typeof longest)[number] }[] = []
  for (const wait of longest) {
    const [row] = await namingOf(read, { visitId: wait.visit.id, centreId })
    if (row) waits.push({ row, wait })
  }
  // Whoever objects to planning counts in the figures, which hold nobody, and is in no row.
  const longestWaits = givenOut('planning', waits, ({ row }) => sharingOf(row)).map(({ row, wait }) => {
    const { visit: one, minutes, end } = wait
    const label = labelFor(row, directory, asked.looker)
    return { visitId: one.id, label, arrivedAt: one.arrivedAt, minutes, end }
  })
  return { workedOutAt: now, measuresVersion, figures, longestWaits, beside }
}

/** How far back is read before anybody asks: a year and the year beside it. */
const daysAhead = 2 * 366
/** Few, so that whoever asks meanwhile waits for no more than these. */
const atOnce = 7

/**
 * Reads the next days that aren't kept yet, latest first: whoever looks at a day will look at longer.
 * @returns whether there are more.
 */
export async function readAhead(read: Reader, asked: Reckoning, keptDays: KeptDays): Promise<boolean> {
  const { centreId, now } = asked
  const centre = await readCentre(read, centreId)
  const kept = await keptDays.of(read, { centreId, zone: centre.zone })
  const yesterday = addDays(localDay(now, centre.zone), -1)
  const days = daysBetween(addDays(yesterday, 1 - daysAhead), yesterday)
  const last = days.findLast((day) => !kept.get(day))
  if (last === undefined) return false
  const span = spanOf(addDays(last, 1 - atOnce), last, centre, now)
  await readRange(read, kept, { centreId, zone: centre.zone, now, span })
  return true
}
