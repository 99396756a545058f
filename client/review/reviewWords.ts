/* Why: what a review needs to be said in words besides its sentences: the centre's own labels, its days and its
   times. Handed to pure functions, so that tables, pictures and CSV say the same. */
import type { Review } from '../../shared/contract/review.ts'
import { formatDate, formatTime } from '../../shared/domain/clockWords.ts'
import type { Day } from '../../shared/domain/days.ts'
import { channels } from '../../shared/lists/channels.ts'
import { reasons } from '../../shared/lists/reasons.ts'
import { roleGroups } from '../../shared/lists/roles.ts'
import { waysOfComing } from '../../shared/lists/waysOfComing.ts'
import { whatHelped } from '../../shared/lists/whatHelped.ts'
import { percentage } from '../../shared/measures/statistics.ts'
import { displayOf } from '../../shared/measures/smallNumbers.ts'
import { say } from '../i18n/i18n.ts'
import { useList, useRoleWords } from '../i18n/useLists.ts'

export type LabelledList = 'channels' | 'waysOfComing' | 'reasons' | 'whatHelped'

export interface ReviewWords {
  zone: string
  /** The local day it is now, for "yesterday". */
  today: Day
  label(list: LabelledList, key: string | null): string
  role(key: string): string
}

/** The words of this centre; `now` in UTC ms is asked for where it is needed. */
export function useReviewLabels(): Pick<ReviewWords, 'label' | 'role'> {
  const lists = {
    channels: useList('channels', channels),
    waysOfComing: useList('waysOfComing', waysOfComing),
    reasons: useList('reasons', reasons),
    whatHelped: useList('whatHelped', whatHelped),
  }
  return {
    label: (list, key) => (key === null ? say('review.notAsked') : lists[list].label(key)),
    role: useRoleWords(),
  }
}

export const groupLabel = (key: string): string => roleGroups.find((one) => one.key === key)?.label ?? key

/** 'Wednesday 11 November 2026', or '9 November 2026 to 15 November 2026'. */
export function daysInWords(figures: { first: Day; last: Day }): string {
  if (figures.first === figures.last) return formatDate(figures.first, 'full')
  return say('review.span.dates', {
    first: formatDate(figures.first, 'long'),
    last: formatDate(figures.last, 'long'),
  })
}

/** '18:30', with its day where the review is of several. */
export function momentInWords(
  at: number,
  days: { first: Day; last: Day },
  words: ReviewWords,
  day: Day,
): string {
  const time = formatTime(at, words.zone)
  return days.first === days.last && day === days.first ? time : `${formatDate(day, 'short')}, ${time}`
}

/** 'one' to 'nine' within a sentence, else figures. */
export function inWords(n: number): string {
  return n >= 2 && n <= 9 ? say(`review.inWords.n${n}`) : String(n)
}

export const minutesInWords = (n: number): string => say('review.minutes', { n }, n)

/** ' (77 %)' where the numbers are large enough for one, else ''. */
export function percentInWords(part: number, whole: number): string {
  if (!displayOf(whole).hasPercentages) return ''
  return say('review.percent', { n: percentage(part, whole) ?? 0 })
}

/** To one decimal: what a table, a sentence and the CSV show of a number that may be a fraction. */
export const oneDecimal = (n: number | null): number | null => (n === null ? null : Math.round(n * 10) / 10)

/** Which of the days a manager would name this is. */
export function dayName({ first, last }: Review['figures'], today: Day, yesterday: Day): string {
  if (first !== last) return say('review.beside.here.days')
  if (first === today) return say('review.beside.here.today')
  return say(first === yesterday ? 'review.beside.here.yesterday' : 'review.beside.here.day')
}
