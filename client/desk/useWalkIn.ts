/**
 * Saving a walk-in and taking it back. What was typed stays until the server has it; a press that may have
 * counted is sent again with the same key and the same visit, so nobody is logged twice.
 */
import { computed, shallowRef, type Ref } from 'vue'
import { useI18n } from '../i18n/i18n.ts'
import { softLabel, softName } from '../../shared/domain/softName.ts'
import type { Sent } from '../../shared/contract/index.ts'
import { call, newKey, type NotDone } from '../api/call.ts'
import { useCentre } from '../api/centre.ts'
import { clock } from '../api/clock.ts'
import { useLiveBoard } from '../api/liveBoard.ts'
import { newId } from '../api/newId.ts'
import { troubleSentence } from '../api/refusal.ts'
import { useDraft } from '../api/useDraft.ts'
import { announce } from '../ui/announce.ts'
import type { Earlier } from './earlier.ts'
import { arrival, emptyWalkIn, saysEarlier, type WalkIn } from './walkIn.ts'

/** The walk-in that is to be saved next: its visit's id from the start, its key once it has been sent. */
interface Tried {
  visitId: string
  key: string
  /** What was sent, as text: another body is another press. */
  body: string
}

/** The last one saved. */
export interface Saved {
  visitId: string
  name: string
  at: number
  state: 'in' | 'undone'
}

export function useWalkIn(): {
  typed: Ref<WalkIn>
  /** The visit this walk-in will be: another one after each save. */
  visitId: Readonly<Ref<string>>
  /** What they'll be called while nobody has given a name: the server's own rule, so the same word. */
  softly: Readonly<Ref<string>>
  saved: Readonly<Ref<Saved | null>>
  isSaving: Readonly<Ref<boolean>>
  isUndoing: Readonly<Ref<boolean>>
  notDone: Readonly<Ref<NotDone | null>>
  /** What is wrong with the time typed under "Arrived earlier?". */
  earlierWrong: Readonly<Ref<Exclude<Earlier['is'], 'found'> | null>>
  /** Whether it is in. */
  save(): Promise<boolean>
  undo(): Promise<void>
  clear(): void
} {
  const live = useLiveBoard()
  const centre = useCentre()
  const { t } = useI18n()
  const { draft: typed, clear: clearTyped } = useDraft('walkIn', emptyWalkIn)
  const freshTry = (): Tried => ({ visitId: newId(), key: '', body: '' })
  const { draft: tried, clear: clearTried } = useDraft('walkIn.tried', freshTry)
  const saved = shallowRef<Saved | null>(null)
  const isSaving = shallowRef(false)
  const isUndoing = shallowRef(false)
  const notDone = shallowRef<NotDone | null>(null)
  const earlierWrong = shallowRef<Exclude<Earlier['is'], 'found'> | null>(null)

  const softly = computed(() => {
    const word = centre.facts?.word ?? 'person'
    const lead = softLabel(word, '')
    const taken = new Set(live.cards.map((card) => card.label.replace(`${lead}, `, '')))
    return softLabel(word, softName(tried.value.visitId, taken))
  })

  function clear(): void {
    clearTyped()
    clearTried()
    notDone.value = null
    earlierWrong.value = null
  }

  /** What it takes to read a typed time comes with the field for it, not with the page. */
  async function readEarlier(): Promise<Earlier | null> {
    if (!saysEarlier(typed.value)) return null
    const { earlierAt } = await import('./earlier.ts')
    return earlierAt(typed.value.earlierTime, typed.value.earlierDay, clock.read(), centre.zone)
  }

  async function save(): Promise<boolean> {
    if (isSaving.value) return false
    isSaving.value = true
    const { visitId } = tried.value
    const earlier = await readEarlier().catch(() => 'notRead' as const)
    if (earlier === 'notRead') {
      // Only without a network and before the page had time to fetch it: the same as not sent.
      isSaving.value = false
      notDone.value = { ok: false, kind: 'unavailable', isOffline: true, retryAfter: null }
      return false
    }
    const made = arrival(typed.value, visitId, earlier)
    isSaving.value = made.ok
    earlierWrong.value = made.ok ? null : made.why
    if (!made.ok) return false
    const body = JSON.stringify(made.input)
    // The moment of the first press is when they arrived, however often it has to be sent.
    if (tried.value.body !== body) tried.value = { visitId, body, key: `${clock.read()}.${newKey()}` }
    const [at, key] = tried.value.key.split('.') as [string, string]
    const input: Sent<'visit.arrive'> = { ...made.input, occurredAt: Number(at) }

    notDone.value = null
    const answer = await call('visit.arrive', input, { key })
    isSaving.value = false
    if (!answer.ok) {
      notDone.value = answer
      announce(troubleSentence(answer), 'walkIn')
      return false
    }
    const name = typed.value.known || typed.value.label.trim() || softly.value
    saved.value = { visitId, name, at: made.input.arrivedAt ?? Number(at), state: 'in' }
    announce(t('desk.saved.said', { name }), 'walkIn')
    clear()
    return true
  }

  async function undo(): Promise<void> {
    const last = saved.value
    if (!last || isUndoing.value) return
    isUndoing.value = true
    const answer = await call(last.state === 'in' ? 'visit.retract' : 'visit.reopen', {
      visitId: last.visitId,
    })
    isUndoing.value = false
    if (!answer.ok) {
      notDone.value = answer
      announce(troubleSentence(answer), 'walkIn')
      return
    }
    saved.value = { ...last, state: last.state === 'in' ? 'undone' : 'in' }
    announce(t(last.state === 'in' ? 'desk.saved.undone' : 'desk.saved.said', { name: last.name }), 'walkIn')
  }

  const visitId = computed(() => tried.value.visitId)
  /** Their name as the boards have it, which for a soft one is the server's to say. */
  const savedAs = computed(
    () => saved.value && { ...saved.value, name: live.card(saved.value.visitId)?.label ?? saved.value.name },
  )
  return {
    typed,
    visitId,
    softly,
    saved: savedAs,
    isSaving,
    isUndoing,
    notDone,
    earlierWrong,
    save,
    undo,
    clear,
  }
}
