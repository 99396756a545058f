/* Why: one press of a form: what is sent, what came of it under the fields, and one key for a press that got no
   answer, so that it isn't done twice. A press that was refused is a new one when it is tried again. */
import { shallowRef, type ShallowRef } from 'vue'
import type { CommandName, Output, Sent } from '../../shared/contract/index.ts'
import { call, newKey, type NotDone } from '../api/call.ts'
import { type Form, useForm } from '../api/useForm.ts'
import { say } from '../i18n/i18n.ts'
import { announce } from './announce.ts'

export interface Press<K extends CommandName> {
  readonly form: Omit<Form<never>, 'check'>
  readonly isBusy: Readonly<ShallowRef<boolean>>
  /** Sends it; null where it wasn't done, with the reason in `form`. */
  save(input: Sent<K>): Promise<Output<K> | null>
}

/** `said`: the message that a screen reader hears when it is done, '' where something else says it; `ids`: the element
    of each field; `words`: as `useForm` has them. */
export function usePress<K extends CommandName>(
  name: K,
  {
    ids = {},
    words = {},
    said = 'common.saved',
  }: { ids?: Record<string, string>; words?: Record<string, string>; said?: string } = {},
): Press<K> {
  const form = useForm(null, { ids, words })
  const isBusy = shallowRef(false)
  let unanswered = { key: '', body: '' }

  async function save(input: Sent<K>): Promise<Output<K> | null> {
    if (isBusy.value) return null
    const body = JSON.stringify(input)
    const key = unanswered.body === body ? unanswered.key : newKey()
    unanswered = { key: '', body: '' }
    isBusy.value = true
    form.clear()
    const answer = await call(name, input, { key })
    isBusy.value = false
    if (answer.ok) {
      if (said) announce(say(said))
      return answer.value
    }
    if (answer.kind === 'unavailable') unanswered = { key, body }
    // Facts are typed per command; a form reads what all of them have.
    form.take(answer as NotDone)
    return null
  }
  return { form, isBusy, save }
}
