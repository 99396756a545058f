/* Why: one visit as its page holds it: asked for when the page opens and again whenever the live card says that it
   changed. What is done here is sent once a press; one thing going on keeps no other from being done. */
import {
  computed,
  inject,
  onScopeDispose,
  shallowReactive,
  shallowRef,
  watch,
  type ComputedRef,
  type InjectionKey,
  type ShallowRef,
} from 'vue'
import { useI18n } from '../i18n/i18n.ts'
import type { Card } from '../../shared/contract/board.ts'
import type { Answer, CommandName, Sent } from '../../shared/contract/index.ts'
import { team } from '../../shared/contract/roleGroups.ts'
import { doing } from '../../shared/domain/doing.ts'
import { ask } from '../api/ask.ts'
import { call, newKey, type NotDone } from '../api/call.ts'
import { clock } from '../api/clock.ts'
import { useLiveBoard } from '../api/liveBoard.ts'
import { troubleSentence } from '../api/refusal.ts'
import { useSession } from '../api/session.ts'
import { waits } from '../api/waiting.ts'

/** `isWaiting`: kept here, and sent by itself when the server can be reached. */
interface Done {
  ok: true
  isWaiting?: boolean
}

export interface VisitContext {
  visit: Readonly<ShallowRef<Answer<'visit'> | null>>
  /** The live card where there is one, else as it came with the visit. */
  card: ComputedRef<Answer<'visit'>['card'] | null>
  doing: ComputedRef<ReturnType<typeof doing> | null>
  me: ComputedRef<Answer<'session'> | null>
  isMine: ComputedRef<boolean>
  isLead: ComputedRef<boolean>
  /** May hand over, join to a person and write notes: volunteers don't. */
  isTeam: ComputedRef<boolean>
  isOld: ComputedRef<boolean>
  /** Why it couldn't be shown, in words; '' while it can. */
  missing: Readonly<ShallowRef<string>>
  /** UTC ms of the story that is shown, where it couldn't be fetched again since; null while it is fresh. */
  storyAsOf: Readonly<ShallowRef<number | null>>
  isBusy(name: CommandName): boolean
  /** Sends a press. 'busy': the same command is on its way already, and this one was not sent. */
  send<K extends CommandName>(name: K, input: Sent<K>): Promise<Done | NotDone | 'busy'>
  load(): Promise<void>
}

export const visitKey: InjectionKey<VisitContext> = Symbol('visit')
export function useVisitContext(): VisitContext {
  const context = inject(visitKey)
  if (!context) throw new Error('this stands outside a visit')
  return context
}

export function useVisit(visitId: string): VisitContext {
  const live = useLiveBoard()
  const session = useSession()
  const { t } = useI18n()
  const visit = shallowRef<Answer<'visit'> | null>(null)
  const missing = shallowRef('')
  const storyAsOf = shallowRef<number | null>(null)
  let loadedAt = 0
  const going = shallowReactive(new Set<CommandName>())
  /** Presses of which nobody knows whether they were saved, by command. */
  const unsure = new Map<CommandName, { body: string; key: string }>()
  let latest = 0
  const stopping = new AbortController()
  onScopeDispose(() => stopping.abort())

  async function load(): Promise<void> {
    const mine = ++latest
    const askedAt = clock.read()
    const answer = await ask('visit', { visitId }, { signal: stopping.signal })
    // A slower answer to an older question must not take the place of a newer one.
    if (mine !== latest || stopping.signal.aborted) return
    if (answer.ok) {
      visit.value = answer.value
      missing.value = ''
      loadedAt = askedAt
      storyAsOf.value = null
    } else if (visit.value) storyAsOf.value = loadedAt
    else missing.value = answer.kind === 'notFound' ? t('visit.missing') : troubleSentence(answer)
  }

  const liveCard = computed(() => live.cards.find((one) => one.id === visitId))
  const card = computed(() => {
    const own = visit.value?.card
    const onBoard = liveCard.value
    if (!onBoard || !own) return onBoard ?? own ?? null
    // What was opened for a reason, or is one's own record, is on this page and on no board.
    return onBoard.blank && !own.blank ? { ...onBoard, ...told(own) } : onBoard
  })
  // Its card came again, also one of the same version: a choice about the person is none of the visit's own. Or the
  // line is back, and what was called meanwhile went by.
  watch([liveCard, () => live.freshness.is === 'live'], ([, isLive]) => {
    if (isLive) void load()
  })
  // The server called (live.ts): what somebody chose, who belongs together, what there is to tell them.
  watch(
    () => session.me,
    (now) => {
      if (now) void load()
    },
  )
  // What was kept here has been sent: the story has it now.
  watch(
    () => waits(visitId),
    (still) => {
      if (!still) void load()
    },
  )
  void load()

  async function send<K extends CommandName>(name: K, input: Sent<K>): Promise<Done | NotDone | 'busy'> {
    if (going.has(name)) return 'busy'
    going.add(name)
    const body = JSON.stringify(input)
    // The very same press after "we don't know whether it was saved" goes with the same key.
    const before = unsure.get(name)
    const key = before?.body === body ? before.key : newKey()
    // Two worlds meet: a refusal's facts are typed per command; here any of them becomes a sentence.
    const label = card.value?.label ?? ''
    const result = (await call(name, input, { key, label })) as Done | NotDone
    if (!result.ok && result.kind === 'unavailable') unsure.set(name, { body, key })
    else unsure.delete(name)
    if (result.ok && !result.isWaiting) await load()
    else if (!result.ok && result.kind === 'refused') void load()
    going.delete(name)
    return result
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
    storyAsOf,
    isBusy: (name) => going.has(name),
    send,
    load,
  }
}

/** What a choice can leave blank on a board. */
function told({
  label,
  isKnown,
  beenBefore,
  wants,
  wantsStaff,
  wantsNote,
  words,
  reasons,
  hasReasons,
}: Card) {
  const name = { label, isKnown, beenBefore }
  return { ...name, wants, wantsStaff, wantsNote, words, reasons, hasReasons, blank: undefined }
}
