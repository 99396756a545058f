/** The centre's time as a client knows it: asked once, then run on at the centre's speed. */

export interface CentreTime {
  readonly speed: number
  /** UTC ms. */
  now(): number
  /** Resolves when the centre's time has come to `at`, or the run is over. */
  until(at: number): Promise<void>
  /** The same, `ms` of the centre's time from now. */
  pass(ms: number): Promise<void>
  /** True once the run is over: whoever waits goes on at once, and should stop. */
  isOver(): boolean
  end(): void
}

/** @param asked the centre's time when it was asked, UTC ms. */
export function centreTime(asked: number, speed: number): CentreTime {
  const began = performance.now()
  const waiting = new Set<() => void>()
  let isOver = false
  const now = () => asked + (performance.now() - began) * speed
  const time: CentreTime = {
    speed,
    now,
    isOver: () => isOver,
    until(at) {
      const ms = (at - now()) / speed
      if (isOver || ms <= 0) return Promise.resolve()
      return new Promise((resolve) => {
        const go = () => {
          clearTimeout(timer)
          waiting.delete(go)
          resolve()
        }
        // Node's timers hold no more than 24 days; a run is shorter.
        const timer = setTimeout(go, Math.min(ms, 2 ** 31 - 1))
        waiting.add(go)
      })
    },
    pass: (ms) => time.until(now() + ms),
    end() {
      isOver = true
      for (const go of [...waiting]) go()
    },
  }
  return time
}
