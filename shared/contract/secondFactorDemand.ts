/**
 * A centre may want a second factor of some roles. Whoever signs in by a password alone and has none can do nothing
 * but these until it is there: set it up, leave, or cover the screen. Whoever was let in by the shift lead's code, by
 * a passkey, their agency or a PIN on a shared device has given two proofs.
 */
import { command, Receipt } from './call.ts'
import { WorkerRole } from './role.ts'
import { administrators } from './roleGroups.ts'
import { few } from './values.ts'

export const whileOwing: ReadonlySet<string> = new Set([
  'session',
  'session.own',
  'session.sealingKeys',
  'session.renew',
  'session.unlock',
  'session.signOut',
  'account.own',
  'account.passkeyChallenge',
  'secondFactor.begin',
  'secondFactor.confirm',
  'passkey.add',
  'centre',
])

export const secondFactorDemandCommands = {
  'centre.demandSecondFactor': command({
    says: 'Of which roles a second factor is wanted. Whoever has none is led to it at their next sign-in by password.',
    allow: administrators,
    input: { roles: few(WorkerRole) },
    output: Receipt,
    refusals: {},
    example: { roles: ['administrator'] },
  }),
}
