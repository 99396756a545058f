/* Why: where the dots of waits stand: one for each visit, none beside the truth, none hidden behind another; where
   the lines and their words go. All in px. */
import type { Waits } from '../../shared/contract/review.ts'
import { minuteSteps, textWidth, wholeTicks } from './scale.ts'

const edge = 14
/** From one dot's centre to the next. */
const apart = 12.8
const headroom = 64

export interface Dot {
  x: number
  y: number
  end: Waits['dots'][number]['end']
}
export interface Callout {
  x: number
  y: number
  anchor: 'start' | 'end'
  text: string
}

export function waitLayout(dots: Waits['dots'], width: number) {
  const ticks = wholeTicks(dots.at(-1)?.minutes ?? 0, width >= 640 ? 7 : 4, minuteSteps)
  const most = ticks.at(-1) ?? 1
  const unit = (width - 2 * edge) / most
  const x = (minutes: number): number => edge + minutes * unit
  /** Minutes that share a column, so that dots don't cover each other: 1 wherever there is room. */
  const together = Math.max(1, Math.ceil(apart / unit))
  const column = (minutes: number): number => Math.floor(minutes / together) * together + (together - 1) / 2
  const heights = new Map<number, number>()
  for (const dot of dots) heights.set(column(dot.minutes), (heights.get(column(dot.minutes)) ?? 0) + 1)
  const tallest = Math.max(1, ...heights.values())
  const rise = Math.min(apart, 220 / tallest)
  const base = headroom + tallest * rise
  const stacked = new Map<number, number>()
  const order = { met: 0, left: 1, open: 2 }
  const placed = dots
    .toSorted((a, b) => a.minutes - b.minutes || order[a.end] - order[b.end])
    .map((dot): Dot => {
      const at = column(dot.minutes)
      const place = stacked.get(at) ?? 0
      stacked.set(at, place + 1)
      return { x: x(at), y: base - 9.6 - place * rise, end: dot.end }
    })
  return { x, ticks, base, dots: placed, radius: Math.min(5.6, rise * 0.46), together, height: base + 26 }
}

/** A line from top to base at `x`, in words and how it is broken. */
export interface WaitLine {
  x: number
  text: string
  dash: string
}

/** The words of the two lines, beside them; the second one lower where they would meet. */
export function lineLabels(lines: readonly { x: number; text: string }[], width: number): Callout[] {
  const placed: Callout[] = []
  for (const { x, text } of lines) {
    const long = textWidth(text, 15) + 7
    const isRight = x + long <= width
    const start = isRight ? x : x - long
    const meets = placed.some((one) => {
      const from = one.anchor === 'start' ? one.x : one.x - textWidth(one.text, 15)
      return start < from + textWidth(one.text, 15) + 12 && from < start + long + 12
    })
    placed.push({ x: isRight ? x + 7 : x - 7, y: meets ? 32 : 14, anchor: isRight ? 'start' : 'end', text })
  }
  return placed
}

/** Words over single dots; those that would meet are left out, the last (longest) first kept. */
export function callouts(
  wanted: readonly { x: number; y: number; text: string }[],
  width: number,
): Callout[] {
  const placed: Callout[] = []
  for (const { x, y, text } of wanted) {
    const long = textWidth(text)
    const anchor = x + long > width ? 'end' : 'start'
    const from = anchor === 'start' ? x - 5 : x + 5 - long
    const isFree = placed.every((one) => {
      const other = one.anchor === 'start' ? one.x : one.x - textWidth(one.text)
      return from + long + 8 < other || other + textWidth(one.text) + 8 < from
    })
    if (isFree) placed.push({ x: anchor === 'start' ? x - 5 : x + 5, y: y - 14, anchor, text })
  }
  return placed
}
