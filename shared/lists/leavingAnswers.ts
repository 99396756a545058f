// What people may say as they leave: three questions, each with its answers and two ways of having none
// (domain.md 5.10). "Rather not say" and "not asked" are different and neither is an answer.
import type { Word } from './word.ts'

interface LeavingAnswerFacts {
  /** Left out of "n answered"; still counted and shown as itself. */
  readonly isNoAnswer?: true
}

const noAnswers = [
  { key: 'ratherNotSay', label: 'Rather not say', isNoAnswer: true },
  { key: 'notAsked', label: 'Not asked', isNoAnswer: true },
] as const satisfies readonly (Word & LeavingAnswerFacts)[]

const got = [
  { key: 'yes', label: 'Yes' },
  { key: 'partly', label: 'Partly' },
  { key: 'no', label: 'No' },
  ...noAnswers,
] as const satisfies readonly (Word & LeavingAnswerFacts)[]
export type GotWhatCameForKey = (typeof got)[number]['key']
/** "Did you get what you came for?" */
export const gotWhatCameFor: readonly (Word<GotWhatCameForKey> & LeavingAnswerFacts)[] = got

const welcome = [
  { key: 'yes', label: 'Yes' },
  { key: 'mostly', label: 'Mostly' },
  { key: 'no', label: 'No' },
  ...noAnswers,
] as const satisfies readonly (Word & LeavingAnswerFacts)[]
export type FeltWelcomeKey = (typeof welcome)[number]['key']
/** "Did you feel welcome?" */
export const feltWelcome: readonly (Word<FeltWelcomeKey> & LeavingAnswerFacts)[] = welcome

const again = [
  { key: 'no', label: 'No' },
  { key: 'once', label: 'Once' },
  { key: 'moreThanOnce', label: 'More than once' },
  ...noAnswers,
] as const satisfies readonly (Word & LeavingAnswerFacts)[]
export type ToldAgainKey = (typeof again)[number]['key']
/** "Did you have to tell your story again?" */
export const toldAgain: readonly (Word<ToldAgainKey> & LeavingAnswerFacts)[] = again
