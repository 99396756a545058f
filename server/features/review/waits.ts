/**
 * How long people waited, by the definitions of shared/measures/waitMeasures.ts. Nobody disappears into an
 * average: who left first and who still waits is counted at the length they had reached.
 */
import type { Waits } from '../../../shared/contract/review.ts'
import { wantsSomeone } from '../../../shared/domain/doing.ts'
import {
  howMany,
  longest,
  median,
  ninetiethCentile,
  wholeMinutes,
} from '../../../shared/measures/statistics.ts'
import type { VisitTimes } from './rows.ts'
import { Tally } from './tally.ts'

export interface Wait {
  visit: Pick<VisitTimes, 'id' | 'arrivedAt'>
  minutes: number
  end: 'met' | 'left' | 'open'
  /** Begun before the range that is looked at. */
  isCarried: boolean
}

/** How many waits of so many whole minutes, by how they ended. */
export const emptyWaits = () => ({
  met: new Tally<number>(),
  left: new Tally<number>(),
  open: new Tally<number>(),
})
export type WaitMinutes = ReturnType<typeof emptyWaits>

/** As many are named. */
export const mostWaits = 10
/** Above this many a picture shows bins, not dots. */
const mostDots = 150
/** Edges of the bins, minutes. */
const edges = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240]
const half = 12 * 3_600_000

/** Met by `until` (UTC ms). */
export const isMet = (metAt: number | null, until: number) => metAt !== null && metAt <= until

/** Here for more than half a day, as far as `until` shows it. */
export const isLong = (one: { arrivedAt: number; goneAt: number | null }, until: number) =>
  Math.min(one.goneAt ?? until, until) - one.arrivedAt > half

/** The wait from arrival to `metAt`, seen from `until` (UTC ms). */
function waitOf(visit: VisitTimes, metAt: number | null, until: number, isCarried: boolean): Wait {
  const met = metAt !== null && metAt <= until ? metAt : null
  const left = visit.goneAt !== null && visit.goneAt <= until ? visit.goneAt : null
  const end = met !== null ? 'met' : left !== null ? 'left' : 'open'
  const at = met ?? left ?? until
  const { id, arrivedAt } = visit
  return { visit: { id, arrivedAt }, minutes: wholeMinutes(Math.max(0, at - arrivedAt)), end, isCarried }
}

/** They wanted someone, weren't asked, or somebody was with them. */
export function wanted(visit: VisitTimes): boolean {
  return (
    visit.firstWithAt !== null || wantsSomeone({ wants: visit.wants, wantsStaff: visit.wantsStaff ?? [] })
  )
}

/**
 * The waits of one visit, seen from `until`: `welcome` from arrival to the first hello (those greeted as they came
 * in are counted apart), `someone` to any worker being with them. Of a visit carried into a range, only what was
 * still open at `from`.
 */
export function waitsOfVisit(one: VisitTimes, until: number, from?: number) {
  const isCarried = from !== undefined
  const isOpen = (metAt: number | null) => from === undefined || metAt === null || metAt > from
  const waits: { kind: 'welcome' | 'someone'; wait: Wait }[] = []
  if (!one.isWelcomedOnArrival && isOpen(one.welcomedAt))
    waits.push({ kind: 'welcome', wait: waitOf(one, one.welcomedAt, until, isCarried) })
  if (wanted(one) && isOpen(one.firstWithAt))
    waits.push({ kind: 'someone', wait: waitOf(one, one.firstWithAt, until, isCarried) })
  return waits
}

/** The longest first; of equal ones those of the range before what it was handed, then whoever came first. */
export const longestFirst = (waits: readonly Wait[]) =>
  waits.toSorted(
    (a, b) =>
      b.minutes - a.minutes ||
      Number(a.isCarried) - Number(b.isCarried) ||
      a.visit.arrivedAt - b.visit.arrivedAt ||
      (a.visit.id < b.visit.id ? -1 : 1),
  )

export function summary(waits: WaitMinutes, carried: number): Waits {
  const ends = (['left', 'met', 'open'] as const).flatMap((end) =>
    waits[end].entries().map(([value, count]) => ({ value, count, end })),
  )
  // Sorting is stable: of equal ones those who left come first.
  ends.sort((a, b) => a.value - b.value)
  const count = howMany(ends)
  return {
    count,
    median: median(ends),
    ninetieth: ninetiethCentile(ends),
    longest: longest(ends),
    left: howMany(ends.filter((one) => one.end === 'left')),
    open: howMany(ends.filter((one) => one.end === 'open')),
    carried,
    dots: count > mostDots ? [] : ends.flatMap(dotsOf),
    bins: edges.map((from, i) => {
      const to = edges[i + 1] ?? null
      const isWithin = ({ value }: { value: number }) => value >= from && (to === null || value < to)
      return { from, to, count: howMany(ends.filter(isWithin)) }
    }),
  }
}

const dotsOf = ({ value, count, end }: { value: number; count: number; end: Wait['end'] }) =>
  Array.from({ length: count }, () => ({ minutes: value, end }))
