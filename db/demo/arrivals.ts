/** When people come: some at every hour, most from mid-morning to early evening. */
import { hoursOf } from '../../shared/domain/hours.ts'
import type { Random } from './random.ts'

/** About how many come in each local hour of a day, midnight first. */
const byHour = [
  0.8, 0.6, 0.6, 0.6, 0.4, 0.4, 0.7, 1, 1.3, 2.2, 3.6, 3, 2.3, 2.8, 2.2, 2.2, 2.8, 2.2, 2.2, 2.1, 1.9, 1.3, 1,
  0.9,
] as const

/** Times of arrival on one local day, UTC ms, in order; the day may have 23 or 25 hours. */
export function arrivalsOf(day: string, zone: string, draw: Random): number[] {
  const hours = hoursOf(day, zone).map((slot) => [slot, byHour[slot.hour] ?? 1] as const)
  const times = Array.from({ length: draw.int(34, 42) }, () => {
    const { from, to } = draw.weighted(hours)
    return draw.int(from, to - 1)
  })
  return times.sort((a, b) => a - b)
}
