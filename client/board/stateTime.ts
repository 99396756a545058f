/**
 * The time that decides what people are doing. Minutes alone change that only when somebody who said “I’ll go”
 * is no longer expected; so it stands still between, and a board of two hundred draws nothing each second.
 */
import { computed, type ComputedRef } from 'vue'
import { clock } from '../api/clock.ts'
import { useLiveBoard } from '../api/liveBoard.ts'

/** UTC ms: a new time when the picture changes and when somebody on the way is due. */
export function useStateTime(): ComputedRef<number> {
  const live = useLiveBoard()
  const due = computed(() =>
    live.cards.flatMap((card) =>
      card.with.flatMap((one) => (one.begunAt === null && one.dueBy !== null ? one.dueBy : [])),
    ),
  )
  const lapsed = computed(() => due.value.filter((at) => at <= clock.now.value).length)
  // Both are read for their changes alone: the time itself is the clock's.
  return computed(() => {
    const moment = { cards: live.cards, lapsed: lapsed.value, now: clock.read() }
    return moment.now
  })
}
