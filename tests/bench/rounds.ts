/** Rounds of a measurement, ours and what stands beside it, alternating; and the figures that came of them. */
import { type Figure, median } from './figures.ts'
import type { Measured } from './servers.ts'

/** `--quick`: one round, for a look while working. */
export const quick = process.argv.includes('--quick')
export const rounds = quick ? 1 : 5
export const figures: Figure[] = []

export interface Both {
  ours: Measured[]
  bare: Measured[]
}

/** Both sides, alternating, after one round to warm up. */
export async function beside(ours: () => Promise<Measured>, bare: () => Promise<Measured>): Promise<Both> {
  const both: Both = { ours: [], bare: [] }
  for (let round = -1; round < rounds; round++) {
    const [a, b] = [await ours(), await bare()]
    if (round < 0) continue
    both.ours.push(a)
    both.bare.push(b)
  }
  return both
}

export interface Row {
  name: string
  unit: Figure['unit']
  both: Both
  pick: (found: Measured) => number | undefined
  target?: string
  holds?: (ratio: number, ours: number) => boolean
}

/** Medians of the rounds, and how far they lay apart. */
export function add({ name, unit, both, pick, target = '', holds }: Row): void {
  const all = both.ours.map((found) => pick(found) ?? NaN)
  const ours = median(all)
  const bare = median(both.bare.map((found) => pick(found) ?? NaN))
  const ratio = ours / bare
  const spread = [Math.min(...all), Math.max(...all)] as const
  figures.push({ name, unit, ours, spread, bare, ratio, target, holds: holds ? holds(ratio, ours) : null })
  process.stderr.write(
    `${name}: ${ours.toFixed(2)} ${unit}, bare ${bare.toFixed(2)}, ratio ${ratio.toFixed(2)}\n`,
  )
}
