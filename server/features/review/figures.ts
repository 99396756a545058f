/**
 * Every measure of a range, put together from its stretches: the one place where figures are made. Definitions stand
 * in shared/measures; the reason about being hurt or frightened by someone is on none of them.
 */
import type { Figures } from '../../../shared/contract/review.ts'
import { Role } from '../../../shared/contract/role.ts'
import { type Day, daysBetween } from '../../../shared/domain/days.ts'
import { hoursOf } from '../../../shared/domain/hours.ts'
import { feltWelcome, gotWhatCameFor, toldAgain } from '../../../shared/lists/leavingAnswers.ts'
import { summariseFeelings } from '../../../shared/measures/statistics.ts'
import { grouped } from '../../rows/grouped.ts'
import type { Beside, CentreFacts, EdgeRows, VisitTimes } from './rows.ts'
import { onBySlot } from './shifts.ts'
import { type Stretch, Sums, together } from './stretch.ts'
import { mostFirst, PeopleSet, Tally } from './tally.ts'
import { isLong, longestFirst, mostWaits, summary, type Wait, waitsOfVisit } from './waits.ts'

export interface Span {
  first: Day
  last: Day
  /** UTC ms; `to` is the end of the last day, or now while that is still to come. */
  from: number
  to: number
  isSoFar: boolean
}

/** A range added up. */
interface Total {
  sums: Sums
  people: PeopleSet
  newToUs: PeopleSet
  reasons: Map<string, PeopleSet>
  /** Waits that had begun before the range. */
  carried: { welcome: number; someone: number }
  longest: Wait[]
}

/** Everything in its place: what was settled when its stretch ended, and the rest as it is seen from the end. */
function totalOf(stretches: readonly Stretch[], edges: EdgeRows, { from, to }: Span): Total {
  const total: Total = {
    sums: new Sums(),
    people: new PeopleSet(),
    newToUs: new PeopleSet(),
    reasons: new Map(),
    carried: { welcome: 0, someone: 0 },
    longest: [],
  }
  for (const one of stretches) {
    total.sums.addAll(one.sums)
    total.people.addAll(one.people)
    total.newToUs.addAll(one.newToUs)
    for (const [key, people] of one.reasons) {
      const own = total.reasons.get(key) ?? new PeopleSet()
      own.addAll(people)
      total.reasons.set(key, own)
    }
    total.longest.push(...one.longest)
    for (const visit of one.unsettled) addWaits(total, visit, to)
    addBeside(total.sums, one.besideLater, to)
  }
  for (const visit of edges.carried) {
    for (const kind of addWaits(total, visit, to, from)) total.carried[kind]++
  }
  for (const one of [...stretches.flatMap((stretch) => stretch.unsettled), ...edges.carried, ...edges.old]) {
    if (isLong(one, to)) total.sums.tallies.longStays.add(one.spaceId)
  }
  total.longest = longestFirst(total.longest).slice(0, mostWaits)
  return total
}

function addWaits({ sums, longest }: Total, visit: VisitTimes, to: number, from?: number) {
  return waitsOfVisit(visit, to, from).map(({ kind, wait }) => {
    sums.waits[kind][wait.end].add(wait.minutes)
    if (kind === 'someone') longest.push(wait)
    return kind
  })
}

function addBeside({ tallies }: Sums, rows: readonly Beside[], to: number): void {
  const begun = rows.filter((row) => (row.begunAt ?? 0) < to)
  for (const own of grouped(begun, (row) => row.visitId).values()) tallies.beside.add(together(own))
}

