/* Why: a moment of the past is looked at by the minute, at its end, so that what happened in that minute is there. */
const minute = 60_000
/** A moment this close to now may still be ahead for the server (ms). */
const margin = 5_000

export const minuteOf = (at: number): number => Math.floor(at / minute)

/** The last moment of the minute that `at` lies in, never ahead of `now` and never before `at`. UTC ms. */
export const endOfMinute = (at: number, now: number): number =>
  Math.max(at, Math.min(minuteOf(at) * minute + minute - 1, now - margin))

/** The last of `moments` (earliest first) in a minute before that of `here`. */
export const momentBefore = (moments: readonly number[], here: number): number | undefined =>
  moments.findLast((one) => minuteOf(one) < minuteOf(here))

/** The first of `moments` (earliest first) in a minute after that of `here`. */
export const momentAfter = (moments: readonly number[], here: number): number | undefined =>
  moments.find((one) => minuteOf(one) > minuteOf(here))

/** The moment that an address names; null where it names none. */
export const momentIn = (text: unknown): number | null =>
  typeof text === 'string' && /^\d{12,14}$/.test(text) ? Number(text) : null
