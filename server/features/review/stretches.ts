/** The stretches that a range is made of: days that are over from what is kept, all others from their rows. */
import type { Reader } from '../../../db/store.ts'
import { type Day, dayRange, daysBetween } from '../../../shared/domain/days.ts'
import type { Span } from './figures.ts'
import type { DaysOfCentre } from './keptDays.ts'
import { readStretches, type StretchRows } from './rows.ts'
import { type Stretch, sumStretch } from './stretch.ts'

interface Asked {
  centreId: string
  zone: string
  /** UTC ms. */
  now: number
  span: Span
}
interface Bounds {
  day: Day
  from: number
  to: number
  /** Nothing of it is still to come, and nothing of it is cut off. */
  isWhole: boolean
}

/** Read at once: few questions, and never more rows than a month has. */
const mostAtOnce = 31

/** In their order; at least one, be it empty. */
export async function readRange(read: Reader, kept: DaysOfCentre, asked: Asked): Promise<Stretch[]> {
  const bounds = boundsOf(asked)
  const stretches: Stretch[] = []
  let missing: Bounds[] = []
  const readMissing = async () => {
    if (missing.length > 0) stretches.push(...(await readDays(read, kept, asked, missing)))
    missing = []
  }
  for (const one of bounds) {
    const known = one.isWhole ? kept.get(one.day) : undefined
    if (!known) missing.push(one)
    if (known || missing.length === mostAtOnce) await readMissing()
    if (known) stretches.push(known)
  }
  await readMissing()
  return stretches
}

function boundsOf({ zone, now, span }: Asked): Bounds[] {
  const bounds: Bounds[] = []
  for (const day of daysBetween(span.first, span.last)) {
    const { from, to } = dayRange(day, zone)
    if (from >= span.to && bounds.length > 0) break
    const end = Math.max(from, Math.min(to, span.to))
    bounds.push({ day, from, to: end, isWhole: end === to && to <= now })
  }
  return bounds
}

async function readDays(
  read: Reader,
  kept: DaysOfCentre,
  { centreId, zone }: Asked,
  days: readonly Bounds[],
): Promise<Stretch[]> {
  const from = days[0]?.from ?? 0
  const rows = await readStretches(read, { centreId, from, to: days.at(-1)?.to ?? from })
  const own = days.map((): StretchRows => ({ visits: [], ended: [], beside: [] }))
  const cameOn = (at: number) => own[days.findIndex(({ to }) => at < to)]
  for (const one of rows.visits) cameOn(one.arrivedAt)?.visits.push(kept.counted(one))
  for (const one of rows.beside) cameOn(one.arrivedAt)?.beside.push(one)
  for (const one of rows.ended) own[days.findIndex(({ to }) => (one.goneAt ?? 0) <= to)]?.ended.push(one)
  return days.map(({ day, to, isWhole }, i) => {
    const { visits, ended, beside } = own[i] ?? { visits: [], ended: [], beside: [] }
    const { numberOf } = kept
    const stretch = sumStretch({ visits, ended, beside }, { day, to, zone, numberOf })
    if (isWhole)
      kept.keep(
        day,
        stretch,
        [...visits, ...ended].map((one) => one.id),
      )
    return stretch
  })
}
