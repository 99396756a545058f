// The one place that knows what a local day is: 23, 24 or 25 hours long, somewhere with half an hour, and never
// lost. A centre never closes, so nothing here says "today" unless it is told the time. No other file turns an
// instant into a day or an hour.
import { offsetSpans, spanAt } from './zoneOffsets.ts'

/** A local calendar day, 'YYYY-MM-DD'. */
export type Day = string
/** From `from` (included) to `to` (not included), UTC ms. */
export interface Range {
  readonly from: number
  readonly to: number
}
/** `hours` is 24 but for clock changes: 23 or 25, with half hours where a zone has them, 0 for a day left out. */
export interface DayRange extends Range {
  readonly hours: number
}

export const defaultZone = 'Europe/London'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The local day that `ms` belongs to: every instant has exactly one, and `dayRange` of it holds the instant. */
export function localDay(ms: number, zone = defaultZone): Day {
  const span = spanAt(ms, zone)
  const shown = Math.floor((ms + span.offset) / DAY)
  // Only a clock change in the next day or so could show an earlier date again.
  const mayRepeat = span.to - ms < 2 * DAY
  return dayName(mayRepeat && ms < startOf(shown, zone) ? shown - 1 : shown)
}

/**
 * When a local day begins and ends. Days follow each other without a gap: where clocks go back over midnight
 * (St John's until 2011, at 00:01), the few minutes of the next date that come first belong to the day before.
 */
export function dayRange(day: Day, zone = defaultZone): DayRange {
  return rangeOf(day, day, zone)
}

/** The same for several days, both included. @throws RangeError where `last` is before `first`. */
export function rangeOf(first: Day, last: Day, zone = defaultZone): DayRange {
  if (dayNumber(last) < dayNumber(first)) throw new RangeError(`${last} is before ${first}`)
  const from = startOf(dayNumber(first), zone)
  const to = startOf(dayNumber(last) + 1, zone)
  return { from, to, hours: (to - from) / HOUR }
}

export function addDays(day: Day, count: number): Day {
  return dayName(dayNumber(day) + count)
}

/** The same day so many years on; 29 February becomes 1 March where there is none. */
export function addYears(day: Day, count: number): Day {
  const [year = '', month = '', date = ''] = day.split('-')
  return dayName(Math.floor(Date.UTC(Number(year) + count, Number(month) - 1, Number(date)) / DAY))
}

/** The last day from which so many years have passed by `day`: the day after it, they haven't. */
export function yearsBefore(day: Day, count: number): Day {
  const same = addYears(day, -count)
  // From 29 February it falls on 1 March, which is a day too far.
  return addYears(same, count) > day ? addDays(same, -1) : same
}

/** Whether a year, a month or a day, as far as it was given, has begun by `today`. */
export const hasBegun = (date: string, today: Day): boolean => date <= today.slice(0, date.length)

/** Of two dates, each a year, a month or a day, as far as it was given: whether the one is before the other for certain. */
export function isSurelyBefore(one: string, other: string): boolean {
  const known = Math.min(one.length, other.length)
  return one.slice(0, known) < other.slice(0, known)
}

/** From `first` to `last`, both included. */
export function daysBetween(first: Day, last: Day): Day[] {
  const count = dayNumber(last) - dayNumber(first) + 1
  return Array.from({ length: Math.max(0, count) }, (_, i) => addDays(first, i))
}

export function sameWeekdayWeekBefore(day: Day): Day {
  return addDays(day, -7)
}

/** 1 Monday to 7 Sunday. */
export function weekday(day: Day): number {
  // Day 0, 1 January 1970, was a Thursday.
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** The week that a day is in, Monday to Sunday, both included. */
export function weekOf(day: Day): { first: Day; last: Day } {
  const first = addDays(day, 1 - weekday(day))
  return { first, last: addDays(first, 6) }
}

/** Whether this is a day of the calendar: '2026-02-30' isn't. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const number = Date.parse(`${text}T00:00:00Z`) / DAY
  return Number.isInteger(number) && dayName(number) === text
}

/** Days since 1 January 1970 on the calendar. @throws RangeError for what is no day. */
function dayNumber(day: Day): number {
  if (!isDay(day)) throw new RangeError(`'${day}' is not a day`)
  return Date.parse(`${day}T00:00:00Z`) / DAY
}

function dayName(number: number): Day {
  return new Date(number * DAY).toISOString().slice(0, 10)
}

/** The moment from which local clocks never again show a date before this day. */
function startOf(number: number, zone: string): number {
  const midnight = number * DAY
  let start = -Infinity
  for (const span of offsetSpans(midnight - 2 * DAY, midnight + 2 * DAY, zone)) {
    const shown = midnight - span.offset
    if (span.from < shown) start = Math.max(start, Math.min(span.to, shown))
  }
  return start
}
