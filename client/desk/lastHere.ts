/** When somebody was here last, as one would say it across a counter: today, yesterday, in September. */
import { addDays, localDay } from '../../shared/domain/days.ts'
import { say } from '../i18n/i18n.ts'

/** `at` and `now` in UTC ms. The year is said only when it is another one. */
export function lastHere(at: number, now: number, zone: string): string {
  const day = localDay(at, zone)
  const today = localDay(now, zone)
  if (day === today) return say('deskMore.found.when.today')
  if (day === addDays(today, -1)) return say('deskMore.found.when.yesterday')
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric'
  const month = new Intl.DateTimeFormat('en-GB', { timeZone: zone, month: 'long', year }).format(at)
  return say('deskMore.found.when.inMonth', { month })
}
