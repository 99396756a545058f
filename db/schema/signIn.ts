/**
 * What somebody proves who they are with, besides the password of their account: links, authenticator apps,
 * passkeys, their agency's own sign-in, and a code or a night pass from whoever leads the shift. Holds no secret
 * that could be used as it stands: links and codes are digests, what must be read again is sealed (server/keys.ts).
 */
import type { Role } from '../../shared/contract/role.ts'
import { index, int, json, table, text, time, uniqueIndex } from '../portable.ts'

/** A link to a sign-in: for somebody new, or (with `staffId`) another password for who works here. */
export const invitation = table(
  'invitation',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    /** Of the link's token, which is shown once and kept nowhere. */
    tokenDigest: text().notNull().unique(),
    staffId: text(),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    agencyId: text().notNull(),
    madeAt: time().notNull(),
    madeBy: text().notNull(),
    endsAt: time().notNull(),
    usedAt: time(),
    withdrawnAt: time(),
  },
  (t) => [index('invitation_centre').on(t.centreId)],
)

/** An account's authenticator app. Until it is confirmed it asks for nothing. */
export const authenticator = table('authenticator', {
  accountId: text().primaryKey(),
  /** The app's secret, sealed. */
  sealed: text().notNull(),
  madeAt: time().notNull(),
  confirmedAt: time(),
  /** The half minute of the last code that was used: it and those before it are used up. */
  lastStep: int().notNull(),
})

/** Codes for whoever has lost the app: each works once. */
export const recoveryCode = table(
  'recovery_code',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    digest: text().notNull(),
    usedAt: time(),
  },
  (t) => [index('recovery_code_account').on(t.accountId)],
)

/** A key in somebody's phone, computer or token, and what it is called. */
export const passkey = table(
  'passkey',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    /** The authenticator's own name for it, base64url. */
    credentialId: text().notNull().unique(),
    publicKey: text().notNull(),
    /** How often it was used, by its own count; some never count. */
    counter: time().notNull(),
    transports: json<string[]>().notNull(),
    name: text().notNull(),
    addedAt: time().notNull(),
    usedAt: time(),
  },
  (t) => [index('passkey_account').on(t.accountId)],
)

/** Digests of proofs that stand for a few minutes and were used: none works twice. */
export const spentProof = table('spent_proof', {
  digest: text().primaryKey(),
  endsAt: time().notNull(),
})

/** A code by which whoever leads the shift lets a colleague in. */
export const letIn = table(
  'let_in',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    staffId: text().notNull(),
    byStaffId: text().notNull(),
    digest: text().notNull(),
    madeAt: time().notNull(),
    endsAt: time().notNull(),
    usedAt: time(),
  },
  (t) => [index('let_in_staff').on(t.staffId)],
)

/** Somebody without an account, let in for one shift: their worker's row ends with it. */
export const nightPass = table(
  'night_pass',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    staffId: text().notNull(),
    byStaffId: text().notNull(),
    /** Of the code that was shown last. */
    digest: text().notNull().unique(),
    givenAt: time().notNull(),
    endsAt: time().notNull(),
    /** When that code was used. */
    usedAt: time(),
    withdrawnAt: time(),
  },
  (t) => [index('night_pass_staff').on(t.staffId), index('night_pass_centre').on(t.centreId, t.endsAt)],
)

/** An agency's own sign-in (OpenID Connect), as an administrator set it up. */
export const signInProvider = table(
  'sign_in_provider',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    name: text().notNull(),
    issuer: text().notNull(),
    clientId: text().notNull(),
    /** What this centre proves itself with at the provider, sealed. */
    sealed: text().notNull(),
    /** Which of the provider's claims says who somebody is. */
    claim: text().notNull(),
    addedAt: time().notNull(),
    offAt: time(),
  },
  (t) => [index('sign_in_provider_centre').on(t.centreId)],
)

/** Whom a provider means by a claim's value: an account that is here already. */
export const signInLink = table(
  'sign_in_link',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    providerId: text().notNull(),
    staffId: text().notNull(),
    value: text().notNull(),
    addedAt: time().notNull(),
  },
  (t) => [
    uniqueIndex('sign_in_link_value').on(t.providerId, t.value),
    index('sign_in_link_staff').on(t.staffId),
  ],
)
