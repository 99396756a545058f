/* Why: what is printed carries the log's number and hash of that moment: paper in a drawer shows later whether the log
   was cut short or written anew. Where it can't be had, the figures are printed without it. */
import { type Ref, shallowRef, watch } from 'vue'
import { ask } from './ask.ts'

/** Asked anew with every answer in `shown`. */
export function useCheckpoint(shown: Readonly<Ref<unknown>>) {
  const checkpoint = shallowRef<{ seq: number; hash: string } | null>(null)
  watch(shown, async (now) => {
    checkpoint.value = null
    if (now === null) return
    const answer = await ask('log.checkpoint', {})
    if (answer.ok && shown.value === now) checkpoint.value = answer.value
  })
  return checkpoint
}
