/* Why: one press of a form: what is sent, what came of it under the fields, and a word that it was done. */
import { shallowRef, type ShallowRef } from 'vue'
import type { CommandName, Output, Sent } from '../../shared/contract/index.ts'
import type { NotDone } from '../api/call.ts'
import { onePress } from '../api/onePress.ts'
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
  const press = onePress(name)

  async function save(input: Sent<K>): Promise<Output<K> | null> {
    if (isBusy.value) return null
    isBusy.value = true
    form.clear()
    const answer = await press(input)
    isBusy.value = false
    if (answer.ok) {
      if (said) announce(say(said))
      return answer.value
    }
    // Facts are typed per command; a form reads what all of them have.
    form.take(answer as NotDone)
    return null
  }
  return { form, isBusy, save }
}
