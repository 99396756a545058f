/**
 * How much one may ask for. A signed-in account may send a burst of 2,000 commands and 100 a second for
 * long; guesses at a sign-in are slowed by name and by address, without ever locking a name for good.
 */
import { foldUsername } from '../../shared/domain/username.ts'

/** `now` is the real clock, UTC ms. */
type Now = () => number

interface Buckets {
  /** Takes one; gives the seconds to wait, 0 when there was one. Nothing is taken from an empty bucket. */
  take(key: string): number
  /** Puts one back that turned out not to count. */
  giveBack(key: string): void
  /** Whole ones that are left. */
  left(key: string): number
}

/** A full bucket is as good as none: beyond this many they are looked through, and the eldest go. */
const mostBuckets = 10_000

/** A bucket for every key: `most` at once, and so many more a second. */
function createBuckets(now: Now, most: number, perSecond: number): Buckets {
  const buckets = new Map<string, { left: number; at: number }>()
  const leftIn = ({ left, at }: { left: number; at: number }, time: number) =>
    Math.min(most, left + (Math.max(0, time - at) / 1000) * perSecond)

  function put(key: string, left: number, at: number): void {
    // Taken out first, so that the map's order is that of their last use.
    buckets.delete(key)
    if (left >= most) return
    if (buckets.size >= mostBuckets) makeRoom(at)
    buckets.set(key, { left, at })
  }

  function makeRoom(time: number): void {
    for (const [key, bucket] of buckets) if (leftIn(bucket, time) >= most) buckets.delete(key)
    // A tenth at once: looking through all of them for each one would be work that a flood could make.
    let tooMany = buckets.size - mostBuckets * 0.9
    for (const key of buckets.keys()) {
      if (tooMany-- <= 0) break
      buckets.delete(key)
    }
  }

  return {
    take(key) {
      const at = now()
      const left = leftIn(buckets.get(key) ?? { left: most, at }, at)
      put(key, left >= 1 ? left - 1 : left, at)
      return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond - 1e-6)
    },
    giveBack(key) {
      const at = now()
      const bucket = buckets.get(key)
      if (bucket) put(key, Math.min(most, leftIn(bucket, at) + 1), at)
    },
    left(key) {
      const at = now()
      return Math.floor(leftIn(buckets.get(key) ?? { left: most, at }, at))
    },
  }
}

/** Takes one from the account's bucket; gives the seconds to wait, 0 when there was one. */
export function createCommandLimit(now: Now): (accountId: string) => number {
  const buckets = createBuckets(now, 2_000, 100)
  return (accountId) => buckets.take(accountId)
}

export interface GuessLimit {
  /**
   * Counts a guess before it is looked at, so that many at once are many. Gives the seconds to wait, 0: now.
   * A guess that may not be made counts nowhere.
   */
  take(username: string, address: string): number
  /** It was no guess: the password was right, or nobody could look. */
  giveBack(username: string, address: string): void
}

/** Ten misses a name, then one more a minute; an address sixty, then four more a minute. */
export function createGuessLimit(now: Now): GuessLimit {
  const byName = createBuckets(now, 10, 1 / 60)
  const byAddress = createBuckets(now, 60, 4 / 60)
  return {
    take(username, address) {
      const wait = byAddress.take(address)
      if (wait > 0) return wait
      const nameWait = byName.take(foldUsername(username))
      if (nameWait > 0) byAddress.giveBack(address)
      return nameWait
    },
    giveBack(username, address) {
      byName.giveBack(foldUsername(username))
      byAddress.giveBack(address)
    },
  }
}

export interface PinLimit {
  /** Counts a guess. Gives how many are left after it; null: none, and the password is to be asked for. */
  take(deviceId: string, staffId: string): number | null
  /** It was right. */
  giveBack(deviceId: string, staffId: string): void
}

/**
 * Five misses for a worker on a device, then one more in ten minutes; fifteen on a device, then one more in two.
 * Nobody is locked out: the password lets them in meanwhile.
 */
export function createPinLimit(now: Now): PinLimit {
  const byWorker = createBuckets(now, 5, 1 / 600)
  const byDevice = createBuckets(now, 15, 1 / 120)
  const both = (deviceId: string, staffId: string) => `${deviceId} ${staffId}`
  return {
    take(deviceId, staffId) {
      if (byDevice.take(deviceId) > 0) return null
      if (byWorker.take(both(deviceId, staffId)) === 0) {
        return Math.min(byWorker.left(both(deviceId, staffId)), byDevice.left(deviceId))
      }
      byDevice.giveBack(deviceId)
      return null
    },
    giveBack(deviceId, staffId) {
      byWorker.giveBack(both(deviceId, staffId))
      byDevice.giveBack(deviceId)
    },
  }
}

/** Proofs asked for anew, codes of an app or of the shift lead: ten misses, then one more a minute. */
export function createProofLimit(now: Now): Pick<Buckets, 'take' | 'giveBack'> {
  return createBuckets(now, 10, 1 / 60)
}

/** Lines of one kind in the process's own log: sixty at once, then one a second. */
export function createLineLimit(now: Now): (key: string) => number {
  const buckets = createBuckets(now, 60, 1)
  return (key) => buckets.take(key)
}

/** What anybody may send without a name: links, passkeys. By address alone. */
export function createAddressLimit(now: Now): (address: string) => number {
  const buckets = createBuckets(now, 60, 10 / 60)
  return (address) => buckets.take(address)
}
