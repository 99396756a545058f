/* Why: a birthday, or the day somebody died, as far as it was given: a year, a month or a day, typed as people here
   write it, kept as the contract has it ('1984', '1984-03', '1984-03-12'). */
import { say } from '../i18n/i18n.ts'

/** The date as it is kept, '' for none, null where it can't be read. Days first, as on paper here. */
export function readPartialDate(typed: string): string | null {
  const text = typed.trim()
  if (!text) return ''
  const parts = text.split(/\s*[/.\s-]\s*/)
  if (parts.length > 3 || parts.some((part) => !/^\d+$/.test(part))) return null
  const inOrder = parts[0]?.length === 4 ? parts : parts.toReversed()
  const [year = '', ...rest] = inOrder
  if (!/^(18|19|20)\d\d$/.test(year) || rest.some((part) => part.length > 2)) return null
  const kept = [year, ...rest.map((part) => part.padStart(2, '0'))].join('-')
  return isThere(kept) ? kept : null
}

/** Whether there is such a year, month or day. */
function isThere(kept: string): boolean {
  const whole = `${kept}${'-01'.repeat(3 - kept.split('-').length)}`
  const day = new Date(`${whole}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(whole)
}

/** '12 March 1984', 'March 1984' or '1984'. */
export function shownPartialDate(kept: string): string {
  const [year, month, day] = kept.split('-')
  if (!year || !month) return kept
  const shown = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: 'long',
    ...(day ? { day: 'numeric' } : {}),
    timeZone: 'UTC',
  })
  return shown.format(new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1))))
}

/** The date as one would type it. */
export const typedPartialDate = (kept: string | null): string =>
  (kept ?? '').split('-').toReversed().join('/')

/** Whether somebody was born, in words: '' where it isn't known. */
export const bornInWords = (kept: string | null): string =>
  kept ? say('visit.known.born', { when: shownPartialDate(kept) }) : ''

/** That somebody has died, in words: '' for whoever is alive, or may be. */
export const diedInWords = (kept: string | null): string =>
  kept ? say('visit.known.diedOn', { when: shownPartialDate(kept) }) : ''
