/* Why: one of the parts that come when the page is idle, by its name. */
import { laterPart } from '../ui/laterPart.ts'
import type * as rareParts from './rareParts.ts'

type Parts = typeof rareParts

const parts = () => import('./rareParts.ts')

/** Call it once for all uses, in a plain `<script>`. */
export function rarePart<K extends keyof Parts>(name: K): Parts[K] {
  return laterPart(async () => ({ default: (await parts())[name] }))
}
