/** One's own sign-in: password, authenticator app, recovery codes, passkeys. Each change asks for a proof anew. */
import * as z from 'zod/mini'
import { command, query, Receipt } from './call.ts'
import { NewPassword } from './invitation.ts'
import { noPasskey, PasskeyAnswer } from './passkeyAnswer.ts'
import { administrators, everyWorker } from './roleGroups.ts'
import { Id, Name, Remark, Time, words } from './values.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8058'
const Password = z.string().check(z.minLength(1), z.maxLength(400))
/** Their password, where they have one; without one the sign-in itself must be a few minutes old. */
const proof = { currentPassword: z.optional(Password) }
const unproven = { wrongPassword: z.object({}), signInAgain: z.object({}) }
/** Six digits from an app, or a recovery code; spaces and dashes are the hand's. */
export const Code = z.string().check(z.trim(), z.minLength(6), z.maxLength(30))
const Codes = z.object({ ...Receipt.shape, codes: z.array(z.string()) })
const Session = z.object({ token: z.string(), endsAt: Time })

export const ownSignInCommands = {
  'session.secondStep': command({
    says: 'The code of an authenticator app, or a recovery code, after the password: with `half` from the first step.',
    allow: 'anybody',
    input: { half: z.string().check(z.minLength(20), z.maxLength(2_000)), code: Code },
    output: Session,
    refusals: { halfOver: z.object({}), wrongCode: z.object({}), codeUsed: z.object({}) },
    example: { half: 'x'.repeat(40), code: '123456' },
  }),
  'session.signInByPasskey': command({
    says: 'A passkey for a session. The challenge comes from `session.passkeyChallenge`.',
    allow: 'anybody',
    input: { passkey: PasskeyAnswer },
    output: Session,
    refusals: { unknownPasskey: z.object({}) },
    example: { passkey: noPasskey },
  }),
  'session.signInByCode': command({
    says: 'A user name and the code that whoever leads the shift gave, for a session.',
    allow: 'anybody',
    input: { username: words(120), code: Code },
    output: Session,
    refusals: { wrongCode: z.object({}) },
    example: { username: 'jo.m', code: '12345678' },
  }),
  'session.letIn': command({
    says:
      'Whoever leads the shift lets a colleague in who can’t sign in: a code that works once, for ten minutes, ' +
      'and can change nothing about how they sign in.',
    allow: everyWorker,
    input: { username: words(120), why: Remark },
    output: z.object({ ...Receipt.shape, code: z.string() }),
    refusals: { notShiftLead: z.object({}), yourself: z.object({}), onlyManagers: z.object({}) },
    example: { username: 'jo.m', why: 'Their phone fell into the harbour.' },
  }),
  'session.changePassword': command({
    says: 'Another password of one’s own. Every other sign-in of this account ends.',
    allow: everyWorker,
    input: { ...proof, password: NewPassword },
    output: Receipt,
    refusals: unproven,
    example: { currentPassword: 'seven boats on the harbour', password: 'eight boats on the harbour' },
  }),
  'secondFactor.begin': command({
    says: 'A secret for an authenticator app. It asks for nothing until a code of it is confirmed.',
    allow: everyWorker,
    input: proof,
    output: z.object({ ...Receipt.shape, secret: z.string(), uri: z.string() }),
    refusals: { ...unproven, alreadyThere: z.object({}) },
    example: { currentPassword: 'seven boats on the harbour' },
  }),
  'secondFactor.confirm': command({
    says: 'A code from the app: from now on signing in by password asks for one. Gives the recovery codes, once.',
    allow: everyWorker,
    input: { code: Code },
    output: Codes,
    refusals: { wrongCode: z.object({}), notBegun: z.object({}) },
    example: { code: '123456' },
  }),
  'secondFactor.makeCodes': command({
    says: 'Ten new recovery codes in place of those there were, shown once.',
    allow: everyWorker,
    input: proof,
    output: Codes,
    refusals: { ...unproven, notThere: z.object({}) },
    example: { currentPassword: 'seven boats on the harbour' },
  }),
  'secondFactor.remove': command({
    says: 'Signing in by password asks for no code any more.',
    allow: everyWorker,
    input: proof,
    output: Receipt,
    refusals: { ...unproven, notThere: z.object({}) },
    example: { currentPassword: 'seven boats on the harbour' },
  }),
  'account.resetSecondFactor': command({
    says: 'A worker has lost their app and their codes: both are taken away, and every sign-in of theirs ends.',
    allow: administrators,
    input: { staffId: Id },
    output: Receipt,
    refusals: { worksElsewhere: z.object({}), notThere: z.object({}), yourself: z.object({}) },
    example: { staffId: id },
  }),
  'passkey.add': command({
    says: 'A passkey that the browser made for a challenge from `account.passkeyChallenge`.',
    allow: everyWorker,
    input: { ...proof, name: Name, passkey: PasskeyAnswer },
    output: Receipt,
    refusals: { ...unproven, passkeyNotMade: z.object({}), alreadyThere: z.object({}) },
    example: { name: 'My phone', passkey: noPasskey },
  }),
  'passkey.rename': command({
    says: 'What a passkey of one’s own is called.',
    allow: everyWorker,
    input: { passkeyId: Id, name: Name },
    output: Receipt,
    refusals: {},
    example: { passkeyId: id, name: 'The old phone' },
  }),
  'passkey.remove': command({
    says: 'A passkey of one’s own works no more.',
    allow: everyWorker,
    input: { ...proof, passkeyId: Id },
    output: Receipt,
    refusals: { ...unproven, onlyWayIn: z.object({}) },
    example: { passkeyId: id },
  }),
}

export const ownSignInQueries = {
  'session.passkeyChallenge': query({
    says: 'What a browser needs for signing in by passkey, good for five minutes.',
    allow: 'anybody',
    input: {},
    output: z.object({ options: z.record(z.string(), z.unknown()) }),
    example: {},
  }),
  'account.passkeyChallenge': query({
    says: 'What a browser needs to make a passkey for whoever is signed in, good for five minutes.',
    allow: everyWorker,
    input: {},
    output: z.object({ options: z.record(z.string(), z.unknown()) }),
    example: {},
  }),
  'account.own': query({
    says: 'How one signs in oneself.',
    allow: everyWorker,
    input: {},
    output: z.object({
      username: z.string(),
      hasPassword: z.boolean(),
      leastLength: z.number(),
      authenticator: z.nullable(z.object({ addedAt: Time, codesLeft: z.number() })),
      passkeys: z.array(
        z.object({
          passkeyId: z.string(),
          name: z.string(),
          addedAt: Time,
          usedAt: z.nullable(Time),
        }),
      ),
      agencies: z.array(z.string()),
    }),
    example: {},
  }),
}
