/** Chance that can be had again: the same seed gives the same numbers (mulberry32). */
export interface Seeded {
  /** From 0 up to, not including, 1. */
  next(): number
  /** A whole number below `most`. */
  below(most: number): number
  chance(part: number): boolean
  of<T>(list: readonly T[]): T
}

export function seeded(seed: number): Seeded {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (most: number) => Math.floor(next() * most)
  return {
    next,
    below,
    chance: (part) => next() < part,
    of: <T>(list: readonly T[]) => {
      const one = list[below(list.length)]
      if (one === undefined) throw new Error('chance was asked to choose from nothing')
      return one
    },
  }
}
