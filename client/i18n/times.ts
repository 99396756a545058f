/* Why: how times are said on staff pages: 24-hour clock (20:46, midnight 00:00), dates as 3 November, always in
   the centre's zone, whatever the device thinks (experience.md, "Words"). Only says times: what a local day is,
   shared/domain/days.ts knows. */
import { formatDate, formatTime } from '../../shared/domain/clockWords.ts'
import { localDay } from '../../shared/domain/days.ts'
import { say } from './i18n.ts'

/** '20:46', or '01:30 BST' in the hour that comes twice; `at` in UTC ms. */
export const clockTime = (at: number, zone: string): string => formatTime(at, zone)

/** 'Tue 3 November'. */
export const shortDay = (at: number, zone: string): string => formatDate(localDay(at, zone), 'short')

/** '3 November 2026'. */
export const longDay = (at: number, zone: string): string => formatDate(localDay(at, zone), 'long')

/** '20:46' on the day of `now`, else 'Tue 3 November, 20:46'. */
export function timeOrDay(at: number, now: number, zone: string): string {
  const time = clockTime(at, zone)
  return localDay(at, zone) === localDay(now, zone) ? time : `${shortDay(at, zone)}, ${time}`
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
