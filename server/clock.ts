/** The centre's time. Passed in everywhere, so that a night or a clock change can be played in minutes. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number
  /** How many centre seconds pass in one real second. */
  readonly speed: number
}

export const realClock: Clock = { now: () => Date.now(), speed: 1 }

/** A clock that starts at `start` (UTC ms) when it is made and runs `speed` times as fast as the real one. */
export function playedClock(start: number, speed: number): Clock {
  const began = performance.now()
  return { now: () => Math.round(start + (performance.now() - began) * speed), speed }
}
