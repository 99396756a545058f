/**
 * A review counted the plain way, from every row there is, to hold against the quick one: nothing is kept, nothing is
 * put together from parts, and what a measure says is written down once more.
 */
import { eq } from 'drizzle-orm'
import { agency, space } from '../../../db/schema/centre.ts'
import { person } from '../../../db/schema/person.ts'
import { tie } from '../../../db/schema/tie.ts'
import { alongside, visit } from '../../../db/schema/visit.ts'
import type { Reader } from '../../../db/store.ts'
import type { Figures, Waits } from '../../../shared/contract/review.ts'
import { type Day, localDay, rangeOf, weekday } from '../../../shared/domain/days.ts'
import { hourAt, hoursOf } from '../../../shared/domain/hours.ts'
import { boardReasonKeys, reasons as shipped } from '../../../shared/lists/reasons.ts'

type Visit = typeof visit.$inferSelect
const hour = 3_600_000
const zone = 'Europe/London'

export async function plainRecount(
  read: Reader,
  { centreId, first, last, now }: { centreId: string; first: Day; last: Day; now: number },
): Promise<Omit<Figures, 'on'>> {
  const all = (await read.select().from(visit).where(eq(visit.centreId, centreId))).filter(
    (one) => one.retractedAt === null,
  )
  const withThem = await read.select().from(alongside).where(eq(alongside.centreId, centreId))
  const agencies = await read.select().from(agency).where(eq(agency.centreId, centreId))
  const spaces = await read.select().from(space).where(eq(space.centreId, centreId))

  const { from, to: end } = rangeOf(first, last, zone)
  const to = Math.max(from, Math.min(end, now))
  const came = all.filter((one) => one.arrivedAt >= from && one.arrivedAt < to)
  const carried = all.filter(
    (one) =>
      one.arrivedAt >= from - 7 * 24 * hour &&
      one.arrivedAt < from &&
      (one.goneAt === null || one.goneAt > from),
  )
  const gone = all.filter((one) => one.goneAt !== null && one.goneAt > from && one.goneAt <= to)
  const known = came.filter((one) => one.personId !== null)
  const people = new Set(known.map((one) => one.personId))
  const isFirst = (one: Visit) =>
    !all.some((other) => other.personId === one.personId && other.arrivedAt < one.arrivedAt)
  const beside = withThem.filter(
    (row) => row.begunAt !== null && row.begunAt < to && came.some((one) => one.id === row.visitId),
  )
  const visitsWith = (has: (row: (typeof beside)[number]) => boolean) =>
    new Set(beside.filter(has).map((row) => row.visitId)).size
  const nameOf = (id: string) => agencies.find((one) => one.id === id)!.name
  const waits = (metAt: 'welcomedAt' | 'firstWithAt', counts: (one: Visit) => boolean) => {
    const still = carried.filter((one) => one[metAt] === null || one[metAt] > from).filter(counts)
    const list = [...came.filter(counts), ...still].map((one) => waitOf(one, one[metAt], to))
    return waitsOf(list, still.length)
  }
  const hours = hoursOf(first, zone)
  const ties = (await read.select().from(tie).where(eq(tie.centreId, centreId))).filter(
    (one) => one.endedAt === null,
  )
  const restricted = (await read.select().from(person).where(eq(person.centreId, centreId))).filter(
    (one) => one.restrictedAt !== null,
  )
  const isBy = (one: Visit, id: string) =>
    one.id === id ||
    (one.personId !== null &&
      (one.personId === id || all.some((other) => other.id === id && other.personId === one.personId)))
  return {
    ...{ first, last, from, to, hours: Math.round((to - from) / hour), isSoFar: end > now },
    visits: came.length,
    byChannel: counted(came.map((one) => one.channel)),
    people: people.size,
    visitsByPeople: known.length,
    visitsNotIdentified: came.length - known.length,
    newToUs: new Set(known.filter(isFirst).map((one) => one.personId)).size,
    carers: new Set(
      came
        .filter((one) => one.restrictedAt === null && !restricted.some(({ id }) => id === one.personId))
        .filter((one) => ties.some(({ supporter }) => isBy(one, supporter)))
        .map((one) => one.personId ?? one.id),
    ).size,
    outOfHours: came.filter(({ arrivedAt: at }) => {
      const shows = hourAt(at, zone)
      return shows < 9 || shows >= 17 || weekday(localDay(at, zone)) > 5
    }).length,
    arrivals:
      first === last
        ? hours.map((slot) => ({
            label: slot.label,
            from: slot.from,
            count: came.filter((one) => one.arrivedAt >= slot.from && one.arrivedAt < slot.to).length,
          }))
        : Array.from({ length: 24 }, (_, shows) => ({
            label: `${String(shows).padStart(2, '0')}:00`,
            from: null,
            count: came.filter((one) => hourAt(one.arrivedAt, zone) === shows).length,
          })),
    cameBy: counted(came.map((one) => one.cameBy)),
    suggestedBy: counted(came.map((one) => one.suggestedBy)),
    reasons: reasonsOf(known, people.size),
    toWelcome: waits('welcomedAt', (one) => !one.isWelcomedOnArrival),
    welcomedOnArrival: came.filter((one) => one.isWelcomedOnArrival).length,
    leftUnwelcomed: gone.filter((one) => one.welcomedAt === null).length,
    toWithSomeone: waits('firstWithAt', wantedAnyone),
    wantedNobody: came.filter((one) => !wantedAnyone(one)).length,
    alongside: {
      visits: visitsWith(() => true),
      byRole: [...new Set(beside.map((row) => row.role))]
        .sort()
        .map((role) => ({ role, visits: visitsWith((row) => row.role === role) })),
      byAgency: [...new Set(beside.map((row) => nameOf(row.agencyId)))]
        .sort((a, b) => a.localeCompare(b, 'en-GB'))
        .map((name) => ({ agency: name, visits: visitsWith((row) => nameOf(row.agencyId) === name) })),
    },
    ended: gone.length,
    ...answersOf(gone),
    feeling: feelingOf(gone),
    openLong: all.filter(
      (one) =>
        one.arrivedAt < to &&
        (one.goneAt === null || one.goneAt > from) &&
        Math.min(one.goneAt ?? to, to) - one.arrivedAt > 12 * hour &&
        spaces.find(({ id }) => id === one.spaceId)?.kind !== 'guestRoom',
    ).length,
  }
}

