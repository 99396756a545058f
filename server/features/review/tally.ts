/** Counting, and adding up what was counted: how many of each key, and which people, each once. */

export class Tally<K> {
  readonly #counts = new Map<K, number>()

  add(key: K, count = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count)
  }

  addAll(other: Tally<K>): void {
    for (const [key, count] of other.#counts) this.add(key, count)
  }

  get(key: K): number {
    return this.#counts.get(key) ?? 0
  }

  entries(): [K, number][] {
    return [...this.#counts]
  }
}

/** Most first, by key where equal; not asked last, whatever its number. */
export function mostFirst(tally: Tally<string | null>): { key: string | null; count: number }[] {
  return tally
    .entries()
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return a.key === null ? 1 : -1
      return b.count - a.count || (a.key < b.key ? -1 : 1)
    })
}

/** People by their numbers, one bit each: a year of a busy centre has 100,000 visits to put together. */
export class PeopleSet {
  #bits = new Uint8Array(1024)
  size = 0

  addAll(people: Iterable<number>): void {
    for (const one of people) {
      const place = one >> 3
      if (place >= this.#bits.length) this.#grow(place)
      const byte = this.#bits[place] ?? 0
      const bit = 1 << (one & 7)
      if (byte & bit) continue
      this.#bits[place] = byte | bit
      this.size++
    }
  }

  addSet(other: PeopleSet): void {
    if (other.#bits.length > this.#bits.length) this.#grow(other.#bits.length - 1)
    this.size = 0
    this.#bits.forEach((byte, place) => {
      const both = byte | (other.#bits[place] ?? 0)
      this.#bits[place] = both
      for (let rest = both; rest > 0; rest &= rest - 1) this.size++
    })
  }

  #grow(place: number): void {
    const wider = new Uint8Array(2 * (place + 1))
    wider.set(this.#bits)
    this.#bits = wider
  }
}
