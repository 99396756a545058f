/**
 * Who somebody says they are and whether it is so, for every way in but a password alone: looked at before any
 * door, used up inside it. Each gives the worker and what the handler is to use up, or null for every reason why
 * not.
 */
import { and, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import { agency } from '../../../db/schema/centre.ts'
import {
  authenticator,
  invitation,
  letIn,
  nightPass,
  passkey,
  recoveryCode,
  signInLink,
} from '../../../db/schema/signIn.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import { foldUsername } from '../../../shared/domain/username.ts'
import type { Beside } from '../../commands/beside.ts'
import { type Actor, Invalid, Refused } from '../../commands/handler.ts'
import { digestOfToken } from '../../keys.ts'
import { digestsOfCode, digestsOfPass, stepOf } from './authenticatorCodes.ts'
import { centreById } from './accountRows.ts'
import { chosenPassword, digestOfSpoken, type SignInParts } from './befores.ts'
import { isSame } from './challenge.ts'
import type { PasskeyAnswer } from './passkeyLibrary.ts'
import { leastLength } from './passwordRules.ts'
import { guessing } from './proving.ts'

interface Chosen {
  username?: string | undefined
  password?: string | undefined
  passkey?: PasskeyAnswer | undefined
}
export type Found = Omit<Actor, 'sessionId'>
/** How long somebody has for the code after the password, ms of the real clock. */
export const halfLasts = 5 * 60_000

const workers = () => ({
  accountId: account.id,
  staffId: staff.id,
  centreId: staff.centreId,
  name: staff.name,
  role: staff.role,
  agencyId: staff.agencyId,
  agency: agency.name,
})
const workerOf = statement((db) =>
  db
    .select(workers())
    .from(account)
    .innerJoin(staff, and(eq(staff.accountId, account.id), isNull(staff.offAt)))
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .where(and(eq(account.id, ph('accountId')), eq(staff.id, ph('staffId')))),
)
const workerNamed = statement((db) =>
  db
    .select({ ...workers(), letInId: letIn.id, digest: letIn.digest })
    .from(account)
    .innerJoin(staff, and(eq(staff.accountId, account.id), isNull(staff.offAt)))
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .innerJoin(letIn, and(eq(letIn.staffId, staff.id), isNull(letIn.usedAt), gt(letIn.endsAt, ph('at'))))
    .where(eq(account.username, ph('username')))
    .orderBy(desc(letIn.madeAt))
    .limit(1),
)
const app = statement((db) =>
  db
    .select({ sealed: authenticator.sealed })
    .from(authenticator)
    .where(and(eq(authenticator.accountId, ph('accountId')), isNotNull(authenticator.confirmedAt))),
)
const codes = statement((db) =>
  db
    .select({ id: recoveryCode.id, digest: recoveryCode.digest })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.accountId, ph('accountId')), isNull(recoveryCode.usedAt))),
)
const byCredential = statement((db) =>
  db
    .select({
      ...workers(),
      passkeyId: passkey.id,
      credentialId: passkey.credentialId,
      publicKey: passkey.publicKey,
      counter: passkey.counter,
    })
    .from(passkey)
    .innerJoin(account, eq(account.id, passkey.accountId))
    .innerJoin(staff, and(eq(staff.accountId, account.id), isNull(staff.offAt)))
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .where(eq(passkey.credentialId, ph('credentialId')))
    .limit(1),
)
const byPass = statement((db) =>
  db
    .select({ ...workers(), passId: nightPass.id })
    .from(nightPass)
    .innerJoin(staff, and(eq(staff.id, nightPass.staffId), isNull(staff.offAt)))
    .innerJoin(account, eq(account.id, staff.accountId))
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .where(
      and(
        eq(nightPass.digest, ph('digest')),
        isNull(nightPass.usedAt),
        isNull(nightPass.withdrawnAt),
        gt(nightPass.endsAt, ph('at')),
      ),
    ),
)
const linked = statement((db) =>
  db
    .select(workers())
    .from(signInLink)
    .innerJoin(staff, and(eq(staff.id, signInLink.staffId), isNull(staff.offAt)))
    .innerJoin(account, eq(account.id, staff.accountId))
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .where(and(eq(signInLink.providerId, ph('providerId')), eq(signInLink.value, ph('value')))),
)
const link = statement((db) =>
  db
    .select()
    .from(invitation)
    .where(eq(invitation.tokenDigest, ph('tokenDigest'))),
)
const usernameOf = statement((db) =>
  db
    .select({ username: account.username, accountId: account.id })
    .from(staff)
    .innerJoin(account, eq(account.id, staff.accountId))
    .where(eq(staff.id, ph('staffId'))),
)

export type Proofs = ReturnType<typeof createProofs>

