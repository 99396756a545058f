/* Why: what the desk does without on a first paint comes when the page is idle, with its words. */
import type { Component } from 'vue'
import { withWords } from '../i18n/i18n.ts'
import { laterPart } from '../ui/laterPart.ts'
import type * as rareParts from './rareParts.ts'

type Parts = typeof rareParts

/** Like `laterPart`, with the words of what is folded away. Call it once for all uses, in a plain `<script>`. */
export function foldedPart<C extends Component>(load: () => Promise<{ default: C }>): C {
  return laterPart(() => withWords('deskMore', load()))
}

const parts = () => import('./rareParts.ts')

/** One of the small ones, which come together, by its name. */
export function rarePart<K extends keyof Parts>(name: K): Parts[K] {
  return foldedPart(async () => ({ default: (await parts())[name] }))
}
