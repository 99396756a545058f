// How long since something, as a message key with numbers, so that each language makes its own sentence.
// Elapsed time is elapsed time: clock changes and midnights don't touch it.

/** What to say: `key` names the message, the numbers go into it. */
export type SinceWords =
  | { readonly key: 'justNow' }
  | { readonly key: 'minutes'; readonly minutes: number }
  | { readonly key: 'hours'; readonly hours: number }
  | { readonly key: 'hoursMinutes'; readonly hours: number; readonly minutes: number }
  | { readonly key: 'days'; readonly days: number }
  | { readonly key: 'daysHours'; readonly days: number; readonly hours: number }

const MINUTE = 60_000

/**
 * The words for the time from `then` to `now` (UTC ms): whole units passed, never rounded up. Minutes up to an
 * hour, hours and minutes up to a day, then days and hours. A `then` after `now` (another clock) is just now.
 */
export function sinceWords(then: number, now: number): SinceWords {
  const total = Math.floor((now - then) / MINUTE)
  if (total < 1) return { key: 'justNow' }
  if (total < 60) return { key: 'minutes', minutes: total }
  if (total < 24 * 60) return ofHours(Math.floor(total / 60), total % 60)
  return ofDays(Math.floor(total / (24 * 60)), Math.floor((total % (24 * 60)) / 60))
}

/** When `sinceWords` will next say something else, UTC ms: a page needs no timer that ticks in vain. */
export function nextSinceWords(then: number, now: number): number {
  const hourly = now - then >= 24 * 60 * MINUTE
  const unit = hourly ? 60 * MINUTE : MINUTE
  return then + (Math.max(0, Math.floor((now - then) / unit)) + 1) * unit
}

function ofHours(hours: number, minutes: number): SinceWords {
  return minutes === 0 ? { key: 'hours', hours } : { key: 'hoursMinutes', hours, minutes }
}

function ofDays(days: number, hours: number): SinceWords {
  return hours === 0 ? { key: 'days', days } : { key: 'daysHours', days, hours }
}
