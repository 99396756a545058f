/**
 * Every measure of a range, from its rows: the one place where figures are made. Definitions stand in
 * shared/measures; the reason about being hurt or frightened by someone is on none of them.
 */
import type { Figures } from '../../../shared/contract/review.ts'
import { type Day, daysBetween } from '../../../shared/domain/days.ts'
import { hourAt, hoursOf, isOutOfHours } from '../../../shared/domain/hours.ts'
import { feltWelcome, gotWhatCameFor, toldAgain } from '../../../shared/lists/leavingAnswers.ts'
import { boardReasonKeys, reasons as allReasons } from '../../../shared/lists/reasons.ts'
import { summariseFeelings } from '../../../shared/measures/statistics.ts'
import type { CentreFacts, Goodbye, Rows, VisitTimes } from './rows.ts'
import { onBySlot } from './shifts.ts'
import { summary, wanted, waitsForSomeone, waitsForWelcome } from './waits.ts'

export interface Span {
  first: Day
  last: Day
  /** UTC ms; `to` is the end of the last day, or now while that is still to come. */
  from: number
  to: number
  isSoFar: boolean
}

type Counts = { key: string | null; count: number }[]
const half = 12 * 3_600_000

export function figuresOf(rows: Rows, span: Span, centre: CentreFacts): Figures {
  const { visits } = rows
  const { zone } = centre
  const until = span.to
  const known = visits.filter((one) => one.personId !== null)
  const people = new Set(known.map((one) => one.personId))
  const { ended } = rows
  const slots = span.first === span.last ? hoursOf(span.first, zone) : null
  return {
    ...span,
    hours: Math.round((span.to - span.from) / 3_600_000),
    visits: visits.length,
    byChannel: counted(visits.map((one) => one.channel)),
    people: people.size,
    visitsByPeople: known.length,
    visitsNotIdentified: visits.length - known.length,
    newToUs: new Set(known.filter((one) => !one.beenBefore).map((one) => one.personId)).size,
    outOfHours: visits.filter((one) => isOutOfHours(one.arrivedAt, zone)).length,
    arrivals: slots
      ? slots.map(({ label, from, to }) => ({
          label,
          from,
          count: visits.filter((one) => one.arrivedAt >= from && one.arrivedAt < to).length,
        }))
      : byClockHour(visits, zone),
    on: slots ? onBySlot(rows.on, slots, until) : [],
    cameBy: counted(visits.map((one) => one.cameBy)),
    suggestedBy: counted(visits.map((one) => one.suggestedBy)),
    reasons: reasonsOf(known, people.size),
    toWelcome: summary(waitsForWelcome(rows, span.from, until)),
    welcomedOnArrival: visits.filter((one) => one.isWelcomedOnArrival).length,
    leftUnwelcomed: ended.filter((one) => one.welcomedAt === null).length,
    toWithSomeone: summary(waitsForSomeone(rows, span.from, until)),
    wantedNobody: visits.filter((one) => !wanted(one)).length,
    alongside: alongsideOf(rows, centre),
    ended: ended.length,
    gotWhatCameFor: answers(ended, (one) => one.gotWhatCameFor, gotWhatCameFor),
    feltWelcome: answers(ended, (one) => one.feltWelcome, feltWelcome),
    toldAgain: answers(ended, (one) => one.toldAgain, toldAgain),
    whatHelped: helpedOf(ended),
    feeling: feelingOf(ended),
    openLong: [...visits, ...rows.carried, ...rows.old].filter(
      (one) =>
        Math.min(one.goneAt ?? until, until) - one.arrivedAt > half &&
        !centre.guestRooms.has(one.spaceId ?? ''),
    ).length,
  }
}

/** Most first, by key where equal; not asked last, whatever its number. */
function counted(keys: readonly (string | null)[]): Counts {
  const counts = new Map<string | null, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts]
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === null ? 1 : -1
      return b.count - a.count || (a.key < b.key ? -1 : 1)
    })
}

function byClockHour(visits: readonly VisitTimes[], zone: string): Figures['arrivals'] {
  const counts = new Array<number>(24).fill(0)
  for (const one of visits) {
    const hour = hourAt(one.arrivedAt, zone)
    counts[hour] = (counts[hour] ?? 0) + 1
  }
  return counts.map((count, hour) => ({ label: `${String(hour).padStart(2, '0')}:00`, from: null, count }))
}

const shipped = new Set<string>(allReasons.map((one) => one.key))
const shown = new Set<string>(boardReasonKeys)

/** People, not visits: each once for a reason, however often they said it. */
function reasonsOf(known: readonly VisitTimes[], people: number): Figures['reasons'] {
  const byPerson = new Map<string, Set<string>>()
  for (const one of known) {
    for (const key of one.reasons ?? []) {
      if (shipped.has(key) && !shown.has(key)) continue
      const own = byPerson.get(one.personId ?? '') ?? new Set()
      byPerson.set(one.personId ?? '', own.add(key))
    }
  }
  return {
    peopleWithAny: byPerson.size,
    of: people,
    rows: counted([...byPerson.values()].flatMap((keys) => [...keys])),
  }
}

function alongsideOf({ beside }: Rows, centre: CentreFacts): Figures['alongside'] {
  const visitsBy = <K extends string>(keyOf: (row: Rows['beside'][number]) => K) => {
    const groups = new Map<K, Set<string>>()
    for (const row of beside) groups.set(keyOf(row), (groups.get(keyOf(row)) ?? new Set()).add(row.visitId))
    return [...groups].map(([key, ids]) => ({ key, visits: ids.size }))
  }
  return {
    visits: new Set(beside.map((one) => one.visitId)).size,
    // By name, not by number: it is who was there, never who did most.
    byRole: visitsBy((one) => one.role)
      .map(({ key, visits }) => ({ role: key, visits }))
      .sort((a, b) => (a.role < b.role ? -1 : 1)),
    byAgency: visitsBy((one) => centre.agencyNames.get(one.agencyId) ?? '')
      .map(({ key, visits }) => ({ agency: key, visits }))
      .sort((a, b) => a.agency.localeCompare(b.agency, 'en-GB')),
  }
}

function answers(
  ended: readonly Goodbye[],
  of: (visit: Goodbye) => string | null,
  list: readonly { key: string; isNoAnswer?: true }[],
): Figures['gotWhatCameFor'] {
  const given = ended.map((one) => of(one) ?? 'notAsked')
  return {
    of: ended.length,
    answered: given.filter((key) => !list.some((one) => one.key === key && one.isNoAnswer)).length,
    rows: list.map(({ key }) => ({ key, count: given.filter((one) => one === key).length })),
  }
}

function helpedOf(ended: readonly Goodbye[]): Figures['whatHelped'] {
  const named = ended.filter((one) => (one.helped ?? []).length > 0)
  return {
    of: ended.length,
    answered: named.length,
    rows: counted(named.flatMap((one) => one.helped ?? [])),
  }
}

function feelingOf(ended: readonly Goodbye[]): Figures['feeling'] {
  const pairs = ended.flatMap(({ feeling: before, feelingLeaving: after }) =>
    before !== null && after !== null ? [{ before, after }] : [],
  )
  const lines = counted(pairs.map((pair) => `${pair.before} ${pair.after}`)).map(({ key, count }) => {
    const [before = 0, after = 0] = (key ?? '').split(' ').map(Number)
    return { before, after, count }
  })
  return { ...summariseFeelings(pairs), of: ended.length, lines }
}

/** Whole days in a span. */
export const lengthOf = (span: Pick<Span, 'first' | 'last'>) => daysBetween(span.first, span.last).length
