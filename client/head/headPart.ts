/* Why: parts of the frame that come when the page is idle, with their words. */
import type { Component } from 'vue'
import { loadWords, withWords } from '../i18n/i18n.ts'
import { laterPart } from '../ui/laterPart.ts'
import type * as headParts from './headParts.ts'

export const parts = () => import('./headParts.ts')

/** One of them by its name. Call it once for all uses, in a plain `<script>`. */
export function headPart<K extends 'AccountPanel' | 'HeadLater' | 'PinEntry'>(
  name: K,
): (typeof headParts)[K] & Component {
  return laterPart(async () => {
    const [found] = await Promise.all([withWords('account', parts()), loadWords('lock')])
    return { default: found[name] }
  })
}
