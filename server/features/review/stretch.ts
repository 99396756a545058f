/**
 * A stretch of time (a local day, or what there is of it) added up, so that a year is put together from its days.
 * What could still turn out otherwise after the stretch ended, a wait that is still open, somebody who is still
 * here, stays a row of its own: how it ended is seen from the end of the range that is asked about, never sooner.
 */
import { type Day, weekday } from '../../../shared/domain/days.ts'
import { hoursOf } from '../../../shared/domain/hours.ts'
import { boardReasonKeys, reasons as allReasons } from '../../../shared/lists/reasons.ts'
import { grouped } from '../../rows/grouped.ts'
import type { Beside, Goodbye, StretchRows, VisitTimes } from './rows.ts'
import { Tally } from './tally.ts'
import {
  emptyWaits,
  isLong,
  isMet,
  longestFirst,
  mostWaits,
  type Wait,
  waitsOfVisit,
  wanted,
} from './waits.ts'

const tallied = [
  'channel',
  'cameBy',
  'suggestedBy',
  'gotWhatCameFor',
  'feltWelcome',
  'toldAgain',
  'helped',
  'feeling',
  'beside',
  'longStays',
] as const
const counted = [
  'visits',
  'known',
  'outOfHours',
  'welcomedOnArrival',
  'wantedNobody',
  'ended',
  'leftUnwelcomed',
  'helpedAny',
] as const

/** Whatever is added up by adding. `feeling`: 'before after'; `beside`: see `together`; `longStays`: by space. */
export class Sums {
  readonly counts = Object.fromEntries(counted.map((key) => [key, 0])) as Record<
    (typeof counted)[number],
    number
  >
  readonly tallies = Object.fromEntries(tallied.map((key) => [key, new Tally<string | null>()])) as Record<
    (typeof tallied)[number],
    Tally<string | null>
  >
  /** By the hour that clocks show. */
  readonly hours = new Array<number>(24).fill(0)
  /** Whole minutes of waits that are over. */
  readonly waits = { welcome: emptyWaits(), someone: emptyWaits() }

  addAll(other: Sums): void {
    for (const key of counted) this.counts[key] += other.counts[key]
    for (const key of tallied) this.tallies[key].addAll(other.tallies[key])
    other.hours.forEach((count, hour) => this.addHour(hour, count))
    for (const kind of ['welcome', 'someone'] as const) {
      for (const end of ['met', 'left', 'open'] as const) this.waits[kind][end].addAll(other.waits[kind][end])
    }
  }

  addHour(hour: number, count = 1): void {
    this.hours[hour] = (this.hours[hour] ?? 0) + count
  }
}

export interface Stretch {
  sums: Sums
  /** Arrivals in each of the day's hours, as `hoursOf` has them. */
  slots: number[]
  /** By their numbers: who came, who of them for the first time, who said which reason. */
  people: number[]
  newToUs: number[]
  reasons: Map<string, number[]>
  /** Of the waits that are over, the longest. */
  longest: Wait[]
  /** Visits with a wait or a stay that wasn't over. */
  unsettled: VisitTimes[]
  /** All who were ever with somebody who wasn't left alone until after the stretch. */
  besideLater: Beside[]
}

const shipped = new Set<string>(allReasons.map((one) => one.key))
const shown = new Set<string>(boardReasonKeys)

/** `to` UTC ms, the end of the stretch; `rows` are those of the stretch alone. */
export function sumStretch(
  rows: StretchRows,
  of: { day: Day; to: number; zone: string; numberOf: (personId: string) => number },
): Stretch {
  const stretch: Stretch = {
    sums: new Sums(),
    slots: [],
    people: [],
    newToUs: [],
    reasons: new Map(),
    longest: [],
    unsettled: [],
    besideLater: [],
  }
  for (const one of rows.visits) addVisit(stretch, one, of)
  addHours(stretch, rows.visits, of)
  for (const one of rows.ended) addGoodbye(stretch.sums, one)
  addBeside(stretch, rows.beside, of.to)
  stretch.longest = longestFirst(stretch.longest).slice(0, mostWaits)
  return stretch
}

function addVisit(
  { sums, people, newToUs, reasons, longest, unsettled }: Stretch,
  one: VisitTimes,
  { to, numberOf }: { to: number; numberOf: (personId: string) => number },
): void {
  const { counts, tallies } = sums
  counts.visits++
  tallies.channel.add(one.channel)
  tallies.cameBy.add(one.cameBy)
  tallies.suggestedBy.add(one.suggestedBy)
  if (one.isWelcomedOnArrival) counts.welcomedOnArrival++
  if (!wanted(one)) counts.wantedNobody++
  if (one.personId !== null) {
    const person = numberOf(one.personId)
    counts.known++
    people.push(person)
    if (!one.beenBefore) newToUs.push(person)
    for (const key of one.reasons ?? []) {
      if (shipped.has(key) && !shown.has(key)) continue
      const own = reasons.get(key)
      if (own) own.push(person)
      else reasons.set(key, [person])
    }
  }
  if (!isSettled(one, to)) return void unsettled.push(one)
  if (isLong(one, to)) tallies.longStays.add(one.spaceId)
  for (const { kind, wait } of waitsOfVisit(one, to)) {
    sums.waits[kind][wait.end].add(wait.minutes)
    if (kind === 'someone') longest.push(wait)
  }
}

/** Nothing that comes after `to` can change how this visit counts. */
const isSettled = (one: VisitTimes, to: number) =>
  one.goneAt !== null &&
  one.goneAt <= to &&
  (one.welcomedAt === null || isMet(one.welcomedAt, to)) &&
  (one.firstWithAt === null || isMet(one.firstWithAt, to))

function addHours(
  { sums, slots }: Stretch,
  visits: readonly VisitTimes[],
  { day, zone }: { day: Day; zone: string },
): void {
  const isWeekend = weekday(day) > 5
  for (const slot of hoursOf(day, zone)) {
    const count = visits.filter((one) => one.arrivedAt >= slot.from && one.arrivedAt < slot.to).length
    const hour = slot.hour % 24
    slots.push(count)
    sums.addHour(hour, count)
    if (isWeekend || hour < 9 || hour >= 17) sums.counts.outOfHours += count
  }
}

function addGoodbye({ counts, tallies }: Sums, one: Goodbye): void {
  counts.ended++
  if (one.welcomedAt === null) counts.leftUnwelcomed++
  tallies.gotWhatCameFor.add(one.gotWhatCameFor ?? 'notAsked')
  tallies.feltWelcome.add(one.feltWelcome ?? 'notAsked')
  tallies.toldAgain.add(one.toldAgain ?? 'notAsked')
  const helped = one.helped ?? []
  if (helped.length > 0) counts.helpedAny++
  for (const key of helped) tallies.helped.add(key)
  if (one.feeling !== null && one.feelingLeaving !== null)
    tallies.feeling.add(`${one.feeling} ${one.feelingLeaving}`)
}

function addBeside({ sums, besideLater }: Stretch, rows: readonly Beside[], to: number): void {
  const byVisit = grouped(rows, (row) => row.visitId)
  for (const own of byVisit.values()) {
    if (own.some((row) => (row.begunAt ?? 0) >= to)) besideLater.push(...own)
    else sums.tallies.beside.add(together(own))
  }
}

/** Who was with one visit, as a key: each role and agency once, 'role agencyId' in their order. */
export const together = (own: readonly Beside[]): string =>
  [...new Set(own.map((row) => `${row.role} ${row.agencyId}`))].sort().join(',')
