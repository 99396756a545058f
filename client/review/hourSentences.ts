/* Why: what one sees in the hours, in a sentence: the busiest, and from when nobody was here from housing,
   benefits or employment though people still came. It says both and claims no cause. */
import type { Figures } from '../../shared/contract/review.ts'
import { say } from '../i18n/i18n.ts'
import { groupLabel, inWords } from './reviewWords.ts'

/** '10:00 was busiest, with 4 visits.' */
export function busiestSentence({ arrivals }: Figures): string {
  const most = Math.max(0, ...arrivals.map((slot) => slot.count))
  const hours = arrivals.filter((slot) => slot.count === most).map((slot) => slot.label)
  if (hours.length === 1) return say('review.hours.busiest', { n: most, hour: hours[0] ?? '' }, most)
  if (hours.length > 3)
    return say('review.hours.busiestMany', { n: most, hours: inWords(hours.length) }, most)
  return say('review.hours.busiestSeveral', { n: most, hours: listed(hours) }, most)
}

const day = ['housing', 'benefits', 'employment']

/** 'After 17:00, 11 visits began and nobody from housing or benefits was here.', or '' where it wasn't so. */
export function lateSentence({ arrivals, on, isSoFar }: Figures): string {
  if (isSoFar || on.length === 0) return ''
  const lastOn = on
    .filter(({ group }) => day.includes(group))
    .map(({ group, slots }) => ({ group, after: slots.findLastIndex((slot) => slot.most > 0) + 1 }))
  if (lastOn.length === 0) return ''
  const after = Math.max(...lastOn.map((one) => one.after))
  const began = arrivals.slice(after).reduce((sum, slot) => sum + slot.count, 0)
  const time = arrivals[after]?.label
  if (time === undefined || began === 0) return ''
  const groups = listed(
    lastOn.map(({ group }) => groupLabel(group).toLowerCase()),
    'disjunction',
  )
  return say('review.hours.late', { n: began, time, groups }, began)
}

/** The evenings, nights and weekends among several days. */
export function outOfHoursSentence({ outOfHours, visits }: Figures): string {
  return say('review.hours.outOfHours', { part: outOfHours, whole: visits })
}

/** 'a, b and c', or with 'disjunction' 'a, b or c'. */
export function listed(
  words: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return new Intl.ListFormat('en-GB', { type }).format(words)
}
