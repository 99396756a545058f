// Times and days as they are shown: '20:46', 'Tue 3 November'. In the hour that comes twice a time carries its
// letters ('01:30 BST'), so that a log never shows two moments as one.
import { type Day, defaultZone } from './days.ts'
import { offsetAt, offsetSpans } from './zoneOffsets.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

const kept = new Map<string, Intl.DateTimeFormat>()

/** The 24-hour clock, midnight as '00:00'. */
export function formatTime(ms: number, zone = defaultZone): string {
  const shown = minuteOfDay(ms, zone)
  const time = `${twoDigits(Math.floor(shown / 60))}:${twoDigits(shown % 60)}`
  return comesTwice(ms, zone) ? `${time} ${zoneLetters(ms, zone)}` : time
}

/** The 12-hour clock of the wall and the slip: '5:30pm', '7am', 'noon', 'midnight'. */
export function formatTimeSpoken(ms: number, zone = defaultZone): string {
  const shown = minuteOfDay(ms, zone)
  if (shown === 0) return 'midnight'
  if (shown === 720) return 'noon'
  const minutes = shown % 60 === 0 ? '' : `:${twoDigits(shown % 60)}`
  return `${Math.floor(shown / 60) % 12 || 12}${minutes}${shown < 720 ? 'am' : 'pm'}`
}

/** `short` 'Tue 3 November', `long` '3 November 2026', `full` 'Tuesday 3 November 2026'. */
export type DateStyle = 'short' | 'long' | 'full'

const styles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  short: { weekday: 'short', day: 'numeric', month: 'long' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
}

/** A local day in words. For an instant, ask `localDay` first. */
export function formatDate(day: Day, style: DateStyle, locale = 'en-GB'): string {
  const made = formatter(locale, { ...styles[style], timeZone: 'UTC' })
  // Some versions of the same locale put a comma after the weekday and some don't: a page mustn't depend on it.
  return made.format(Date.parse(`${day}T00:00:00Z`)).replace(',', '')
}

/** What the zone's clock is called at `ms`: 'GMT', 'BST', or 'GMT+11' where there is no short name. */
export function zoneLetters(ms: number, zone = defaultZone): string {
  const made = formatter('en-GB', { timeZone: zone, timeZoneName: 'short' })
  return made.formatToParts(ms).find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** Minutes since midnight as local clocks show them, 0 to 1439. */
function minuteOfDay(ms: number, zone: string): number {
  const shown = ms + offsetAt(ms, zone)
  return Math.floor((((shown % DAY) + DAY) % DAY) / MINUTE)
}

/** Whether clocks show the reading of `ms` at another moment too, because they are put back. */
function comesTwice(ms: number, zone: string): boolean {
  const shown = ms + offsetAt(ms, zone)
  const nearby = offsetSpans(ms - DAY, ms + DAY, zone)
  if (nearby.length === 1) return false
  return nearby.filter((span) => within(shown - span.offset, span)).length > 1
}

function within(ms: number, span: { from: number; to: number }): boolean {
  return ms >= span.from && ms < span.to
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = kept.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  kept.set(key, made)
  return made
}
