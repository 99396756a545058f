/**
 * "Arrived earlier?": what somebody typed, as the moment it means, at most seven days back. Never guesses a day:
 * without one it is the last time that clocks showed it.
 */
import { addDays, type Day, localDay } from '../../shared/domain/days.ts'
import { momentsAt, parseLocalTime } from '../../shared/domain/typedTime.ts'

const DAY = 86_400_000
/** The oldest that can be put in: the server's own rule, so that it is said before the press. */
export const oldestDays = 7

export type Earlier = { is: 'found'; at: number } | { is: 'notATime' | 'ahead' | 'tooLong' | 'skipped' }

/** `day` '' for the most recent such time. `now` UTC ms. */
export function earlierAt(text: string, day: Day, now: number, zone: string): Earlier {
  const typed = parseLocalTime(text, now, zone)
  if (typed.is === 'notATime') return { is: 'notATime' }
  if (day === '') return typed.is === 'skipped' ? { is: 'skipped' } : within(typed.at, now)
  const at = onDay(text, day, now, zone)
  return at === null ? { is: 'skipped' } : within(at, now)
}

/** Today and the seven days before it, newest first. */
export function earlierDays(now: number, zone: string): Day[] {
  const today = localDay(now, zone)
  return Array.from({ length: oldestDays + 1 }, (_, back) => addDays(today, -back))
}

/** The same reading of the clock, on a day of its own: found near that day's end, then moved onto the day. */
function onDay(text: string, day: Day, now: number, zone: string): number | null {
  for (const near of [now, now - DAY]) {
    const typed = parseLocalTime(text, near, zone)
    if (typed.is !== 'found') continue
    const shown = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .format(typed.at)
      .split(':')
    return momentsAt(day, Number(shown[0]) * 60 + Number(shown[1]), zone).at(-1) ?? null
  }
  return null
}

function within(at: number, now: number): Earlier {
  if (at > now) return { is: 'ahead' }
  return now - at > oldestDays * DAY ? { is: 'tooLong' } : { is: 'found', at }
}
