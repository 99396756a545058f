/* Why: a press that got no answer may have been done. Pressed again as it was it goes under the same key, so that it is
   done once; a press that was answered, or is another by what it says, is a new one. */
import type { CommandName, Sent } from '../../shared/contract/index.ts'
import { call, newKey, type Result } from './call.ts'

/** Sends one command, press by press. */
export function onePress<K extends CommandName>(name: K): (input: Sent<K>) => Promise<Result<K>> {
  let unanswered = { key: '', body: '' }
  return async (input) => {
    const body = JSON.stringify(input)
    const key = unanswered.body === body ? unanswered.key : newKey()
    unanswered = { key: '', body: '' }
    const answer = await call(name, input, { key })
    if (!answer.ok && answer.kind === 'unavailable') unanswered = { key, body }
    return answer
  }
}