/** @returns the figures, and the longest waits for anybody. */
export function figuresOf(
  stretches: readonly Stretch[],
  edges: EdgeRows,
  span: Span,
  centre: CentreFacts,
): { figures: Figures; longest: Wait[] } {
  const total = totalOf(stretches, edges, span)
  const { sums, people, carried } = total
  const { counts, tallies, waits } = sums
  const slots = span.first === span.last ? hoursOf(span.first, centre.zone) : null
  const byHour = stretches[0]?.slots ?? []
  const figures: Figures = {
    ...span,
    hours: Math.round((span.to - span.from) / 3_600_000),
    visits: counts.visits,
    byChannel: mostFirst(tallies.channel),
    people: people.size,
    visitsByPeople: counts.known,
    visitsNotIdentified: counts.visits - counts.known,
    newToUs: total.newToUs.size,
    carers: edges.carers,
    outOfHours: counts.outOfHours,
    arrivals: slots
      ? slots.map(({ label, from }, i) => ({ label, from, count: byHour[i] ?? 0 }))
      : sums.hours.map((count, hour) => ({
          label: `${String(hour).padStart(2, '0')}:00`,
          from: null,
          count,
        })),
    on: slots ? onBySlot(edges.on, slots, span.to) : [],
    cameBy: mostFirst(tallies.cameBy),
    suggestedBy: mostFirst(tallies.suggestedBy),
    reasons: reasonsOf(total),
    toWelcome: summary(waits.welcome, carried.welcome),
    welcomedOnArrival: counts.welcomedOnArrival,
    leftUnwelcomed: counts.leftUnwelcomed,
    toWithSomeone: summary(waits.someone, carried.someone),
    wantedNobody: counts.wantedNobody,
    alongside: alongsideOf(tallies.beside, centre),
    ended: counts.ended,
    gotWhatCameFor: answers(tallies.gotWhatCameFor, gotWhatCameFor, counts.ended),
    feltWelcome: answers(tallies.feltWelcome, feltWelcome, counts.ended),
    toldAgain: answers(tallies.toldAgain, toldAgain, counts.ended),
    whatHelped: { of: counts.ended, answered: counts.helpedAny, rows: mostFirst(tallies.helped) },
    feeling: feelingOf(tallies.feeling, counts.ended),
    openLong: sum(tallies.longStays.entries().filter(([spaceId]) => !centre.guestRooms.has(spaceId ?? ''))),
  }
  return { figures, longest: total.longest }
}

const sum = (entries: readonly (readonly [unknown, number])[]) =>
  entries.reduce((all, [, count]) => all + count, 0)

/** People, not visits: each once for a reason, however often they said it. */
function reasonsOf({ reasons, people }: Total): Figures['reasons'] {
  const counts = new Tally<string | null>()
  const any = new PeopleSet()
  for (const [key, own] of reasons) {
    counts.add(key, own.size)
    any.addSet(own)
  }
  return { peopleWithAny: any.size, of: people.size, rows: mostFirst(counts) }
}

function alongsideOf(beside: Tally<string | null>, centre: CentreFacts): Figures['alongside'] {
  const byRole = new Tally<string>()
  const byAgency = new Tally<string>()
  for (const [key, count] of beside.entries()) {
    const each = (key ?? '').split(',').map((one) => one.split(' '))
    for (const role of new Set(each.map(([one = '']) => one))) byRole.add(role, count)
    // Two agencies of one name are one line.
    for (const name of new Set(each.map(([, id = '']) => centre.agencyNames.get(id) ?? '')))
      byAgency.add(name, count)
  }
  return {
    visits: sum(beside.entries()),
    // By name, not by number: it is who was there, never who did most.
    byRole: byRole
      .entries()
      .map(([role, visits]) => ({ role: Role.parse(role), visits }))
      .sort((a, b) => (a.role < b.role ? -1 : 1)),
    byAgency: byAgency
      .entries()
      .map(([agency, visits]) => ({ agency, visits }))
      .sort((a, b) => a.agency.localeCompare(b.agency, 'en-GB')),
  }
}

function answers(
  given: Tally<string | null>,
  list: readonly { key: string; isNoAnswer?: true }[],
  of: number,
): Figures['gotWhatCameFor'] {
  const isAnswer = (key: string | null) => !list.some((one) => one.key === key && one.isNoAnswer)
  return {
    of,
    answered: sum(given.entries().filter(([key]) => isAnswer(key))),
    rows: list.map(({ key }) => ({ key, count: given.get(key) })),
  }
}

function feelingOf(feeling: Tally<string | null>, of: number): Figures['feeling'] {
  const lines = mostFirst(feeling).map(({ key, count }) => {
    const [before = 0, after = 0] = (key ?? '').split(' ').map(Number)
    return { before, after, count }
  })
  return { ...summariseFeelings(lines), of, lines }
}

/** Whole days in a span. */
export const lengthOf = (span: Pick<Span, 'first' | 'last'>) => daysBetween(span.first, span.last).length
