/** More workers than the demonstration has: `peer~2` works when `peer` works, and as `peer` does. */
import { workerOf, workers } from '../../db/demo/workers.ts'

/** So many user names: the demonstration's own first. */
export function usernamesOf(count: number): string[] {
  return Array.from({ length: count }, (_, nth) => {
    const { username } = workers[nth % workers.length] ?? workers[0]!
    const time = Math.floor(nth / workers.length)
    return time === 0 ? username : `${username}~${time + 1}`
  })
}

export const nameLike = (username: string) => username.replace(/~.*$/, '')

export const workerLike = (username: string) => workerOf(nameLike(username))
