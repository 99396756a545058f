/**
 * "Arrived earlier?": what somebody typed, as the moment it means, at most seven days back. Never guesses: without
 * a day it is the last time that clocks showed it, and where clocks showed it twice it says both.
 */
import { formatTime } from '../../shared/domain/clockWords.ts'
import { addDays, type Day, dayRange, localDay } from '../../shared/domain/days.ts'
import { parseLocalTime } from '../../shared/domain/typedTime.ts'

const DAY = 86_400_000
/** The oldest that can be put in: the server's own rule, so that it is said before the press. */
export const oldestDays = 7

/**
 * `twice`: clocks went back over it, so both moments, the earlier first. `otherLetters`: that day's clocks weren't
 * called by the letters typed. Moments in UTC ms.
 */
export type Earlier =
  { is: 'found'; at: number } | { is: 'twice'; at: readonly [number, number] } | { is: EarlierWrong }
type EarlierWrong = 'notATime' | 'ahead' | 'tooLong' | 'skipped' | 'otherLetters'
/** Why a typed time isn't a moment yet. */
export type NotAMoment = Exclude<Earlier['is'], 'found'>

/** The zone's letters at the end: 'BST', 'GMT+11'; never 'am' or 'pm'. */
const letters = /\s+(?![ap]m$)[a-z]{2,5}([+-][\d:]+)?$/i

/** `day` '' for the most recent such time. `now` UTC ms. */
export function earlierAt(text: string, day: Day, now: number, zone: string): Earlier {
  const near = day === '' ? now : dayRange(day, zone).to - 1
  const typed = parseLocalTime(text, near, zone)
  if (typed.is === 'skipped') return { is: 'skipped' }
  if (typed.is === 'notATime' || (day !== '' && localDay(typed.at, zone) !== day)) {
    const plain = text.trim().replace(letters, '')
    const isOnlyTheLetters = plain !== text.trim() && parseLocalTime(plain, near, zone).is === 'found'
    return { is: isOnlyTheLetters ? 'otherLetters' : 'notATime' }
  }
  const past = [typed.or, typed.at].filter((at) => at !== null).filter((at) => at <= now)
  const [first, second] = past.filter((at) => now - at <= oldestDays * DAY)
  if (first === undefined) return { is: past.length > 0 ? 'tooLong' : 'ahead' }
  return second === undefined ? { is: 'found', at: first } : { is: 'twice', at: [first, second] }
}

/**
 * The ways to write a time that comes twice ('01:30 BST', '01:30 GMT'), whichever is typed now; none for any other.
 */
export function bothWays(text: string, day: Day, now: number, zone: string): string[] {
  const read = earlierAt(text.trim().replace(letters, ''), day, now, zone)
  return read.is === 'twice' ? read.at.map((at) => formatTime(at, zone)) : []
}

/** Today and the seven days before it, newest first. */
export function earlierDays(now: number, zone: string): Day[] {
  const today = localDay(now, zone)
  return Array.from({ length: oldestDays + 1 }, (_, back) => addDays(today, -back))
}
