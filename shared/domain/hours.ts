// The hours of a local day as its clocks show them, for counting arrivals hour by hour. On the day the clocks go
// back an hour comes twice, and the two are told apart; on the day they go forward one is missing.
import { zoneLetters } from './clockWords.ts'
import { type Day, dayRange, defaultZone, localDay, type Range, weekday } from './days.ts'
import { offsetAt, offsetSpans } from './zoneOffsets.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** One hour, or what a clock change left of it. */
export interface HourSlot extends Range {
  /** 0 to 23, as clocks show it; 24 where clocks went back just after midnight (`dayRange`). */
  readonly hour: number
  /** '01:00'; for an hour that comes twice '01:00 BST' and '01:00 GMT'. No two slots of a day share a label. */
  readonly label: string
  /** Which of the two this is, for an hour that comes twice. */
  readonly turn: 'only' | 'first' | 'second'
}

/** The hours of a day in order, without gap or overlap: 24, or 23 or 25 when clocks change. */
export function hoursOf(day: Day, zone = defaultZone): HourSlot[] {
  const { from, to } = dayRange(day, zone)
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const bare: (Range & { hour: number })[] = []
  for (const span of offsetSpans(from, to, zone)) {
    const end = Math.min(span.to, to)
    for (let at = Math.max(span.from, from); at < end;) {
      const hour = Math.floor((at + span.offset - midnight) / HOUR)
      const next = Math.min(end, midnight + (hour + 1) * HOUR - span.offset)
      bare.push({ from: at, to: next, hour })
      at = next
    }
  }
  return bare.map((slot, i) => named(slot, i, bare, zone))
}

/** The hour that clocks show at `ms`, 0 to 23. */
export function hourAt(ms: number, zone = defaultZone): number {
  const shown = ms + offsetAt(ms, zone)
  return Math.floor((((shown % DAY) + DAY) % DAY) / HOUR)
}

/** Whether `ms` is outside Monday to Friday, 9 to 17, by local clocks (W2). Bank holidays count as weekdays. */
export function isOutOfHours(ms: number, zone = defaultZone): boolean {
  const hour = hourAt(ms, zone)
  return hour < 9 || hour >= 17 || weekday(localDay(ms, zone)) > 5
}

function named(
  slot: Range & { hour: number },
  index: number,
  all: readonly { hour: number }[],
  zone: string,
): HourSlot {
  const first = all.findIndex((one) => one.hour === slot.hour)
  const last = all.findLastIndex((one) => one.hour === slot.hour)
  const plain = `${String(slot.hour).padStart(2, '0')}:00`
  if (first === last) return { ...slot, label: plain, turn: 'only' }
  return {
    ...slot,
    label: `${plain} ${zoneLetters(slot.from, zone)}`,
    turn: index === first ? 'first' : 'second',
  }
}
