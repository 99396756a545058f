/* Why: what is said of waits beside their pictures; of few waits every one in words. */
import type { Waits } from '../../shared/contract/review.ts'
import { displayOf } from '../../shared/measures/smallNumbers.ts'
import { say } from '../i18n/i18n.ts'
import { listed } from './hourSentences.ts'
import { minutesInWords } from './reviewWords.ts'
import { shownMiddles } from './waitTables.ts'

/** What one sees, of the waits for someone. */
export function waitsSentence(waits: Waits): string {
  const { median, ninetieth } = shownMiddles(waits)
  if (waits.count === 0) return say('review.waits.sayNone')
  if (median === null) return say('review.waits.sayFew')
  const half = minutesInWords(median)
  if (ninetieth === null)
    return say('review.waits.sayHalf', { half, longest: minutesInWords(waits.longest ?? 0) })
  return say('review.waits.say', { half, ninth: ninetieth })
}

/** How many are counted, how their waits ended, and who isn't in the picture. */
export function waitsCoverage(waits: Waits, apart: 'greeted' | 'wantedNobody', others: number): string {
  const parts = [
    say('review.waits.count', { n: waits.count }, waits.count),
    say('review.waits.left', { n: waits.left }, waits.left),
    say('review.waits.open', { n: waits.open }, waits.open),
    say('review.waits.carried', { n: waits.carried }, waits.carried),
    say(`review.waits.${apart}`, { n: others }, others),
  ]
  return parts.filter(Boolean).join(' ')
}

/** In place of a picture: none, or each of a few. '' where there is a picture. */
export function fewWaits(waits: Waits): string {
  const { as } = displayOf(waits.count)
  if (as === 'sentence') return say('review.waits.none')
  if (as === 'chart') return ''
  const word = { met: 'fewMet', left: 'fewLeft', open: 'fewOpen' }
  const list = listed(
    waits.dots.map(({ minutes, end }) => say(`review.waits.${word[end]}`, { n: minutes }, minutes)),
  )
  return say('review.waits.few', { n: waits.count, list }, waits.count)
}

/** The sentence of the picture, for those who can't see it. */
export function waitsPicture(waits: Waits): string {
  const { median, ninetieth } = shownMiddles(waits)
  const part = (key: string, n: number | null): string =>
    n === null ? '' : say(`review.waits.${key}`, { n })
  const parts = [part('partHalf', median), part('partNinth', ninetieth), part('partLongest', waits.longest)]
  return say(`review.waits.${waits.dots.length > 0 ? 'picture' : 'pictureBins'}`, {
    n: waits.count,
    parts: parts.filter(Boolean).join(' '),
  })
}
