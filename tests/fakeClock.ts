/** A clock that stands still until a test moves it. */
import type { Clock } from '../server/clock.ts'

export interface FakeClock extends Clock {
  /** Milliseconds forward. */
  pass(ms: number): void
  set(ms: number): void
}

/** A Tuesday evening in November, 20:46 in London, unless told otherwise. */
export function fakeClock(start = Date.UTC(2026, 10, 3, 20, 46)): FakeClock {
  let now = start
  return {
    speed: 1,
    now: () => now,
    pass: (ms) => void (now += ms),
    set: (ms) => void (now = ms),
  }
}

export const minutes = (n: number) => n * 60_000
export const hours = (n: number) => n * 3_600_000
