// Every measure that is worked out, once. Page, print, CSV and API look their words up here and nowhere else.
import { alongsideMeasures } from './alongsideMeasures.ts'
import { arrivalMeasures } from './arrivalMeasures.ts'
import { leavingMeasures } from './leavingMeasures.ts'
import type { Measure } from './measure.ts'
import { reasonMeasures } from './reasonMeasures.ts'
import { visitMeasures } from './visitMeasures.ts'
import { waitMeasures } from './waitMeasures.ts'

const all = [
  ...visitMeasures,
  ...arrivalMeasures,
  ...reasonMeasures,
  ...waitMeasures,
  ...alongsideMeasures,
  ...leavingMeasures,
] as const

export type MeasureKey = (typeof all)[number]['key']
export const measures: readonly Measure<MeasureKey>[] = all

/** Printed with every figure: the definitions as a whole. Goes up with any measure's own version. */
export const measuresVersion = 2

const byKey = new Map(all.map((measure) => [measure.key, measure] as [MeasureKey, Measure<MeasureKey>]))

/** The definition of a measure. */
export function measureOf(key: MeasureKey): Measure<MeasureKey> {
  const found = byKey.get(key)
  if (!found) throw new RangeError(`No measure ${key}`)
  return found
}
