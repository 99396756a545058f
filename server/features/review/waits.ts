/**
 * How long people waited, by the definitions of shared/measures/waitMeasures.ts. Nobody disappears into an
 * average: who left first and who still waits is counted at the length they had reached.
 */
import type { Waits } from '../../../shared/contract/review.ts'
import { wantsSomeone } from '../../../shared/domain/doing.ts'
import { longest, median, ninetiethCentile, wholeMinutes } from '../../../shared/measures/statistics.ts'
import type { Rows, VisitTimes } from './rows.ts'

export interface Wait {
  visit: VisitTimes
  minutes: number
  end: 'met' | 'left' | 'open'
  isCarried: boolean
}

/** Above this many a picture shows bins, not dots. */
const mostDots = 150
/** Edges of the bins, minutes. */
const edges = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240]

/** The wait from arrival to `metAt`, seen from `until` (UTC ms). */
function waitOf(visit: VisitTimes, metAt: number | null, until: number, isCarried: boolean): Wait {
  const met = metAt !== null && metAt <= until ? metAt : null
  const left = visit.goneAt !== null && visit.goneAt <= until ? visit.goneAt : null
  const end = met !== null ? 'met' : left !== null ? 'left' : 'open'
  const at = met ?? left ?? until
  return { visit, minutes: wholeMinutes(Math.max(0, at - visit.arrivedAt)), end, isCarried }
}

/** Arrival to the first hello; those greeted as they came in are counted apart. */
export function waitsForWelcome({ visits, carried }: Rows, from: number, until: number): Wait[] {
  const open = carried.filter((one) => one.welcomedAt === null || one.welcomedAt > from)
  const of = (isCarried: boolean) => (one: VisitTimes) => waitOf(one, one.welcomedAt, until, isCarried)
  const all = [...visits.map(of(false)), ...open.map(of(true))]
  return all.filter((one) => !one.visit.isWelcomedOnArrival)
}

/** They wanted someone, weren't asked, or somebody was with them. */
export function wanted(visit: VisitTimes): boolean {
  return (
    visit.firstWithAt !== null || wantsSomeone({ wants: visit.wants, wantsStaff: visit.wantsStaff ?? [] })
  )
}

/** Arrival to any worker being with them. */
export function waitsForSomeone({ visits, carried }: Rows, from: number, until: number): Wait[] {
  const open = carried.filter((one) => one.firstWithAt === null || one.firstWithAt > from)
  const of = (isCarried: boolean) => (one: VisitTimes) => waitOf(one, one.firstWithAt, until, isCarried)
  return [...visits.filter(wanted).map(of(false)), ...open.filter(wanted).map(of(true))]
}

export function summary(waits: readonly Wait[]): Waits {
  const minutes = waits.map((one) => one.minutes)
  const sorted = waits.toSorted((a, b) => a.minutes - b.minutes)
  return {
    count: waits.length,
    median: median(minutes),
    ninetieth: ninetiethCentile(minutes),
    longest: longest(minutes),
    left: waits.filter((one) => one.end === 'left').length,
    open: waits.filter((one) => one.end === 'open').length,
    carried: waits.filter((one) => one.isCarried).length,
    dots: waits.length > mostDots ? [] : sorted.map((one) => ({ minutes: one.minutes, end: one.end })),
    bins: edges.map((from, i) => {
      const to = edges[i + 1] ?? null
      return { from, to, count: minutes.filter((m) => m >= from && (to === null || m < to)).length }
    }),
  }
}
