/* Why: where the bars of the hours and the bands of who was on stand, on one scale of hours, so that one reads down
   a line: who was here then. Never one divided by the other. All in px. */
import type { Figures } from '../../shared/contract/review.ts'
import { textWidth, wholeTicks } from './scale.ts'

export interface Run {
  x: number
  width: number
  least: number
  most: number
  /** '2', '1–3', or '' where there is no room: the table has it. */
  label: string
}
export interface Band {
  group: string
  /** The line it stands on. */
  base: number
  runs: Run[]
}

const plot = 104
const top = 26

export function hoursLayout({ arrivals, on, to }: Pick<Figures, 'arrivals' | 'on' | 'to'>, width: number) {
  // Of the hours to come nobody knows who will be on: they stay empty, which isn't nobody.
  const begun = arrivals.filter((slot) => slot.from === null || slot.from < to).length
  const isWide = width >= 640
  const left = isWide ? 170 : 26
  const step = (width - left) / Math.max(1, arrivals.length)
  const ticks = wholeTicks(Math.max(...arrivals.map((slot) => slot.count)), 3)
  const unit = plot / (ticks.at(-1) ?? 1)
  const base = top + plot
  const barWidth = Math.min(step * 0.75, 40)
  const bars = arrivals.flatMap(({ count }, i) =>
    count === 0
      ? []
      : [{ x: left + i * step + (step - barWidth) / 2, y: base - count * unit, height: count * unit, count }],
  )
  const hourOf = (label: string): number => Number(label.slice(0, 2))
  const every = isWide ? 3 : 6
  const hours = arrivals.flatMap(({ label }, i) =>
    hourOf(label) % every === 0 && hourOf(label) !== hourOf(arrivals[i - 1]?.label ?? '99')
      ? [{ x: left + i * step, label: label.slice(0, 5) }]
      : [],
  )
  const rowHeight = isWide ? 34 : 52
  const bandTop = base + 64
  const thickest = Math.max(1, ...on.flatMap(({ slots }) => slots.map((slot) => slot.most)))
  const bandUnit = Math.min(7.4, 26 / thickest)
  const bands = on.map(({ group, slots }, i): Band => ({
    group,
    base: bandTop + 10 + (i + 1) * rowHeight,
    runs: runsOf(slots.slice(0, begun), left, step),
  }))
  const height = on.length === 0 ? base + 28 : bandTop + on.length * rowHeight + 18
  return { isWide, left, base, barWidth, bars, hours, bands, bandUnit, bandTop, height, ticks, unit, step }
}

/** Neighbouring hours with the same number on are one piece of a band. */
function runsOf(slots: readonly { least: number; most: number }[], left: number, step: number): Run[] {
  const runs: (Run & { count: number })[] = []
  slots.forEach(({ least, most }, i) => {
    const last = runs.at(-1)
    if (last?.least === least && last.most === most) last.count += 1
    else runs.push({ x: left + i * step, width: 0, least, most, label: '', count: 1 })
  })
  return runs.map(({ count, ...run }) => {
    const label = run.least === run.most ? String(run.most) : `${run.least}–${run.most}`
    const width = count * step
    return { ...run, width, label: run.most > 0 && textWidth(label) <= width ? label : '' }
  })
}
