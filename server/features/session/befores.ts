/**
 * What the commands about signing in do before the door: proofs are looked at, passwords hashed, secrets made
 * for the press. None of it is kept but what the handlers are given.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { authenticator } from '../../../db/schema/signIn.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import { foldUsername } from '../../../shared/domain/username.ts'
import type { CommandName } from '../../../shared/contract/index.ts'
import type { Befores, Pressed } from '../../commands/before.ts'
import { Invalid, NotFound, Refused } from '../../commands/handler.ts'
import { digestOfToken, type Keys } from '../../keys.ts'
import { accountById, centreById, passkeysOf } from './accountRows.ts'
import {
  digestOfCode,
  digestOfPass,
  passCodeFrom,
  recoveryCodesFrom,
  secretFrom,
  spokenCodeFrom,
  stepOf,
  uriFor,
} from './authenticatorCodes.ts'
import type { Passkeys } from './passkeyLibrary.ts'
import { hashPassword } from './password.ts'
import { passwordTrouble } from './passwordRules.ts'
import { guessing, type ProofLimit, prove } from './proving.ts'

export interface SignInParts {
  read: Reader
  keys: Keys
  passkeys: Passkeys
  guesses: ProofLimit
  /** The real clock, UTC ms: codes of apps are made by it. */
  now: () => number
}

/** What stands for a secret where a body's digest is kept. */
const kept = 'kept'

const workerNamed = statement((db) =>
  db
    .select({ staffId: staff.id })
    .from(account)
    .innerJoin(staff, eq(staff.accountId, account.id))
    .where(
      and(eq(account.username, ph('username')), eq(staff.centreId, ph('centreId')), isNull(staff.offAt)),
    ),
)
const begunApp = statement((db) =>
  db
    .select({ sealed: authenticator.sealed })
    .from(authenticator)
    .where(and(eq(authenticator.accountId, ph('accountId')), isNull(authenticator.confirmedAt))),
)

/** What is kept of a code that whoever leads the shift said. */
export const digestOfSpoken = (staffId: string, code: string): string =>
  `${staffId} ${code.replace(/\D/g, '')}`

type Proven = 'session.changePassword' | 'secondFactor.begin' | 'secondFactor.makeCodes' | 'passkey.add'

