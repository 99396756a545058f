/* Why: the centre's time, not this device's: a tablet that is five minutes slow must not say that somebody has
   just arrived. Follows the server's clock, also where a demonstration runs it faster. */
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'

export interface Clock {
  /** UTC ms by the server's clock; moves once a second. */
  now: Readonly<ShallowRef<number>>
  /** The same, moving once a minute: for words, so that nothing is drawn again for nothing. */
  minute: ComputedRef<number>
  /** The time this instant, UTC ms. */
  read: () => number
  /** This device's own count in ms, that nobody can set: for `askedAt`. */
  device: () => number
  /** The server said `serverNow` in an answer asked for at `askedAt` (by `device`); `speed` is 1 but for demonstrations. */
  sync: (serverNow: number, askedAt: number, speed?: number) => void
  /** Moves `now` on. The page's timer calls it. */
  tick: () => void
}

/** Counts on while the device's clock is put right; only its start is the device's word. */
const steady = (): number => performance.timeOrigin + performance.now()

/** `device` counts this device's ms. */
export function createClock(device: () => number = steady): Clock {
  let anchor = { server: device(), device: device(), speed: 1 }
  const read = (): number => Math.round(anchor.server + (device() - anchor.device) * anchor.speed)
  const now = shallowRef(read())
  return {
    now,
    minute: computed(() => Math.floor(now.value / 60_000) * 60_000),
    read,
    device,
    sync(serverNow, askedAt, speed = 1) {
      const answeredAt = device()
      // The server looked at its clock about halfway between asking and answering.
      anchor = { server: serverNow, device: (askedAt + answeredAt) / 2, speed }
      now.value = read()
    },
    tick() {
      now.value = read()
    },
  }
}

/** The page's clock. */
export const clock: Clock = createClock()

/** So far apart, in ms, that the device has slept or its clock was set: our count may have stood still. */
const apart = 2_000

/**
 * Starts the page's clock ticking, once, from App.vue; returns how to stop. `lostCount`: the server should be
 * asked for the time again.
 */
export function startClock(lostCount: () => void = () => undefined): () => void {
  let ahead = Date.now() - clock.device()
  const timer = setInterval(() => {
    clock.tick()
    const aheadNow = Date.now() - clock.device()
    if (Math.abs(aheadNow - ahead) > apart) lostCount()
    ahead = aheadNow
  }, 1_000)
  return () => clearInterval(timer)
}
