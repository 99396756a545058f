/** What each handler is given beside its input: what was proven or made before the door (before.ts, server/http). */
import type { CommandName } from '../../shared/contract/index.ts'

/** Use of a proof that stands for a few minutes: it works once. */
export interface Spent {
  digest: string
  /** UTC ms. */
  endsAt: number
}
export interface NewPasskey {
  credentialId: string
  publicKey: string
  counter: number
  transports: string[]
  challenge: Spent
}

/** A passkey that was shown: its answer works once. */
export interface UsedPasskey {
  passkeyId: string
  counter: number
  challenge: Spent
}

/** How a session can be begun: kept with it. */
export type How =
  'password' | 'authenticator' | 'recoveryCode' | 'passkey' | 'letIn' | 'pass' | 'pin' | 'agency' | 'link'

/** What each handler is given beside its input. */
export interface Beside {
  /** Undefined: by the password alone. */
  'session.signIn': { how: How } | undefined
  'session.secondStep': { step: number } | { recoveryCodeId: string }
  'session.signInByPasskey': UsedPasskey
  /** Undefined: by PIN or password. */
  'session.unlock': UsedPasskey | undefined
  'session.signInByCode': { letInId: string }
  'session.signInByPass': { passId: string; digest: string }
  'pass.give': { digest: string }
  'pass.makeCode': { digest: string }
  'session.letIn': { staffId: string; digest: string }
  'session.changePassword': { passwordHash: string }
  'account.invite': { tokenDigest: string }
  'account.makePasswordLink': { tokenDigest: string }
  'invitation.look': { invitationId: string }
  'invitation.take': { invitationId: string; passwordHash: string | null; passkey: NewPasskey | null }
  'secondFactor.begin': { sealed: string }
  'secondFactor.confirm': { step: number; digests: string[] }
  'secondFactor.makeCodes': { digests: string[] }
  'passkey.add': NewPasskey
  'signInProvider.add': { sealed: string }
  'signInProvider.change': { sealed: string | null }
}
export type BesideOf<K extends CommandName> = K extends keyof Beside ? Beside[K] : undefined
