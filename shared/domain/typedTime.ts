// A time as somebody types it at the desk ("23:50" for who came before midnight), as the moment it means.
// It never guesses: a time that clocks showed twice gives both moments, one that they jumped over gives none.
import { zoneLetters } from './clockWords.ts'
import { addDays, type Day, defaultZone, localDay } from './days.ts'
import { offsetSpans } from './zoneOffsets.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What a typed time means. */
export type TypedTime =
  /** `at` is the latest such moment; `or` the earlier one when clocks showed this time twice. UTC ms. */
  | { readonly is: 'found'; readonly at: number; readonly or: number | null }
  /** Clocks went forward over this time: nobody came then. */
  | { readonly is: 'skipped'; readonly day: Day }
  /** Not a time of day. */
  | { readonly is: 'notATime' }

/**
 * The most recent moment, not after `near` (UTC ms), at which local clocks showed the typed time: today's, or
 * yesterday's where today's is still to come. Takes '23:50', '2350', '9.05', '905', '9', '9:05pm' and
 * '01:30 BST', which names one of two.
 */
export function parseLocalTime(text: string, near: number, zone = defaultZone): TypedTime {
  const typed = reading(text)
  if (!typed) return { is: 'notATime' }
  const today = localDay(near, zone)
  for (const day of [today, addDays(today, -1)]) {
    const shown = momentsAt(day, typed.minutes, zone)
    if (shown.length === 0 && isSkippedBy(day, typed.minutes, near, zone)) return { is: 'skipped', day }
    const past = shown.filter((at) => at <= near && isNamed(at, typed.letters, zone))
    const at = past.at(-1)
    if (at !== undefined) return { is: 'found', at, or: past.at(-2) ?? null }
  }
  return { is: 'notATime' }
}

/** The moments, earliest first, at which local clocks show `minutes` (0 to 1439) on this day: one, none or two. */
export function momentsAt(day: Day, minutes: number, zone = defaultZone): number[] {
  const shown = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE
  return offsetSpans(shown - 48 * HOUR, shown + 48 * HOUR, zone)
    .filter(({ from, to, offset }) => shown - offset >= from && shown - offset < to)
    .map(({ offset }) => shown - offset)
}

/** Clocks jumped over this time, and have done so by now. */
function isSkippedBy(day: Day, minutes: number, near: number, zone: string): boolean {
  const shown = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE
  const jump = offsetSpans(shown - 48 * HOUR, shown + 48 * HOUR, zone).find((span, i, all) => {
    const before = all[i - 1]
    return before && span.from + before.offset <= shown && shown < span.from + span.offset
  })
  return jump !== undefined && jump.from <= near
}

function isNamed(at: number, letters: string | null, zone: string): boolean {
  return letters === null || letters === zoneLetters(at, zone).toUpperCase()
}

/** Minutes since midnight, and the zone's letters if somebody typed them. */
function reading(text: string): { minutes: number; letters: string | null } | null {
  const found = /^(\d{1,2})(?:[:.h]?(\d{2}))? ?([ap]m)?(?: ([a-z]{2,5}(?:[+-][\d:]+)?))?$/i.exec(
    text.trim().replaceAll(/\s+/g, ' '),
  )
  if (!found) return null
  const half = found[3]?.toLowerCase()
  const hour = Number(found[1])
  const minute = Number(found[2] ?? '0')
  if (minute > 59 || hour > (half ? 12 : 23) || (half && hour === 0)) return null
  const full = half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour
  return { minutes: full * 60 + minute, letters: found[4]?.toUpperCase() ?? null }
}
