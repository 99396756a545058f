/**
 * The one place that knows WebAuthn's library. A passkey belongs to this centre's address and asks whoever holds
 * it for a finger, a face or a PIN: so it is two proofs at once, and no code is asked after it.
 */
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { NewPasskey, Spent } from '../../commands/beside.ts'
import type { Keys } from '../../keys.ts'
import { challengeLasts, makeChallenge, readChallenge } from './challenge.ts'

/** What came from a browser, in WebAuthn's own JSON; looked at by the library alone. */
export interface PasskeyAnswer {
  id: string
  response: Record<string, unknown>
}
interface Known {
  credentialId: string
  publicKey: string
  counter: number
}

export interface Passkeys {
  /** Options for making one. `about`: the account or invitation it is for. */
  toMake(who: { about: string; username: string; name: string; known: string[] }): Promise<object>
  toSignIn(): Promise<object>
  /** Null: not made here, not for this, or not now. */
  made(about: string, answer: PasskeyAnswer): Promise<NewPasskey | null>
  used(known: Known, answer: PasskeyAnswer): Promise<{ counter: number; challenge: Spent } | null>
}

/** `origin` undefined: this machine alone, whatever the port. `now` is the real clock, UTC ms. */
export function createPasskeys(parts: {
  keys: Keys
  origin: string | undefined
  now: () => number
  centreName: () => Promise<string>
}): Passkeys {
  const { keys, origin, now, centreName } = parts
  const rpID = origin === undefined ? 'localhost' : new URL(origin).hostname

  /** The address the browser says it is at, if that is ours. */
  function expectedOrigin(answer: PasskeyAnswer): string {
    if (origin !== undefined) return origin
    const said = saidIn(answer).origin
    return URL.canParse(said) && new URL(said).hostname === 'localhost' ? said : 'http://localhost'
  }

  return {
    async toMake({ about, username, name, known }) {
      return await generateRegistrationOptions({
        rpName: await centreName(),
        rpID,
        userName: username,
        userDisplayName: name,
        userID: new TextEncoder().encode(about),
        challenge: makeChallenge(keys, about, now()),
        timeout: challengeLasts,
        attestationType: 'none',
        excludeCredentials: known.map((id) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
    },
    async toSignIn() {
      const challenge = makeChallenge(keys, '', now())
      return await generateAuthenticationOptions({
        rpID,
        challenge,
        timeout: challengeLasts,
        userVerification: 'required',
      })
    },
    async made(about, answer) {
      const challenge = readChallenge(keys, saidIn(answer).challenge, about, now())
      if (!challenge) return null
      const verified = await quietly(() =>
        verifyRegistrationResponse({
          response: answer as unknown as RegistrationResponseJSON, // the library is what looks at it
          expectedChallenge: saidIn(answer).challenge,
          expectedOrigin: expectedOrigin(answer),
          expectedRPID: rpID,
        }),
      )
      if (!verified?.verified) return null
      const { id, publicKey, counter, transports } = verified.registrationInfo.credential
      return {
        credentialId: id,
        publicKey: Buffer.from(publicKey).toString('base64url'),
        counter,
        transports: transports ?? [],
        challenge,
      }
    },
    async used({ credentialId, publicKey, counter }, answer) {
      const challenge = readChallenge(keys, saidIn(answer).challenge, '', now())
      if (!challenge) return null
      const verified = await quietly(() =>
        verifyAuthenticationResponse({
          response: answer as unknown as AuthenticationResponseJSON, // the library is what looks at it
          expectedChallenge: saidIn(answer).challenge,
          expectedOrigin: expectedOrigin(answer),
          expectedRPID: rpID,
          credential: {
            id: credentialId,
            publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
            counter,
          },
        }),
      )
      return verified?.verified ? { counter: verified.authenticationInfo.newCounter, challenge } : null
    },
  }
}

/** The library throws for whatever isn't a passkey's answer, with what was sent in its words: that is a no. */
async function quietly<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch {
    return null
  }
}

/** What the browser says it was asked, and where; nothing is believed of it until the library has. */
function saidIn(answer: PasskeyAnswer): { challenge: string; origin: string } {
  const nothing = { challenge: '', origin: '' }
  const { clientDataJSON } = answer.response
  if (typeof clientDataJSON !== 'string') return nothing
  try {
    const said: unknown = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8'))
    if (typeof said !== 'object' || said === null) return nothing
    const { challenge, origin } = said as Record<string, unknown>
    return typeof challenge === 'string' && typeof origin === 'string' ? { challenge, origin } : nothing
  } catch {
    return nothing
  }
}