export function createBefores({ read, keys, passkeys, guesses, now }: SignInParts): Befores {
  const tokenOf = (what: string, press: Pressed<CommandName>) =>
    keys.ofPress(what, pressOf(press)).toString('base64url')
  const codesOf = (press: Pressed<CommandName>) => recoveryCodesFrom(keys.ofPress('codes', pressOf(press)))
  const secretOf = (press: Pressed<CommandName>) => secretFrom(keys.ofPress('authenticator', pressOf(press)))
  const spokenOf = (press: Pressed<CommandName>) => spokenCodeFrom(keys.ofPress('letIn', pressOf(press)))
  const proven = ({ actor, input, at }: Pressed<Proven | 'secondFactor.remove' | 'passkey.remove'>) =>
    prove(read, guesses, { actor, currentPassword: input.currentPassword, at })
  /** A password alone adds no second proof beside a passkey that is there: whoever stole it would have both. */
  const provenToAdd = async (press: Pressed<'secondFactor.begin' | 'passkey.add'>) => {
    const { accountId, owesSecondFactor } = press.actor
    if (owesSecondFactor && (await passkeysOf(read, { accountId })).length > 0)
      throw new Refused('signInAgain', {})
    await proven(press)
  }
  const digestsOf = (press: Pressed<CommandName>) =>
    codesOf(press).map((code) => digestOfCode(keys, press.actor.accountId, code))

  const link = (what: 'account.invite' | 'account.makePasswordLink') => ({
    kept: (input: object) => input,
    prepare: (press: Pressed<typeof what>) =>
      Promise.resolve({ tokenDigest: digestOfToken(tokenOf(what, press)) }),
    gives: (press: Pressed<typeof what>) => Promise.resolve({ token: tokenOf(what, press) }),
  })
  const proofAlone = {
    kept: (input: object) => ({ ...input, currentPassword: kept }),
    prepare: async (press: Pressed<'secondFactor.remove' | 'passkey.remove'>) => {
      await proven(press)
      return undefined
    },
  }

  const passOf = (what: 'pass.give' | 'pass.makeCode') => {
    const codeOf = (press: Pressed<typeof what>) => passCodeFrom(keys.ofPress(what, pressOf(press)))
    return {
      kept: (input: object) => input,
      prepare: (press: Pressed<typeof what>) =>
        Promise.resolve({ digest: digestOfPass(keys, codeOf(press)) }),
      gives: (press: Pressed<typeof what>) => Promise.resolve({ code: codeOf(press) }),
    }
  }

  return {
    'pass.give': passOf('pass.give'),
    'pass.makeCode': passOf('pass.makeCode'),
    'account.invite': link('account.invite'),
    'account.makePasswordLink': link('account.makePasswordLink'),
    'session.changePassword': {
      kept: () => ({ password: kept }),
      async prepare(press) {
        await proven(press)
        const { password } = press.input
        return { passwordHash: await chosenPassword(read, password, press.actor) }
      },
    },
    'session.letIn': {
      kept: (input) => input,
      async prepare(press) {
        const username = foldUsername(press.input.username)
        const [worker] = await workerNamed(read, { username, centreId: press.actor.centreId })
        if (!worker) throw new NotFound()
        const { staffId } = worker
        return { staffId, digest: keys.mac('letIn', digestOfSpoken(staffId, spokenOf(press))) }
      },
      gives: (press) => Promise.resolve({ code: spokenOf(press) }),
    },
    'secondFactor.begin': {
      ...proofAlone,
      async prepare(press) {
        await provenToAdd(press)
        return { sealed: keys.seal('authenticator', secretOf(press)) }
      },
      async gives(press) {
        const secret = secretOf(press)
        const { accountId, centreId } = press.actor
        const [own] = await accountById(read, { accountId })
        const [centre] = await centreById(read, { centreId })
        const about = { username: own?.username ?? '', centre: centre?.name ?? '' }
        return { secret, uri: uriFor({ secret, ...about }) }
      },
    },
    'secondFactor.confirm': {
      kept: () => ({ code: kept.padEnd(6, '.') }),
      async prepare(press) {
        const { accountId } = press.actor
        const [app] = await begunApp(read, { accountId })
        const secret = app ? keys.open('authenticator', app.sealed) : null
        if (secret === null) throw new Refused('notBegun', {})
        const step = await guessing(guesses, accountId, () =>
          Promise.resolve(stepOf(secret, press.input.code, now())),
        )
        if (step === null) throw new Refused('wrongCode', {})
        return { step, digests: digestsOf(press) }
      },
      gives: (press) => Promise.resolve({ codes: codesOf(press) }),
    },
    'secondFactor.makeCodes': {
      ...proofAlone,
      async prepare(press) {
        await proven(press)
        return { digests: digestsOf(press) }
      },
      gives: (press) => Promise.resolve({ codes: codesOf(press) }),
    },
    'secondFactor.remove': proofAlone,
    'passkey.remove': proofAlone,
    'passkey.add': {
      kept: ({ name }) => ({ name }),
      async prepare(press) {
        await provenToAdd(press)
        const made = await passkeys.made(press.actor.accountId, press.input.passkey)
        if (!made) throw new Refused('passkeyNotMade', {})
        return made
      },
    },
    'signInProvider.add': {
      kept: (input) => ({ ...input, clientSecret: kept }),
      prepare: ({ input }) => Promise.resolve({ sealed: keys.seal('provider', input.clientSecret) }),
    },
    'signInProvider.change': {
      kept: ({ clientSecret, ...input }) =>
        clientSecret === undefined ? input : { ...input, clientSecret: kept },
      prepare: ({ input: { clientSecret } }) =>
        Promise.resolve({ sealed: clientSecret === undefined ? null : keys.seal('provider', clientSecret) }),
    },
  }
}

const pressOf = ({ actor, key }: Pressed<CommandName>) => ({ accountId: actor.accountId, key })

/** The hash of a password that may be chosen. @throws Invalid, which says why it mayn't. */
export async function chosenPassword(
  read: Reader,
  password: string,
  who: { centreId: string; accountId?: string; name: string; username?: string | undefined },
): Promise<string> {
  const [centre] = await centreById(read, { centreId: who.centreId })
  const [own] = who.accountId === undefined ? [] : await accountById(read, { accountId: who.accountId })
  const names = [who.username ?? own?.username ?? '', who.name, centre?.name ?? '']
  const message = await passwordTrouble(password, names)
  if (message !== null) throw new Invalid([{ path: 'password', message }])
  return hashPassword(password)
}
