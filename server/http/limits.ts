/**
 * How much one may ask for. A signed-in account may send a burst of 2,000 commands and 100 a second for
 * long; guesses at a sign-in are slowed by name and by address, without ever locking a name for good.
 */
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const burst = 2_000
const perSecond = 100

/** Takes one from the account's bucket; gives the seconds to wait, 0 when there was one. */
export function createCommandLimit(now: () => number): (accountId: string) => number {
  const buckets = new Map<string, { left: number; at: number }>()
  return (accountId) => {
    const at = now()
    const bucket = buckets.get(accountId) ?? { left: burst, at }
    const left = Math.min(burst, bucket.left + ((at - bucket.at) / 1000) * perSecond)
    buckets.set(accountId, { left: Math.max(0, left - 1), at })
    return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond)
  }
}

export interface GuessLimit {
  /** Seconds to wait before this name or address may try again; 0: now. */
  wait(username: string, address: string): Promise<number>
  failed(username: string, address: string): Promise<void>
  succeeded(username: string): Promise<void>
}

/** Ten misses a name in a quarter of an hour, then one more a minute; an address sixty in that time. */
export function createGuessLimit(): GuessLimit {
  const byName = new RateLimiterMemory({ points: 10, duration: 900, blockDuration: 60 })
  const byAddress = new RateLimiterMemory({ points: 60, duration: 900, blockDuration: 60 })
  const seconds = (state: RateLimiterRes | null, points: number) =>
    state && state.consumedPoints >= points ? Math.ceil(state.msBeforeNext / 1000) : 0
  const folded = (username: string) => username.toLowerCase()
  return {
    async wait(username, address) {
      const name = seconds(await byName.get(folded(username)), byName.points)
      return Math.max(name, seconds(await byAddress.get(address), byAddress.points))
    },
    async failed(username, address) {
      // A miss beyond the limit rejects with the state; it is counted all the same, which is all we want.
      const ignore = () => undefined
      await byName.consume(folded(username)).catch(ignore)
      await byAddress.consume(address).catch(ignore)
    },
    async succeeded(username) {
      await byName.delete(folded(username))
    },
  }
}
