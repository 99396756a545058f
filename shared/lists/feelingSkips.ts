// Why "How are you feeling right now?" has no number (domain.md 5.10). Neither number nor skip means: not asked yet.
import type { Word } from './word.ts'

const rows = [
  { key: 'didntFeelRight', label: 'Didn’t feel right to ask' },
  { key: 'ratherNot', label: 'Rather not say' },
  { key: 'notAble', label: 'Not able to answer' },
  { key: 'phoneCutOff', label: 'Phone cut off' },
] as const satisfies readonly Word[]

export type FeelingSkipKey = (typeof rows)[number]['key']
export const feelingSkips: readonly Word<FeelingSkipKey>[] = rows
