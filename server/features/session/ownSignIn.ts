/** How somebody signs in, as they themselves and the administrator may see it. Never a secret, a code or a hash. */
import { and, asc, count, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { agency } from '../../../db/schema/centre.ts'
import {
  authenticator,
  invitation,
  passkey,
  recoveryCode,
  signInLink,
  signInProvider,
} from '../../../db/schema/signIn.ts'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { accountById } from './accountRows.ts'
import { providersOn } from './agencySignIn.ts'
import { hasPassword } from './password.ts'
import { leastLength } from './passwordRules.ts'

const app = statement((db) =>
  db
    .select({ addedAt: authenticator.confirmedAt })
    .from(authenticator)
    .where(and(eq(authenticator.accountId, ph('accountId')), isNotNull(authenticator.confirmedAt))),
)
const codesLeft = statement((db) =>
  db
    .select({ n: count() })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.accountId, ph('accountId')), isNull(recoveryCode.usedAt))),
)
const passkeys = statement((db) =>
  db
    .select({
      passkeyId: passkey.id,
      name: passkey.name,
      addedAt: passkey.addedAt,
      usedAt: passkey.usedAt,
      credentialId: passkey.credentialId,
    })
    .from(passkey)
    .where(eq(passkey.accountId, ph('accountId')))
    .orderBy(asc(passkey.addedAt), asc(passkey.id)),
)
const agencies = statement((db) =>
  db
    .select({ name: signInProvider.name })
    .from(signInLink)
    .innerJoin(signInProvider, eq(signInProvider.id, signInLink.providerId))
    .where(and(eq(signInLink.staffId, ph('staffId')), isNull(signInProvider.offAt)))
    .orderBy(asc(signInProvider.name)),
)
const links = statement((db) =>
  db
    .select({
      invitationId: invitation.id,
      name: invitation.name,
      role: invitation.role,
      agency: agency.name,
      staffId: invitation.staffId,
      madeAt: invitation.madeAt,
      endsAt: invitation.endsAt,
    })
    .from(invitation)
    .innerJoin(agency, eq(agency.id, invitation.agencyId))
    .where(
      and(
        eq(invitation.centreId, ph('centreId')),
        isNull(invitation.usedAt),
        isNull(invitation.withdrawnAt),
        gt(invitation.endsAt, ph('now')),
      ),
    )
    .orderBy(desc(invitation.madeAt), desc(invitation.id)),
)
const providers = statement((db) =>
  db
    .select({
      providerId: signInProvider.id,
      name: signInProvider.name,
      issuer: signInProvider.issuer,
      clientId: signInProvider.clientId,
      claim: signInProvider.claim,
      offAt: signInProvider.offAt,
    })
    .from(signInProvider)
    .where(eq(signInProvider.centreId, ph('centreId')))
    .orderBy(asc(signInProvider.name)),
)
const linkedWorkers = statement((db) =>
  db
    .select({
      providerId: signInLink.providerId,
      staffId: staff.id,
      name: staff.name,
      value: signInLink.value,
    })
    .from(signInLink)
    .innerJoin(staff, eq(staff.id, signInLink.staffId))
    .where(eq(signInLink.centreId, ph('centreId')))
    .orderBy(asc(staff.name), asc(staff.id)),
)

export const ownSignInQueries = {
  async 'session.passkeyChallenge'(_read, ask) {
    return { options: { ...(await ask.passkeys.toSignIn()) } }
  },

  async 'account.passkeyChallenge'(read, { asker, passkeys: library }) {
    const { accountId, name } = asker
    const [own] = await accountById(read, { accountId })
    const known = (await passkeys(read, { accountId })).map((one) => one.credentialId)
    const who = { about: accountId, username: own?.username ?? name, name, known }
    return { options: { ...(await library.toMake(who)) } }
  },

  async 'account.own'(read, ask) {
    const { accountId, staffId } = ask.asker
    const [own] = await accountById(read, { accountId })
    if (!own) return ask.missing()
    const [added] = await app(read, { accountId })
    const [left] = await codesLeft(read, { accountId })
    return {
      username: own.username,
      hasPassword: hasPassword(own.passwordHash),
      leastLength,
      authenticator: added?.addedAt ? { addedAt: added.addedAt, codesLeft: left?.n ?? 0 } : null,
      passkeys: (await passkeys(read, { accountId })).map(({ passkeyId, name, addedAt, usedAt }) => ({
        passkeyId,
        name,
        addedAt,
        usedAt,
      })),
      agencies: (await agencies(read, { staffId })).map((one) => one.name),
    }
  },

  async 'account.links'(read, { centreId, now }) {
    return { links: await links(read, { centreId, now }) }
  },

  async 'signIn.ways'(read, { centreId }) {
    return { providers: await providersOn(read, { centreId }) }
  },

  async signInProviders(read, { centreId }) {
    const all = await linkedWorkers(read, { centreId })
    const found = await providers(read, { centreId })
    return {
      providers: found.map((one) => ({
        ...one,
        links: all
          .filter((link) => link.providerId === one.providerId)
          .map(({ staffId, name, value }) => ({ staffId, name, value })),
      })),
    }
  },
} satisfies Partial<QueryHandlers>
