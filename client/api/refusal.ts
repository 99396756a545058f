/* Why: every press that isn't done ends in a sentence: what happened and what to do next. Told apart by kind and
   state, never by the text of an error. */
import { canSay, say } from '../i18n/i18n.ts'
import { timeOrDay } from '../i18n/times.ts'
import type { NotDone } from './call.ts'
import { useCentre } from './centre.ts'
import { clock } from './clock.ts'
import type { Issue } from './http.ts'

/** The sentence for anything that `call` or `ask` ended in besides an answer. */
export function troubleSentence(answer: NotDone): string {
  switch (answer.kind) {
    case 'refused':
      return refusalSentence(answer.state, answer.facts)
    case 'invalid': {
      const first = answer.issues[0]
      return first
        ? say('errors.trouble.invalid', { what: fieldSentence(first) })
        : say('errors.trouble.invalidSomewhere')
    }
    case 'unavailable':
      return say(
        `errors.trouble.${answer.isOffline ? 'offline' : 'unavailable'}${answer.isAsking ? 'Asking' : ''}`,
      )
    case 'fault':
      return say('errors.trouble.fault', { id: answer.id ?? '–' })
    default:
      return say(`errors.trouble.${answer.kind}`)
  }
}

/** The sentence for a refusal of the contract; `facts` are those that came with it. */
export function refusalSentence(state: string, facts: Record<string, unknown>): string {
  const name = nameIn(facts)
  const key = `refusals.${state}`
  const hasOther = name === null && canSay(`${key}Nobody`)
  // Their words couldn't be fetched: what is there now says the rest.
  if (!hasOther && !canSay(key)) return say('errors.trouble.refused')
  return say(hasOther ? `${key}Nobody` : key, { name: name ?? '', time: timeIn(facts) })
}

/** The sentence for one thing wrong with a field. zod's own texts are keys here, never shown. */
export function fieldSentence(issue: Pick<Issue, 'message'> & { code?: string }): string {
  const ours =
    { too_big: 'tooLong', too_small: 'empty', invalid_format: 'other' }[issue.code ?? ''] ?? issue.message
  const key = `errors.field.${ours}`
  return say(canSay(key) ? key : 'errors.field.other')
}

function nameIn(facts: Record<string, unknown>): string | null {
  const who = facts.by ?? facts.lead
  return typeof who === 'object' && who !== null && 'name' in who ? String(who.name) : null
}

function timeIn(facts: Record<string, unknown>): string {
  const at = [facts.at, facts.since, facts.now, facts.oldest].find((one) => typeof one === 'number')
  return typeof at === 'number' ? timeOrDay(at, clock.read(), useCentre().zone) : ''
}
