/* Why: how somebody came, and who suggested it, are two questions of one list; both places that ask them offer
   the same words, the centre's own among them. */
import { computed, type ComputedRef } from 'vue'
import { cameByWords, suggestedByWords, waysOfComing } from '../../shared/lists/waysOfComing.ts'
import type { Word } from '../../shared/lists/word.ts'
import { useList } from '../i18n/useLists.ts'

type Options = { value: string; label: string }[]

export function useWays(): { cameBy: ComputedRef<Options>; suggestedBy: ComputedRef<Options> } {
  const ways = useList('waysOfComing', waysOfComing)
  const known = new Set(waysOfComing.map((one) => one.key as string))
  /** Words that answer one of the two questions, with the centre's own, which may answer either. */
  const waysFor = (shipped: readonly Word[]) =>
    computed(() => {
      const fits = new Set(shipped.map((one) => one.key))
      return ways.words.value
        .filter((word) => fits.has(word.key) || !known.has(word.key))
        .map((word) => ({ value: word.key, label: word.label }))
    })
  return { cameBy: waysFor(cameByWords), suggestedBy: waysFor(suggestedByWords) }
}
