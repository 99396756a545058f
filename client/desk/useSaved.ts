/**
 * The last walk-in saved, and taking it back. Its trouble is its own: trying again sends the same undo once more,
 * never whatever the form holds by now.
 */
import { computed, shallowRef, type Ref } from 'vue'
import { useI18n } from '../i18n/i18n.ts'
import { call, newKey, type NotDone } from '../api/call.ts'
import { useLiveBoard } from '../api/liveBoard.ts'
import { troubleSentence } from '../api/refusal.ts'
import { announce } from '../ui/announce.ts'

export interface Saved {
  visitId: string
  name: string
  at: number
  state: 'in' | 'undone'
}

/** Whether the same press may be sent again, with its key: it may have counted, or not at all. */
export const mayTryAgain = (notDone: NotDone): boolean =>
  ['unavailable', 'fault', 'tooMany'].includes(notDone.kind)

export function useSaved(): {
  saved: Readonly<Ref<Saved | null>>
  isUndoing: Readonly<Ref<boolean>>
  /** Why it couldn't be taken back, or put back. */
  undoTrouble: Readonly<Ref<NotDone | null>>
  keep(saved: Saved): void
  undo(): Promise<void>
} {
  const live = useLiveBoard()
  const { t } = useI18n()
  const last = shallowRef<Saved | null>(null)
  const isUndoing = shallowRef(false)
  const undoTrouble = shallowRef<NotDone | null>(null)
  let key = newKey()

  function keep(saved: Saved): void {
    last.value = saved
    undoTrouble.value = null
    key = newKey()
  }

  async function undo(): Promise<void> {
    const one = last.value
    if (!one || isUndoing.value) return
    isUndoing.value = true
    const act = one.state === 'in' ? 'visit.retract' : 'visit.reopen'
    const answer = await call(act, { visitId: one.visitId }, { key, label: one.name })
    isUndoing.value = false
    // Somebody else may have been saved meanwhile: then this line is theirs.
    const isStillShown = last.value?.visitId === one.visitId
    if (!answer.ok) {
      announce(troubleSentence(answer), 'walkIn')
      if (!isStillShown) return
      undoTrouble.value = answer
      if (!mayTryAgain(answer)) key = newKey()
      return
    }
    const said = one.state === 'in' ? 'desk.saved.undone' : 'desk.saved.said'
    announce(t(answer.isWaiting ? 'common.waits' : said, { name: one.name }), 'walkIn')
    if (isStillShown) keep({ ...one, state: one.state === 'in' ? 'undone' : 'in' })
  }

  /** Their name as the boards have it, which for a soft one is the server's to say. */
  const saved = computed(
    () => last.value && { ...last.value, name: live.card(last.value.visitId)?.label ?? last.value.name },
  )
  return { saved, isUndoing, undoTrouble, keep, undo }
}
