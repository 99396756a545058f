/* Why: the figures of the days in the address, asked for whenever those change; an answer that comes late for days
   no longer looked at is let go. */
import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { Review } from '../../shared/contract/review.ts'
import { ask } from '../api/ask.ts'
import { troubleSentence } from '../api/refusal.ts'
import type { DayPair } from './reviewRange.ts'

export function useReview(days: Readonly<Ref<DayPair | null>>) {
  const review = shallowRef<Review | null>(null)
  const trouble = shallowRef('')
  const isLoading = shallowRef(false)
  let asking: AbortController | null = null

  async function load(): Promise<void> {
    asking?.abort()
    if (days.value === null) return
    const mine = new AbortController()
    asking = mine
    isLoading.value = true
    const answer = await ask('review.range', { ...days.value }, { signal: mine.signal })
    if (mine.signal.aborted) return
    isLoading.value = false
    trouble.value = answer.ok ? '' : troubleSentence(answer)
    review.value = answer.ok ? answer.value : null
  }
  watch(
    days,
    (now, before) => {
      // Another day's figures never stand under this day's name.
      if (now?.from !== before?.from || now?.to !== before?.to) review.value = null
      void load()
    },
    { immediate: true },
  )
  onScopeDispose(() => asking?.abort())
  return { review, trouble, isLoading, load }
}
