// What a measure is: its definition, in plain words, kept once for page, print, CSV and API.
// Nothing here computes; and no measure ever orders, compares or marks workers or people.

/** What a measure counts in. */
export type Unit = 'visits' | 'people' | 'minutes' | 'workers' | 'points'

export interface Measure<Key extends string = string> {
  readonly key: Key
  /** The heading: what a manager would ask. */
  readonly name: string
  /** "How this is counted", to read under the figure. */
  readonly sentence: string
  /** What is counted, or whose middle is taken. */
  readonly numerator: string
  /** Out of what; null for a plain count. */
  readonly denominator: string | null
  /** What isn't in it, and where it is shown instead. */
  readonly leftOut: string
  readonly unit: Unit
  /** Goes up whenever the same visits would give another figure. */
  readonly version: number
  /** The measure of the domain's own list that this is or comes from: 'D5', 'W4'. */
  readonly source: string
}
