/**
 * Chance that can be played again: the same names give the same numbers on every machine, so that a plan is
 * the same plan. Each guest, person and day draws from a source of its own; what one of them draws never
 * moves what another gets. Never for secrets.
 */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number
  /** Whole numbers, both ends included. */
  int(least: number, most: number): number
  chance(likelihood: number): boolean
  pick<T>(of: readonly T[]): T
  /** Each with its weight; weights needn't add up to anything. */
  weighted<T>(of: readonly (readonly [T, number])[]): T
  /** Log-normal: half the draws lie below `median`, about two thirds between median/(1+spread) and median*(1+spread). */
  around(median: number, spread: number): number
  /** The same things in another order. */
  shuffled<T>(of: readonly T[]): T[]
}

/** A source named by anything that tells it from others: a seed, a day, a guest. */
export function random(...names: readonly (string | number)[]): Random {
  const draw = sfc32(names.join('\n'))
  const self: Random = {
    next: () => draw() / 2 ** 32,
    int: (least, most) => least + Math.floor(self.next() * (most - least + 1)),
    chance: (likelihood) => self.next() < likelihood,
    pick: (of) => one(of, self.int(0, of.length - 1)),
    weighted(of) {
      let left = self.next() * of.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [thing, weight] of of) {
        left -= weight
        if (left < 0) return thing
      }
      return one(of, of.length - 1)[0]
    },
    around(median, spread) {
      // Twelve evens added up lie near enough to a bell curve of width 1.
      let bell = -6
      for (let i = 0; i < 12; i++) bell += self.next()
      return median * Math.exp(bell * Math.log(1 + spread))
    },
    shuffled(of) {
      const order = of.map((thing) => [self.next(), thing] as const)
      return order.sort(([a], [b]) => a - b).map(([, thing]) => thing)
    },
  }
  return self
}

/** 122 bits that depend on the names alone, for ids that must come out the same each time. */
export function fixedBits(...names: readonly (string | number)[]): Uint32Array {
  const draw = sfc32(names.join('\n'))
  return Uint32Array.from({ length: 4 }, draw)
}

function one<T>(of: readonly T[], at: number): T {
  if (at < 0 || at >= of.length) throw new Error('there is nothing to pick from')
  return of[at] as T // `at` was just checked; T itself may be undefined
}

/** The small fast counter of three words (sfc32), begun from four different hashes of the text. */
function sfc32(text: string): () => number {
  let [a, b, c, counter] = [hash(text, 1), hash(text, 2), hash(text, 3), hash(text, 4)]
  const draw = () => {
    const sum = (a + b + counter) >>> 0
    counter = (counter + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0
    return sum
  }
  for (let i = 0; i < 12; i++) draw()
  return draw
}

/** FNV-1a over the text's code units, with a salt so that several of it differ. */
function hash(text: string, salt: number): number {
  let value = (0x811c9dc5 ^ Math.imul(salt, 0x9e3779b1)) >>> 0
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0
  return value
}
