// The arithmetic of the measures, and nothing that knows a visit. Times as middles, never as means.

const MINUTE = 60_000

/** Whole minutes passed, as somebody who waited would count them: 2 minutes 59 seconds is 2. `ms` not below 0. */
export function wholeMinutes(ms: number): number {
  return Math.floor(ms / MINUTE)
}

/** The middle value; of an even number, half-way between the two in the middle. Null where there are none. */
export function median(values: readonly number[]): number | null {
  const sorted = ascending(values)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2
}

/**
 * The value within which 9 in 10 lie, by nearest rank: the smallest that at least 90 % are no greater than.
 * It is always a wait that somebody had, and "9 in 10 within 37 minutes" is then true word for word, which
 * an interpolated value need not be. Null where there are none.
 */
export function ninetiethCentile(values: readonly number[]): number | null {
  // In whole numbers: 0.9 * 10 in floating point is a trap on some lengths.
  const rank = Math.ceil((9 * values.length) / 10)
  return ascending(values)[rank - 1] ?? null
}

export function longest(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((most, value) => Math.max(most, value))
}

/** How somebody felt, 0 to 10, arriving and leaving. */
export interface FeelingPair {
  readonly before: number
  readonly after: number
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
export function summariseFeelings(pairs: readonly FeelingPair[]): PairsSummary {
  const changes = pairs.map((pair) => pair.after - pair.before)
  return {
    pairs: pairs.length,
    up: changes.filter((change) => change > 0).length,
    same: changes.filter((change) => change === 0).length,
    down: changes.filter((change) => change < 0).length,
    medianBefore: median(pairs.map((pair) => pair.before)),
    medianAfter: median(pairs.map((pair) => pair.after)),
    meanChange:
      changes.length === 0 ? null : changes.reduce((sum, change) => sum + change, 0) / changes.length,
  }
}

/** `part` of `whole` in whole percent, halves up. Null where `whole` is 0. */
export function percentage(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((100 * part) / whole)
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b)
}
