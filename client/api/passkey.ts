/* Why: a passkey is asked for where somebody signs in and where a covered screen is opened. */
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser'
import { ask } from './ask.ts'
import { call } from './call.ts'
import { troubleSentence } from './refusal.ts'

/** Whether this browser knows what a passkey is. */
export const hasPasskeys = browserSupportsWebAuthn

/**
 * Asks for a passkey and shows it to the server. Gives '' once that was done, else why it wasn't, in words; `stopped` is
 * what is said where somebody broke it off or has none.
 */
export async function showPasskey(
  name: 'session.signInByPasskey' | 'session.unlock',
  stopped: string,
): Promise<string> {
  const asked = await ask('session.passkeyChallenge', {})
  if (!asked.ok) return troubleSentence(asked)
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']
  // The server's library made them for the browser's; the contract lets them through as they are.
  const optionsJSON = asked.value.options as unknown as Options
  const passkey = await startAuthentication({ optionsJSON }).catch(() => null)
  if (!passkey) return stopped
  const answer = await call(name, { passkey: JSON.parse(JSON.stringify(passkey)) })
  return answer.ok ? '' : troubleSentence(answer)
}
