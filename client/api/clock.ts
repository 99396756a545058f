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
  /** The server said `serverNow` in an answer asked for at `askedAt` (ms of this device); `speed` is 1 but for demonstrations. */
  sync: (serverNow: number, askedAt: number, speed?: number) => void
  /** Moves `now` on. The page's timer calls it. */
  tick: () => void
}

/** `device` is this device's clock in ms. */
export function createClock(device: () => number = Date.now): Clock {
  let anchor = { server: device(), device: device(), speed: 1 }
  const read = (): number => Math.round(anchor.server + (device() - anchor.device) * anchor.speed)
  const now = shallowRef(read())
  return {
    now,
    minute: computed(() => Math.floor(now.value / 60_000) * 60_000),
    read,
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

/** Starts the page's clock ticking, once, from App.vue; returns how to stop. */
export function startClock(): () => void {
  const timer = setInterval(() => clock.tick(), 1_000)
  return () => clearInterval(timer)
}
