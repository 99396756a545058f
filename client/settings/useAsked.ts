/* Why: what a part of the settings shows: asked when it opens and after each change; the last answer stays while it
   is asked again, and where it couldn't be had there is a sentence in its place. */
import { shallowRef, type ShallowRef } from 'vue'
import type { Answer, Asking, QueryName } from '../../shared/contract/index.ts'
import { ask } from '../api/ask.ts'
import { troubleSentence } from '../api/refusal.ts'

export interface AskedOnce<T> {
  readonly value: Readonly<ShallowRef<T | null>>
  readonly trouble: Readonly<ShallowRef<string>>
  readonly isLoading: Readonly<ShallowRef<boolean>>
  load(): Promise<void>
}

export function useAsked<K extends QueryName>(name: K, input: Asking<K>): AskedOnce<Answer<K>> {
  const value: ShallowRef<Answer<K> | null> = shallowRef(null)
  const trouble = shallowRef('')
  const isLoading = shallowRef(false)
  async function load(): Promise<void> {
    isLoading.value = true
    const answer = await ask(name, input)
    isLoading.value = false
    trouble.value = answer.ok ? '' : troubleSentence(answer)
    if (answer.ok) value.value = answer.value
  }
  void load()
  return { value, trouble, isLoading, load }
}
