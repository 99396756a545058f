/**
 * People whose name begins with what is being typed. Waits until the fingers rest, forgets answers that come too
 * late, and never chooses anybody: a new Sam mustn't become another Sam by haste.
 */
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { Answer } from '../../shared/contract/index.ts'
import { ask } from '../api/ask.ts'

export type Found = Answer<'people'>['people'][number]

/** From how many letters on, and how long the fingers rest first, in ms. */
const leastLetters = 2
const rest = 120

/** `search` is null where nobody may be looked up (a volunteer's sign-in). */
export function usePeopleFound(
  typed: () => string,
  search: typeof ask | null = ask,
): {
  found: Readonly<Ref<readonly Found[]>>
  /** The last question couldn't be answered: it is said, and typing works as always. */
  isTroubled: Readonly<Ref<boolean>>
} {
  const found = shallowRef<readonly Found[]>([])
  const isTroubled = shallowRef(false)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let asked: AbortController | undefined

  async function look(startsWith: string): Promise<void> {
    if (!search) return
    asked = new AbortController()
    const { signal } = asked
    const answer = await search('people', { startsWith }, { signal })
    if (signal.aborted) return
    isTroubled.value = !answer.ok
    found.value = answer.ok ? answer.value.people : []
  }

  watch(typed, (text) => {
    clearTimeout(waiting)
    asked?.abort()
    const letters = text.trim()
    if (letters.length < leastLetters) {
      found.value = []
      isTroubled.value = false
      return
    }
    waiting = setTimeout(() => void look(letters), rest)
  })
  onScopeDispose(() => {
    clearTimeout(waiting)
    asked?.abort()
  })
  return { found, isTroubled }
}
