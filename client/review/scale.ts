/* Why: axes that start at zero and show whole numbers only, for every picture alike. */

/** Marks from 0 up to at least `most`, at most `count` steps of a size people count in. Never a fraction. */
export function wholeTicks(most: number, count: number, steps: readonly number[] = countSteps): number[] {
  const least = Math.max(1, most) / count
  const step = steps.find((one) => one >= least) ?? Math.ceil(least / 1_000) * 1_000
  const marks = Math.max(1, Math.ceil(Math.max(1, most) / step))
  return Array.from({ length: marks + 1 }, (_, i) => i * step)
}

const countSteps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000]
export const minuteSteps = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 720, 1_440]

/** About how wide a text is in px, at a size in px: enough to keep two labels apart. */
export const textWidth = (text: string, size = 14): number => text.length * size * 0.53

/** A label on one line where it fits `width` px, else on two, parted between words where they are most alike. */
export function twoLines(label: string, width: number, size: number): string[] {
  const words = label.split(' ')
  if (textWidth(label, size) <= width || words.length < 2) return [label]
  const parted = words
    .slice(1)
    .map((_, i) => [words.slice(0, i + 1).join(' '), words.slice(i + 1).join(' ')])
    .toSorted((a, b) => widest(a) - widest(b))
  return parted[0] ?? [label]
}

const widest = (lines: readonly string[]): number => Math.max(...lines.map((line) => line.length))
