/* Why: what the server says about a password that can't be chosen, as sentences; they travel with the pages on
   which one is chosen, not with every first load. */
import type { NotDone } from '../api/call.ts'
import { canSay, say } from '../i18n/i18n.ts'

/** The sentence about the password, or null where the trouble is another. Needs the words of 'choosing'. */
export function passwordSentence(answer: NotDone, leastLength: number): string | null {
  if (answer.kind !== 'invalid') return null
  const issue = answer.issues.find((one) => one.path === 'password')
  const key = `choosing.${issue?.message ?? ''}`
  return issue && canSay(key) ? say(key, { n: leastLength }) : null
}
