/* Why: what one part of the page does, and what came of it, said where it was pressed: a trouble of one act never
   stands in another's dialog. Every act that was done is told in a sentence. */
import { nextTick, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { CommandName, Sent } from '../../shared/contract/index.ts'
import { fieldSentence, troubleSentence } from '../api/refusal.ts'
import { didCount } from '../board/pressTruth.ts'
import { apart } from '../i18n/apart.ts'
import { canSay, useI18n } from '../i18n/i18n.ts'
import { announce } from '../ui/announce.ts'
import { useVisitContext } from './useVisit.ts'

export interface Acts {
  /** True when it was done. The same press sent again after a dead network counts once. */
  act<K extends CommandName>(name: K, input: Sent<K>): Promise<boolean>
  /** Somebody on this page has pressed it and it isn't answered yet. */
  isBusy(name: CommandName): boolean
  /** What the last press ended in besides done, in words; '' for nothing. It is announced already. */
  trouble: Readonly<ShallowRef<string>>
  /** Sentence by field, for a field's `error`. */
  errors: Readonly<ShallowRef<Readonly<Record<string, string>>>>
  /** Says what a field needs, under it, with the focus on it. */
  need(field: string, sentence: string): void
  clear(): void
}

/** `fields`: the id of the element of each field of a command that this part asks for. */
export function useActs(fields: Readonly<Record<string, string>> = {}): Acts {
  const { card, me, isOld, send, isBusy } = useVisitContext()
  const { t } = useI18n()
  const trouble = shallowRef('')
  const errors = shallowRef<Readonly<Record<string, string>>>({})

  /** A press that the line was lost under: the fresh picture says what became of it. */
  let unsure: CommandName | null = null
  watch(isOld, (old) => {
    if (old || !unsure || !card.value || !me.value) return
    const counted = didCount(unsure, card.value, me.value.staffId)
    const name = unsure
    unsure = null
    if (counted === false) return void told(t('visit.didNotCount'))
    if (counted === null) return
    trouble.value = ''
    announce(t(doneKey(name), { name: apart(card.value.label) }))
  })

  function clear(): void {
    unsure = null
    trouble.value = ''
    errors.value = {}
  }

  function told(sentence: string): false {
    trouble.value = sentence
    announce(sentence)
    return false
  }

  function need(field: string, sentence: string): void {
    errors.value = { ...errors.value, [field]: sentence }
    void nextTick(() => document.getElementById(fields[field] ?? '')?.focus())
  }

  return {
    isBusy,
    trouble,
    errors,
    need,
    clear,
    async act(name, input) {
      clear()
      const label = apart(card.value?.label ?? '')
      const ended = await send(name, input)
      if (ended === 'busy') return told(t('visit.oneMoment'))
      if (ended.ok) {
        announce(t(ended.isWaiting ? 'common.waits' : doneKey(name), { name: label }))
        return true
      }
      if (ended.kind === 'invalid') {
        const [first] = ended.issues
        const field = first?.path.split('.')[0] ?? ''
        if (first && field in fields) {
          need(field, fieldSentence(first))
          return false
        }
      }
      if (ended.kind === 'unavailable') unsure = name
      return told(troubleSentence(ended))
    },
  }
}

/** The sentence for a command that was done: what comes with the words about sharing has it among them. */
export function doneKey(name: CommandName): string {
  const [noun = '', verb = ''] = name.split('.')
  const done = noun === 'visit' ? verb : noun + verb.charAt(0).toUpperCase() + verb.slice(1)
  return canSay(`sharing.done.${done}`) ? `sharing.done.${done}` : `visit.done.${done}`
}

/**
 * For what is typed while it is being sent: call before sending, and what it gives once it was kept. Empties the
 * draft only where nobody has typed on meanwhile; false when somebody has.
 */
export function keptAsSent(draft: Ref<object>, clear: () => void): () => boolean {
  const sent = JSON.stringify(draft.value)
  return () => {
    if (JSON.stringify(draft.value) !== sent) return false
    clear()
    return true
  }
}
