// The arithmetic of the measures, and nothing that knows a visit. Times as middles, never as means.

const MINUTE = 60_000

/** Whole minutes passed, as somebody who waited would count them: 2 minutes 59 seconds is 2. `ms` not below 0. */
export function wholeMinutes(ms: number): number {
  return Math.floor(ms / MINUTE)
}

/** A value, and how many had it: a year's waits are a few hundred different minutes. */
export interface Had {
  readonly value: number
  readonly count: number
}

/** The middle value; of an even number, half-way between the two in the middle. Null where there are none. */
export function median(all: readonly Had[]): number | null {
  const sorted = ascending(all)
  const count = howMany(all)
  const upper = ranked(sorted, Math.floor(count / 2) + 1)
  const lower = ranked(sorted, Math.ceil(count / 2))
  return upper === null || lower === null ? null : (lower + upper) / 2
}

/**
 * The value within which 9 in 10 lie, by nearest rank: the smallest that at least 90 % are no greater than.
 * It is always a wait that somebody had, and "9 in 10 within 37 minutes" is then true word for word, which
 * an interpolated value need not be. Null where there are none.
 */
export function ninetiethCentile(all: readonly Had[]): number | null {
  // In whole numbers: 0.9 * 10 in floating point is a trap on some lengths.
  return ranked(ascending(all), Math.ceil((9 * howMany(all)) / 10))
}

export function longest(all: readonly Had[]): number | null {
  return ascending(all).at(-1)?.value ?? null
}

export const howMany = (all: readonly { count: number }[]) => all.reduce((sum, one) => sum + one.count, 0)

/** How somebody felt, 0 to 10, arriving and leaving, and how many answered so. */
export interface FeelingPair {
  readonly before: number
  readonly after: number
  readonly count: number
}

export interface PairsSummary {
  readonly pairs: number
  readonly up: number
  readonly same: number
  readonly down: number
  /** The middle answer arriving, and leaving. Null without pairs. */
  readonly medianBefore: number | null
  readonly medianAfter: number | null
  /** Mean of leaving less arriving, in points (W5). Null without pairs. */
  readonly meanChange: number | null
}

/** What the pairs say together. Nothing is claimed about why, nor about visits without both answers. */
export function summariseFeelings(all: readonly FeelingPair[]): PairsSummary {
  const pairs = howMany(all)
  const change = all.reduce((sum, { before, after, count }) => sum + (after - before) * count, 0)
  return {
    pairs,
    up: howMany(all.filter(({ before, after }) => after > before)),
    same: howMany(all.filter(({ before, after }) => after === before)),
    down: howMany(all.filter(({ before, after }) => after < before)),
    medianBefore: median(all.map(({ before, count }) => ({ value: before, count }))),
    medianAfter: median(all.map(({ after, count }) => ({ value: after, count }))),
    meanChange: pairs === 0 ? null : change / pairs,
  }
}

/** `part` of `whole` in whole percent, halves up. Null where `whole` is 0. */
export function percentage(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((100 * part) / whole)
}

const ascending = (all: readonly Had[]): Had[] =>
  all.filter((one) => one.count > 0).sort((a, b) => a.value - b.value)

/** The value in this place, from 1. Null where there is no such place. */
function ranked(sorted: readonly Had[], rank: number): number | null {
  let passed = 0
  return sorted.find(({ count }) => (passed += count) >= rank && rank > 0)?.value ?? null
}
