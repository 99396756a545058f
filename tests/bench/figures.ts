/** The arithmetic of a measurement: medians and spreads over rounds, ratios of one run. */
export interface Spread {
  p50: number
  p99: number
  most: number
}

export function spread(times: number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

export const median = (numbers: number[]) => spread(numbers).p50

export interface Figure {
  name: string
  unit: 'ms' | '/s' | 'MB' | 's'
  ours: number
  /** The least and the most of the rounds. */
  spread: readonly [number, number]
  bare: number | null
  ratio: number | null
  target: string
  holds: boolean | null
}

const digits = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)

/** A Markdown table, as it goes into the README. */
export function table(figures: Figure[]): string {
  const lines = figures.map(({ name, unit, ours, spread, bare, ratio, target, holds }) => {
    const cells = [
      name,
      `${digits(ours)} ${unit} (${spread.map(digits).join(' to ')})`,
      bare === null ? '' : `${digits(bare)} ${unit}`,
      ratio === null ? '' : ratio.toFixed(2),
      target,
      holds === null ? '' : holds ? 'yes' : 'no',
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    '| What | Here (rounds) | Beside it, same run | Ratio | Target | Holds |',
    '|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}
