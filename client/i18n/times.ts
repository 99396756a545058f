/* Why: how times are said on staff pages: 24-hour clock (20:46, midnight 00:00), dates as 3 November, always in
   the centre's zone, whatever the device thinks (experience.md, "Words"). Only says times: what a local day is,
   shared/domain/days.ts knows. */
import { say } from './i18n.ts'

const formats = new Map<string, Intl.DateTimeFormat>()
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`
  let made = formats.get(key)
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })))
  return made
}

/** '20:46'; `at` in UTC ms. */
export function clockTime(at: number, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
}

/** 'Tue 3 November'. */
export function shortDay(at: number, zone: string): string {
  const parts = format(zone, { weekday: 'short', day: 'numeric', month: 'long' }).formatToParts(at)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('weekday')} ${part('day')} ${part('month')}`
}

/** '3 November 2026'. */
export function longDay(at: number, zone: string): string {
  return format(zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}

/** '20:46' on the day of `now`, else 'Tue 3 November, 20:46'. */
export function timeOrDay(at: number, now: number, zone: string): string {
  const time = clockTime(at, zone)
  return longDay(at, zone) === longDay(now, zone) ? time : `${shortDay(at, zone)}, ${time}`
}

const minuteOf = (at: number): number => Math.floor(at / 60_000)

/**
 * '34 minutes', '1 hour 5 minutes', '2 days': from `at` to `now`, counted from clock minute to clock minute, so
 * that it agrees with the times shown beside it. Never negative.
 */
export function lengthInWords(at: number, now: number): string {
  const minutes = Math.max(0, minuteOf(now) - minuteOf(at))
  if (minutes < 1) return say('common.underMinute')
  if (minutes < 60) return say('common.minutes', minutes)
  const hours = Math.floor(minutes / 60)
  if (hours >= 48) return say('common.days', Math.floor(hours / 24))
  const rest = minutes % 60
  if (rest === 0) return say('common.hours', hours)
  return say('common.hoursMinutes', {
    hours: say('common.hours', hours),
    minutes: say('common.minutes', rest),
  })
}

/** '34 minutes ago', or 'just now'. */
export function agoInWords(at: number, now: number): string {
  if (minuteOf(now) <= minuteOf(at)) return say('common.justNow')
  return say('common.ago', { time: lengthInWords(at, now) })
}
