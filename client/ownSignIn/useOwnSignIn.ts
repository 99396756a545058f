/* Why: what each section does with a press: one at a time, with the proof, and a sentence for how it ended. */
import { shallowRef } from 'vue'
import type { NotDone } from '../api/call.ts'
import { troubleSentence } from '../api/refusal.ts'
import { announce } from '../ui/announce.ts'

/** `done` is told after a press that was done, so that the page asks anew how one signs in. */
export function useOwnSignIn(done: () => void) {
  const proof = shallowRef('')
  const proofError = shallowRef('')
  const trouble = shallowRef('')
  const busy = shallowRef('')

  /** Null: another press is under way. `name` is what `busy` says meanwhile, `said` the sentence once it is done. */
  async function press<V>(
    name: string,
    send: () => Promise<{ ok: true; value: V } | NotDone>,
    said: string,
  ): Promise<{ ok: true; value: V } | NotDone | null> {
    if (busy.value) return null
    busy.value = name
    clear()
    const answer = await send()
    busy.value = ''
    if (answer.ok) {
      proof.value = ''
      if (said) announce(said)
      done()
    } else take(answer)
    return answer
  }

  function take(answer: NotDone): void {
    const sentence = troubleSentence(answer)
    if (answer.kind === 'refused' && answer.state === 'wrongPassword') {
      proofError.value = sentence
      announce(sentence)
    } else trouble.value = sentence
  }
  function clear(): void {
    trouble.value = ''
    proofError.value = ''
  }

  /** The proof as a command takes it: nothing where nothing was typed. */
  const proven = (): { currentPassword?: string } => (proof.value ? { currentPassword: proof.value } : {})
  return { proof, proofError, trouble, busy, press, proven, clear }
}
