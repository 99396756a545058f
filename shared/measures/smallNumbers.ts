// What may be drawn and said of few answers inside the centre. A small day has no smooth curve, and "100 %" of
// two people says nothing. What leaves the centre goes through suppression.ts instead.

export interface Display {
  /** `sentence`: say it in words, no figure at all; `words`: counts in words; `chart`: draw it. */
  readonly as: 'sentence' | 'words' | 'chart'
  readonly hasMiddle: boolean
  /** The line within which 9 in 10 lie. */
  readonly hasNinetieth: boolean
  /** Percentages beside counts; below that it is "7 of 12". */
  readonly hasPercentages: boolean
}

/** How `count` answers are shown: none, 1 to 4, 5 to 9, 10 to 19, and 20 or more. */
export function displayOf(count: number): Display {
  if (count === 0) return { as: 'sentence', hasMiddle: false, hasNinetieth: false, hasPercentages: false }
  if (count < 5) return { as: 'words', hasMiddle: false, hasNinetieth: false, hasPercentages: false }
  return { as: 'chart', hasMiddle: true, hasNinetieth: count >= 10, hasPercentages: count >= 20 }
}
