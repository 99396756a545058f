/**
 * When a command happened, if that was while the desk was offline. Clocks that differ by up to five minutes
 * are forgiven; more than seven days ago is too long to be put in its place.
 */
import { Refused } from './handler.ts'

const skew = 5 * 60_000
const reach = 7 * 24 * 3_600_000

/** `at` is what to write; `refused` is there when the time can't be (architecture.md, the outside interface). */
export function occurred(said: number | undefined, now: number): { at: number; refused?: Refused } {
  if (said === undefined) return { at: now }
  if (said > now + skew) return { at: now, refused: new Refused('inTheFuture', { now }) }
  if (said < now - reach) return { at: now, refused: new Refused('tooLongAgo', { oldest: now - reach }) }
  return { at: Math.min(said, now) }
}
