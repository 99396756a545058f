/* Why: when a shared screen that nobody touches covers itself. Counted by the device's own clock, not by a timer: one
   that slept all night is covered before the first touch after it counts. Tabs of one browser are touched together. */
import { warnsBefore } from '../../shared/domain/lock.ts'

/** When somebody last touched any tab here, for the others. */
const place = 'alongside.usedAt'
/** How often at most the other tabs are told, in ms. */
const tellEvery = 5_000

export interface IdleRule {
  /** After how many minutes; null: not by itself now. */
  minutes: () => number | null
  /** It is about to, or no longer. */
  warn: (isOn: boolean) => void
  cover: () => void
}

/** Looks each second. Call `used` when somebody touches the screen, `look` when it wakes. */
export function followIdle(
  { minutes, warn, cover }: IdleRule,
  storage: Storage = localStorage,
): { used: () => void; look: () => boolean; stop: () => void } {
  let usedHere = Date.now()
  let told = 0
  let isWarned = false

  function setWarned(is: boolean): void {
    if (is !== isWarned) warn(is)
    isWarned = is
  }
  /** True: it has covered itself. */
  function look(): boolean {
    const now = Date.now()
    // A clock that was put back must not keep it open for an hour.
    usedHere = Math.min(usedHere, now)
    const after = minutes()
    const elsewhere = read(storage)
    const idle = now - (elsewhere <= now ? Math.max(usedHere, elsewhere) : usedHere)
    const left = after === null ? Infinity : after * 60_000 - idle
    setWarned(left > 0 && left <= warnsBefore * 1_000)
    if (left > 0) return false
    cover()
    return true
  }
  const timer = setInterval(look, 1_000)

  return {
    used() {
      if (look()) return
      usedHere = Date.now()
      setWarned(false)
      if (Math.abs(usedHere - told) < tellEvery) return
      told = usedHere
      keep(storage, usedHere)
    },
    look,
    stop() {
      clearInterval(timer)
      setWarned(false)
    },
  }
}

function read(storage: Storage): number {
  try {
    return Number(storage.getItem(place)) || 0
  } catch {
    return 0
  }
}
function keep(storage: Storage, at: number): void {
  try {
    storage.setItem(place, String(at))
  } catch {
    // Storage is switched off: each tab counts for itself.
  }
}
