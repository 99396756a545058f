/* Why: the moment that is looked at stands in the address (`at`, UTC ms); what happened on its day and the board as it
   stood are asked for when it changes, and an answer that comes late for another moment is let go. */
import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue'
import type { PastBoard } from '../../shared/contract/proof.ts'
import { dayRange, localDay } from '../../shared/domain/days.ts'
import { ask } from '../api/ask.ts'
import { useCentre } from '../api/centre.ts'
import { clock } from '../api/clock.ts'
import { troubleSentence } from '../api/refusal.ts'
import { momentAfter, momentBefore } from './moments.ts'

/** @param dayChosen the local day to look at while no moment is chosen. */
export function usePast(at: Readonly<Ref<number | null>>, dayChosen: Readonly<Ref<string>>) {
  const centre = useCentre()
  /** Null: not known. */
  const moments = shallowRef<readonly number[] | null>(null)
  const board = shallowRef<PastBoard | null>(null)
  const trouble = shallowRef('')
  let asking = new AbortController()

  const day = computed(() => (at.value === null ? dayChosen.value : localDay(at.value, centre.zone)))
  const range = computed(() => dayRange(day.value, centre.zone))
  const here = computed(() => at.value ?? Math.min(range.value.to - 1, clock.minute.value))
  const before = computed(() => momentBefore(moments.value ?? [], here.value))
  const after = computed(() => momentAfter(moments.value ?? [], here.value))

  async function loadMoments(): Promise<void> {
    const asked = range.value
    const answer = await ask('log.moments', { from: asked.from, to: asked.to })
    if (answer.ok && asked === range.value) moments.value = answer.value.moments
  }
  async function loadBoard(): Promise<void> {
    asking.abort()
    trouble.value = ''
    board.value = null
    if (at.value === null) return
    const mine = (asking = new AbortController())
    const answer = await ask('board.asOf', { at: at.value }, { signal: mine.signal })
    if (mine.signal.aborted) return
    board.value = answer.ok ? answer.value : null
    trouble.value = answer.ok ? '' : troubleSentence(answer)
  }
  watch(
    range,
    () => {
      moments.value = null
      void loadMoments()
    },
    { immediate: true },
  )
  watch(
    at,
    () => {
      void loadBoard()
      // A day that isn't over goes on meanwhile.
      if (range.value.to > clock.read()) void loadMoments()
    },
    { immediate: true },
  )
  onScopeDispose(() => asking.abort())

  return { range, here, moments, before, after, board, trouble, again: loadBoard }
}
