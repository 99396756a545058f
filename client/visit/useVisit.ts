/* Why: one visit as its page holds it: asked for when the page opens and again whenever the live card says that it
   changed. What is done here is sent once a press; what went wrong is said where it was pressed. */
import {
  computed,
  inject,
  onScopeDispose,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue'
import { useI18n } from '../i18n/i18n.ts'
import type { Answer, CommandName, Sent } from '../../shared/contract/index.ts'
import { team } from '../../shared/contract/roleGroups.ts'
import { doing } from '../../shared/domain/doing.ts'
import { ask } from '../api/ask.ts'
import { call, newKey, type NotDone } from '../api/call.ts'
import { clock } from '../api/clock.ts'
import { useLiveBoard } from '../api/liveBoard.ts'
import { troubleSentence } from '../api/refusal.ts'
import { useSession } from '../api/session.ts'
import { announce } from '../ui/announce.ts'

export interface VisitContext {
  visit: Readonly<ShallowRef<Answer<'visit'> | null>>
  /** The live card where there is one, else as it came with the visit. */
  card: ComputedRef<Answer<'visit'>['card'] | null>
  doing: ComputedRef<ReturnType<typeof doing> | null>
  me: ComputedRef<{ staffId: string; name: string; role: string } | null>
  isMine: ComputedRef<boolean>
  isLead: ComputedRef<boolean>
  /** May hand over, join to a person and write notes: volunteers don't. */
  isTeam: ComputedRef<boolean>
  isOld: ComputedRef<boolean>
  /** Why it couldn't be shown, in words; '' while it can. */
  missing: Readonly<ShallowRef<string>>
  /** What a press ended in besides done, in words. */
  trouble: Readonly<ShallowRef<string>>
  busy: Readonly<ShallowRef<CommandName | null>>
  /** True when it was done. The same press sent again after a dead network counts once. */
  act<K extends CommandName>(name: K, input: Sent<K>, done?: string): Promise<boolean>
  load(): Promise<void>
  clearTrouble(): void
}

export const visitKey: InjectionKey<VisitContext> = Symbol('visit')
export function useVisitContext(): VisitContext {
  const context = inject(visitKey)
  if (!context) throw new Error('this stands outside a visit')
  return context
}

/** `label` in messages: the person's name, isolated. */
export function useVisit(visitId: string): VisitContext {
  const live = useLiveBoard()
  const session = useSession()
  const { t } = useI18n()
  const visit = shallowRef<Answer<'visit'> | null>(null)
  const missing = shallowRef('')
  const trouble = shallowRef('')
  const busy = shallowRef<CommandName | null>(null)
  let last: { name: string; body: string; key: string } | null = null
  let latest = 0
  const stopping = new AbortController()
  onScopeDispose(() => stopping.abort())

  async function load(): Promise<void> {
    const mine = ++latest
    const answer = await ask('visit', { visitId }, { signal: stopping.signal })
    // A slower answer to an older question must not take the place of a newer one.
    if (mine !== latest || stopping.signal.aborted) return
    if (answer.ok) {
      visit.value = answer.value
      missing.value = ''
    } else if (!visit.value) {
      missing.value = answer.kind === 'notFound' ? t('visit.missing') : troubleSentence(answer)
    }
  }

  const liveCard = computed(() => live.cards.find((one) => one.id === visitId))
  const card = computed(() => liveCard.value ?? visit.value?.card ?? null)
  watch(
    () => `${liveCard.value?.version ?? 'none'} ${live.isOld}`,
    () => {
      if (!live.isOld) void load()
    },
  )
  void load()

  async function act<K extends CommandName>(name: K, input: Sent<K>, done?: string): Promise<boolean> {
    if (busy.value) return false
    busy.value = name
    trouble.value = ''
    const body = JSON.stringify(input)
    // The very same press after "we don't know whether it was saved" goes with the same key.
    const key = last?.name === name && last.body === body ? last.key : newKey()
    last = { name, body, key }
    const result = await call(name, input, { key })
    busy.value = null
    if (result.ok) {
      last = null
      if (done) announce(done)
      await load()
      return true
    }
    // Two worlds meet: a refusal's facts are typed per command; here any of them becomes a sentence.
    const notDone = result as NotDone
    if (notDone.kind !== 'unavailable') last = null
    trouble.value = troubleSentence(notDone)
    announce(trouble.value)
    if (notDone.kind === 'refused') void load()
    return false
  }

  const me = computed(() => session.me)
  const mine = computed(() => card.value?.with.find((one) => one.staffId === me.value?.staffId))
  return {
    visit,
    card,
    doing: computed(() => (card.value ? doing(card.value, clock.now.value) : null)),
    me,
    isMine: computed(() => mine.value !== undefined),
    isLead: computed(() => mine.value?.lead ?? false),
    isTeam: computed(() => team.some((role) => role === me.value?.role)),
    isOld: computed(() => live.isOld),
    missing,
    trouble,
    busy,
    act,
    load,
    clearTrouble: () => (trouble.value = ''),
  }
}
