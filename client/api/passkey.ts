/* Why: a passkey is asked for where somebody signs in and where a covered screen is opened. */
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser'
import type { Input } from '../../shared/contract/index.ts'
import { ask } from './ask.ts'
import { troubleSentence } from './refusal.ts'

type Passkey = Input<'session.signInByPasskey'>['passkey']

/** Whether this browser knows what a passkey is. */
export const hasPasskeys = browserSupportsWebAuthn

/** A sentence: it couldn't be asked for. Null: whoever was asked stopped it, or has none. */
export async function askPasskey(): Promise<Passkey | string | null> {
  const asked = await ask('session.passkeyChallenge', {})
  if (!asked.ok) return troubleSentence(asked)
  type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']
  // The server's library made them for the browser's; the contract lets them through as they are.
  const optionsJSON = asked.value.options as unknown as Options
  const passkey = await startAuthentication({ optionsJSON }).catch(() => null)
  return passkey && (JSON.parse(JSON.stringify(passkey)) as Passkey)
}
