/**
 * Saving walk-ins. A press takes what was typed out of the form at once, so that the next name can be typed while it
 * is on its way; what wasn't saved comes back. A press that may have counted is sent again with the same key and the
 * same visit, so nobody is logged twice.
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
import { fieldSentence, troubleSentence } from '../api/refusal.ts'
import { useDraft } from '../api/useDraft.ts'
import { announce } from '../ui/announce.ts'
import type { Earlier, NotAMoment } from './earlier.ts'
import { useSaved, type Saved } from './useSaved.ts'
import { arrival, emptyWalkIn, isBlank, saysEarlier, type WalkIn } from './walkIn.ts'

/** The walk-in in the form: its visit's id from the start, its key once it has been sent. */
interface Tried {
  visitId: string
  key: string
  /** What was sent, as text: another body is another press. */
  body: string
}

/** A walk-in outside the form: on its way, not saved, or begun and put by. Kept as the form is. */
export interface Aside extends Tried {
  name: string
  typed: WalkIn
  isSending: boolean
  notDone: NotDone | null
}

export function useWalkIn(): {
  typed: Ref<WalkIn>
  /** The visit this walk-in will be: another one after each press. */
  visitId: Readonly<Ref<string>>
  /** What they'll be called while nobody has given a name: the server's own rule, so the same word. */
  softly: Readonly<Ref<string>>
  /** Those outside the form, the oldest first. */
  aside: Readonly<Ref<readonly Aside[]>>
  /** A press on its way and nothing typed since: another press would log somebody who isn't there. */
  isSaving: Readonly<Ref<boolean>>
  /** Why the walk-in in the form isn't saved. */
  notDone: Readonly<Ref<NotDone | null>>
  /** What is wrong with an answer, by its field. */
  errors: Readonly<Ref<Readonly<Record<string, string>>>>
  /** What is wrong with the time typed under "Arrived earlier?". */
  earlierWrong: Readonly<Ref<NotAMoment | null>>
  /** Something was cleared and can be put back. */
  canUnclear: Readonly<Ref<boolean>>
  line: ReturnType<typeof useSaved>
  /** Whether it has left the form. How it ended, the page hears in `line.saved` and `notDone`. */
  save(): Promise<boolean>
  /** Sends one that is outside the form again, the same press. */
  again(visitId: string): void
  /** Puts one back into the form; what is there is put by. */
  bringBack(visitId: string): void
  /** It is in already: what is typed belongs to that visit, or to somebody new. */
  addToTheirs(): Promise<void>
  asSomebodyNew(): Promise<boolean>
  clear(): void
  unclear(): void
} {
  const live = useLiveBoard()
  const centre = useCentre()
  const { t } = useI18n()
  const { draft: typed, clear: clearTyped } = useDraft('walkIn', emptyWalkIn)
  const freshTry = (): Tried => ({ visitId: newId(), key: '', body: '' })
  const { draft: tried, clear: clearTried } = useDraft('walkIn.tried', freshTry)
  const { draft: kept } = useDraft('walkIn.aside', () => ({ all: [] as Aside[] }))
  const notDone = shallowRef<NotDone | null>(null)
  const earlierWrong = shallowRef<NotAMoment | null>(null)
  const cleared = shallowRef<Aside | null>(null)
  const isReading = shallowRef(false)
  const line = useSaved()

  const softly = computed(() => {
    const word = centre.facts?.word ?? 'person'
    const lead = softLabel(word, '')
    const taken = new Set(live.cards.map((card) => card.label.replace(`${lead}, `, '')))
    return softLabel(word, softName(tried.value.visitId, taken))
  })
  const isSaving = computed(
    () => isReading.value || (isBlank(typed.value) && kept.value.all.some((one) => one.isSending)),
  )
  const errors = computed(() => {
    const found: Record<string, string> = {}
    if (notDone.value?.kind !== 'invalid') return found
    for (const issue of notDone.value.issues) found[issue.path.split('.')[0] ?? ''] ??= fieldSentence(issue)
    return found
  })

  /** What the form holds, as one outside it. */
  const inForm = (): Aside => ({
    ...tried.value,
    name: typed.value.known || typed.value.label.trim() || softly.value,
    typed: typed.value,
    isSending: false,
    notDone: notDone.value,
  })
  function emptyForm(): void {
    clearTyped()
    clearTried()
    notDone.value = null
    earlierWrong.value = null
  }
  function fillForm(one: Aside): void {
    typed.value = one.typed
    tried.value = { visitId: one.visitId, key: one.key, body: one.body }
    notDone.value = one.notDone
    earlierWrong.value = null
  }
  function takeOut(visitId: string): Aside | undefined {
    const one = kept.value.all.find((other) => other.visitId === visitId)
    kept.value.all = kept.value.all.filter((other) => other !== one)
    return one
  }

  /** What it takes to read a typed time comes with the field for it, not with the page. */
  async function readEarlier(): Promise<Earlier | null> {
    if (!saysEarlier(typed.value)) return null
    const { earlierAt } = await import('./earlier.ts')
    return earlierAt(typed.value.earlierTime, typed.value.earlierDay, clock.read(), centre.zone)
  }

  /** What would be sent for the form; null where it can't be yet, and why is said. */
  async function made(): Promise<Sent<'visit.arrive'> | null> {
    isReading.value = true
    const earlier = await readEarlier().catch(() => 'notRead' as const)
    isReading.value = false
    if (earlier === 'notRead') {
      // Only without a network and before the page had time to fetch it: the same as not sent.
      notDone.value = { ok: false, kind: 'unavailable', isOffline: true, retryAfter: null }
      return null
    }
    const arrived = arrival(typed.value, tried.value.visitId, earlier)
    earlierWrong.value = arrived.ok ? null : arrived.why
    return arrived.ok ? arrived.input : null
  }

  async function save(): Promise<boolean> {
    if (isSaving.value) return false
    const input = await made()
    if (!input) return false
    const body = JSON.stringify(input)
    // The moment of the first press is when they arrived, however often it has to be sent.
    if (tried.value.body !== body) tried.value = { ...tried.value, body, key: `${clock.read()}.${newKey()}` }
    const one: Aside = { ...inForm(), isSending: true, notDone: null }
    kept.value.all.push(one)
    cleared.value = null
    emptyForm()
    void send(one)
    return true
  }

  async function send({ visitId, key: pressed, body, name }: Aside): Promise<void> {
    const [moment, key] = pressed.split('.') as [string, string]
    const input = JSON.parse(body) as Sent<'visit.arrive'>
    const answer = await call('visit.arrive', { ...input, occurredAt: Number(moment) }, { key, label: name })
    if (answer.ok) {
      takeOut(visitId)
      isIn({ visitId, name, at: input.arrivedAt ?? Number(moment), state: 'in' }, answer.isWaiting)
      return
    }
    announce(`${t('desk.trouble.of', { name })} ${troubleSentence(answer)}`, visitId)
    kept.value.all = kept.value.all.map((one) =>
      one.visitId === visitId ? { ...one, isSending: false, notDone: answer } : one,
    )
    // Somebody of whom nothing was typed has nothing to bring back: their line offers to try again.
    const isWorthIt = kept.value.all.some((one) => one.visitId === visitId && !isBlank(one.typed))
    if (isWorthIt && isBlank(typed.value)) bringBack(visitId)
  }
  function isIn(saved: Saved, isWaiting = false): void {
    line.keep(saved)
    announce(t(isWaiting ? 'common.waits' : 'desk.saved.said', { name: saved.name }), 'walkIn')
    const putBy = kept.value.all.find((one) => !one.isSending && !one.notDone)
    if (putBy && isBlank(typed.value)) bringBack(putBy.visitId)
  }

  function again(visitId: string): void {
    const one = kept.value.all.find((other) => other.visitId === visitId)
    if (!one || one.isSending) return
    one.isSending = true
    one.notDone = null
    void send(one)
  }
  function bringBack(visitId: string): void {
    const one = takeOut(visitId)
    if (!one) return
    if (!isBlank(typed.value)) kept.value.all.push(inForm())
    fillForm(one)
  }
  // The page was closed with these on their way: the same presses again count once.
  for (const one of kept.value.all) if (one.isSending) void send(one)

  async function addToTheirs(): Promise<void> {
    const input = await made()
    if (!input) return
    isReading.value = true
    const { visitId, name } = inForm()
    const answer = await import('./addToVisit.ts').then(
      ({ addToVisit }) => addToVisit(input),
      () => ({ ok: false, kind: 'unavailable', isOffline: true, retryAfter: null }) as const,
    )
    isReading.value = false
    if (tried.value.visitId !== visitId) return
    notDone.value = answer.ok ? null : answer
    if (!answer.ok) return announce(troubleSentence(answer), 'walkIn')
    emptyForm()
    isIn({ visitId, name, at: live.card(visitId)?.arrivedAt ?? clock.read(), state: 'in' }, answer.isWaiting)
  }
  function asSomebodyNew(): Promise<boolean> {
    tried.value = freshTry()
    return save()
  }

  function clear(): void {
    cleared.value = inForm()
    emptyForm()
  }
  function unclear(): void {
    if (cleared.value) fillForm(cleared.value)
    cleared.value = null
  }

  return {
    typed,
    visitId: computed(() => tried.value.visitId),
    softly,
    aside: computed(() => kept.value.all),
    isSaving,
    notDone,
    errors,
    earlierWrong,
    canUnclear: computed(() => cleared.value !== null && isBlank(typed.value)),
    line,
    save,
    again,
    bringBack,
    addToTheirs,
    asSomebodyNew,
    clear,
    unclear,
  }
}
