/* Why: which days are looked at stands in the address, so that Back works and a link can be sent. An address
   without days, or with what are none, means yesterday. */
import { addDays, type Day, daysBetween, isDay } from '../../shared/domain/days.ts'

export interface DayPair {
  from: Day
  to: Day
}

/** Ten years and a day or two: what the server works out at once. */
export const mostDays = 3_660

export const yesterdayOf = (today: Day): DayPair => ({ from: addDays(today, -1), to: addDays(today, -1) })

/** The days that are offered by name. A week is the seven days up to yesterday. */
export function namedRanges(today: Day): { key: 'yesterday' | 'today' | 'week'; days: DayPair }[] {
  return [
    { key: 'yesterday', days: yesterdayOf(today) },
    { key: 'today', days: { from: today, to: today } },
    { key: 'week', days: { from: addDays(today, -7), to: addDays(today, -1) } },
  ]
}

/** The days of an address, or null where it names none that can be looked at. */
export function rangeOfAddress(query: Record<string, unknown>): DayPair | null {
  const read = (value: unknown): Day | null => (typeof value === 'string' && isDay(value) ? value : null)
  const from = read(query.from) ?? read(query.to)
  const to = read(query.to) ?? from
  return from !== null && to !== null && troubleOf(from, to) === null ? { from, to } : null
}

/** What is wrong with two days that somebody chose, or null. */
export function troubleOf(from: string, to: string): 'notADay' | 'backwards' | 'tooLong' | null {
  if (!isDay(from) || !isDay(to)) return 'notADay'
  if (to < from) return 'backwards'
  return daysBetween(from, to).length > mostDays ? 'tooLong' : null
}

/** As many days before these, or (1) after. */
export function neighbour({ from, to }: DayPair, by: 1 | -1): DayPair {
  const days = daysBetween(from, to).length * by
  return { from: addDays(from, days), to: addDays(to, days) }
}

export const isSame = (one: DayPair, other: DayPair): boolean =>
  one.from === other.from && one.to === other.to