function counted(keys: (string | null)[]) {
  return [...new Set(keys)]
    .map((key) => ({ key, count: keys.filter((one) => one === key).length }))
    .sort((a, b) =>
      a.key === null ? 1 : b.key === null ? -1 : b.count - a.count || (a.key < b.key ? -1 : 1),
    )
}

const wantedAnyone = (one: Visit) =>
  one.firstWithAt !== null ||
  one.wants === null ||
  one.wants.some((want) => want !== 'justToBeHere') ||
  (one.wantsStaff ?? []).length > 0

function waitOf(one: Visit, metAt: number | null, to: number) {
  const isMet = metAt !== null && metAt <= to
  const hasLeft = one.goneAt !== null && one.goneAt <= to
  const at = isMet ? metAt : hasLeft ? one.goneAt! : to
  const end = isMet ? 'met' : hasLeft ? 'left' : 'open'
  return { minutes: Math.floor(Math.max(0, at - one.arrivedAt) / 60_000), end } as const
}

const ends = ['left', 'met', 'open']
const edges = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, Infinity]

function waitsOf(list: ReturnType<typeof waitOf>[], carried: number): Waits {
  const dots = list.toSorted((a, b) => a.minutes - b.minutes || ends.indexOf(a.end) - ends.indexOf(b.end))
  const at = (rank: number) => dots[rank]?.minutes ?? null
  const [low, high] = [at(Math.ceil(dots.length / 2) - 1), at(Math.floor(dots.length / 2))]
  return {
    count: list.length,
    median: low === null || high === null ? null : (low + high) / 2,
    ninetieth: at(Math.ceil((9 * dots.length) / 10) - 1),
    longest: at(dots.length - 1),
    left: list.filter((one) => one.end === 'left').length,
    open: list.filter((one) => one.end === 'open').length,
    carried,
    dots: dots.length > 150 ? [] : dots,
    bins: edges.slice(0, -1).map((from, i) => ({
      from,
      to: edges[i + 1] === Infinity ? null : edges[i + 1]!,
      count: list.filter((one) => one.minutes >= from && one.minutes < edges[i + 1]!).length,
    })),
  }
}

function reasonsOf(known: Visit[], of: number): Figures['reasons'] {
  const hidden = shipped
    .map((one) => one.key)
    .filter((key) => !boardReasonKeys.some((shown) => shown === key))
  const pairs = known.flatMap((one) =>
    (one.reasons ?? [])
      .filter((key) => !hidden.some((not) => not === key))
      .map((key) => `${one.personId} ${key}`),
  )
  const each = [...new Set(pairs)].map((pair) => pair.split(' '))
  return {
    peopleWithAny: new Set(each.map(([person]) => person)).size,
    of,
    rows: counted(each.map(([, key]) => key!)),
  }
}

function answersOf(gone: Visit[]) {
  const of = (
    field: 'gotWhatCameFor' | 'feltWelcome' | 'toldAgain',
    keys: string[],
  ): Figures['gotWhatCameFor'] => {
    const given = gone.map((one) => one[field] ?? 'notAsked')
    return {
      of: gone.length,
      answered: given.filter((key) => key !== 'notAsked' && key !== 'ratherNotSay').length,
      rows: keys.map((key) => ({ key, count: given.filter((one) => one === key).length })),
    }
  }
  const helped = gone.map((one) => one.helped ?? []).filter((keys) => keys.length > 0)
  return {
    gotWhatCameFor: of('gotWhatCameFor', ['yes', 'partly', 'no', 'ratherNotSay', 'notAsked']),
    feltWelcome: of('feltWelcome', ['yes', 'mostly', 'no', 'ratherNotSay', 'notAsked']),
    toldAgain: of('toldAgain', ['no', 'once', 'moreThanOnce', 'ratherNotSay', 'notAsked']),
    whatHelped: { of: gone.length, answered: helped.length, rows: counted(helped.flat()) },
  }
}

function feelingOf(gone: Visit[]): Figures['feeling'] {
  const pairs = gone.flatMap(({ feeling: before, feelingLeaving: after }) =>
    before !== null && after !== null ? [{ before, after, by: after - before }] : [],
  )
  const middle = (values: number[]) => {
    const sorted = values.toSorted((a, b) => a - b)
    const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]]
    return low === undefined || high === undefined ? null : (low + high) / 2
  }
  return {
    pairs: pairs.length,
    of: gone.length,
    up: pairs.filter((one) => one.by > 0).length,
    same: pairs.filter((one) => one.by === 0).length,
    down: pairs.filter((one) => one.by < 0).length,
    medianBefore: middle(pairs.map((one) => one.before)),
    medianAfter: middle(pairs.map((one) => one.after)),
    meanChange: pairs.length === 0 ? null : pairs.reduce((sum, one) => sum + one.by, 0) / pairs.length,
    lines: counted(pairs.map((one) => `${one.before} ${one.after}`)).map(({ key, count }) => {
      const [before, after] = key!.split(' ').map(Number)
      return { before: before!, after: after!, count }
    }),
  }
}