export function createProofs({ read, keys, passkeys, guesses, now }: SignInParts) {
  const actorOf = (row: Found): Found => {
    const { accountId, centreId, staffId, name, role, agencyId } = row
    return { accountId, centreId, staffId, name, role, agencyId, agency: row.agency }
  }

  async function ofCode(accountId: string, code: string): Promise<Beside['session.secondStep'] | null> {
    const [own] = await app(read, { accountId })
    const secret = own ? keys.open('authenticator', own.sealed) : null
    const step = secret === null ? null : stepOf(secret, code, now())
    if (step !== null) return { step }
    const typed = digestsOfCode(keys, accountId, code)
    const known = await codes(read, { accountId })
    const found = known.find(({ digest }) => typed.some((one) => isSame(one, digest)))
    return found ? { recoveryCodeId: found.id } : null
  }

  return {
    /** What goes with the code after the password: sealed for that one purpose, good for a few minutes. */
    async half({ accountId, staffId }: Found): Promise<{ half: string; endsAt: number } | null> {
      if ((await app(read, { accountId })).length === 0) return null
      const endsAt = now() + halfLasts
      return { half: keys.seal('half', JSON.stringify({ accountId, staffId, endsAt })), endsAt }
    },

    /** 'halfOver': begin again with the password. `known` is told whose password it was, whatever the code. */
    async secondStep(half: string, code: string, known: (who: Found) => void) {
      const opened = keys.open('half', half)
      // Sealed by this server for this alone.
      const said =
        opened === null
          ? null
          : (JSON.parse(opened) as Record<'accountId' | 'staffId', string> & { endsAt: number })
      if (!said || said.endsAt <= now()) return 'halfOver'
      const [row] = await workerOf(read, { accountId: said.accountId, staffId: said.staffId })
      if (!row) return 'halfOver'
      known(actorOf(row))
      const beside = await guessing(guesses, said.accountId, () => ofCode(said.accountId, code))
      return beside ? { actor: actorOf(row), beside } : 'wrongCode'
    },

    async passkey(answer: PasskeyAnswer) {
      const [row] = await byCredential(read, { credentialId: answer.id })
      if (!row) return null
      const used = await passkeys.used(row, answer)
      return used ? { actor: actorOf(row), beside: { passkeyId: row.passkeyId, ...used } } : null
    },

    /**
     * Guesses count against the code, not the name: nobody can keep a colleague out by guessing at their name
     * all night, and ten misses are the end of this code; the lead makes another. `at` is UTC ms.
     */
    async spoken(username: string, code: string, at: number) {
      const [row] = await workerNamed(read, { username: foldUsername(username), at })
      if (!row) return null
      if (guesses.take(row.letInId) > 0) return null
      const typed = keys.macs('letIn', digestOfSpoken(row.staffId, code))
      if (!typed.some((one) => isSame(one, row.digest))) return null
      return { actor: actorOf(row), beside: { letInId: row.letInId } }
    },

    /** Found by the code's digest: 59 bits, and guesses are slowed by address. `at` is UTC ms. */
    async pass(code: string, at: number) {
      for (const digest of digestsOfPass(keys, code)) {
        const [row] = await byPass(read, { digest, at })
        if (row) return { actor: actorOf(row), beside: { passId: row.passId, digest } }
      }
      return null
    },

    /** Whom an agency means. */
    async agency(providerId: string, value: string): Promise<Found | null> {
      const [row] = await linked(read, { providerId, value })
      return row ? actorOf(row) : null
    },

    async worker(staffId: string): Promise<Found | null> {
      const [own] = await usernameOf(read, { staffId })
      const [row] = own ? await workerOf(read, { accountId: own.accountId, staffId }) : []
      return row ? actorOf(row) : null
    },

    /** A link by its token: whom it is for, and as whom its commands are run. Null: there never was one. */
    async link(token: string) {
      const [row] = await link(read, { tokenDigest: digestOfToken(token) })
      if (!row) return null
      const [own] = row.staffId === null ? [] : await usernameOf(read, { staffId: row.staffId })
      const [centre] = await centreById(read, { centreId: row.centreId })
      const { id, centreId, name, role, agencyId } = row
      const actor: Actor = {
        centreId,
        accountId: id,
        sessionId: '',
        staffId: '',
        name,
        role,
        agencyId,
        agency: '',
      }
      return {
        actor,
        about: {
          centre: centre?.name ?? '',
          name,
          username: own?.username ?? null,
          leastLength,
          endsAt: row.endsAt,
        },
        /** What somebody chose, as the handler takes it. @throws Invalid, Refused. */
        async chosen(input: Chosen): Promise<Beside['invitation.take']> {
          const made = input.passkey && !own ? await passkeys.made(id, input.passkey) : null
          if (input.passkey && !made) throw new Refused('passkeyNotMade', {})
          if (!made && input.password === undefined)
            throw new Invalid([{ path: 'password', message: 'empty' }])
          const who = { centreId, name, username: own?.username ?? input.username }
          const { password } = input
          const passwordHash = password === undefined ? null : await chosenPassword(read, password, who)
          return { invitationId: id, passwordHash, passkey: made }
        },
        /** What a browser needs to make a passkey instead; for somebody new alone. */
        toMakePasskey: async () =>
          own ? null : await passkeys.toMake({ about: id, username: name, name, known: [] }),
      }
    },
  }
}
