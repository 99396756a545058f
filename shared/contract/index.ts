/**
 * The product's table of contents: everything that can be asked of the system, who may ask it, and how it
 * may be refused. HTTP, the socket, the client, the documentation and the permission tests are made from it.
 */
import type * as z from 'zod/mini'
import { agencyCommands, agencyQueries } from './agency.ts'
import { accessCommands, accessQueries } from './access.ts'
import { boardQueries } from './board.ts'
import { centreCommands, centreQueries } from './centre.ts'
import { secondFactorDemandCommands } from './secondFactorDemand.ts'
import { deviceCommands, deviceQueries } from './device.ts'
import { foundingCommands } from './founding.ts'
import { invitationCommands, invitationQueries } from './invitation.ts'
import { logQueries } from './log.ts'
import { lookCommands } from './look.ts'
import { noteCommands } from './note.ts'
import { ownSessionCommands, ownSessionQueries } from './ownSessions.ts'
import { ownSignInCommands, ownSignInQueries } from './ownSignIn.ts'
import { passCommands, passQueries } from './pass.ts'
import { personCommands, personQueries } from './person.ts'
import { retentionCommands, retentionQueries } from './retention.ts'
import { proofQueries } from './proof.ts'
import { reviewQueries } from './review.ts'
import { restrictionCommands, restrictionQueries } from './restriction.ts'
import { rightsCommands, rightsQueries } from './rights.ts'
import { sessionCommands, sessionQueries } from './session.ts'
import { signInProviderCommands, signInProviderQueries } from './signInProvider.ts'
import { teamCommands, teamQueries } from './team.ts'
import { tieCommands } from './tie.ts'
import { visitCommands } from './visit.ts'

export const commands = {
  ...visitCommands,
  ...personCommands,
  ...noteCommands,
  ...lookCommands,
  ...rightsCommands,
  ...restrictionCommands,
  ...teamCommands,
  ...sessionCommands,
  ...ownSessionCommands,
  ...deviceCommands,
  ...invitationCommands,
  ...ownSignInCommands,
  ...passCommands,
  ...signInProviderCommands,
  ...centreCommands,
  ...secondFactorDemandCommands,
  ...agencyCommands,
  ...retentionCommands,
  ...foundingCommands,
  ...accessCommands,
  ...tieCommands,
} as const

export const queries = {
  ...boardQueries,
  ...accessQueries,
  ...teamQueries,
  ...personQueries,
  ...logQueries,
  ...rightsQueries,
  ...restrictionQueries,
  ...sessionQueries,
  ...ownSessionQueries,
  ...deviceQueries,
  ...invitationQueries,
  ...ownSignInQueries,
  ...passQueries,
  ...signInProviderQueries,
  ...centreQueries,
  ...agencyQueries,
  ...retentionQueries,
  ...reviewQueries,
  ...proofQueries,
} as const

export type Commands = typeof commands
export type Queries = typeof queries
export type CommandName = keyof Commands
export type QueryName = keyof Queries

/** What a handler gets, what a caller sends, and what comes back. */
export type Input<K extends CommandName> = z.output<Commands[K]['input']>
export type Sent<K extends CommandName> = z.input<Commands[K]['input']>
export type Output<K extends CommandName> = z.output<Commands[K]['output']>
export type RefusalOf<K extends CommandName> = keyof Commands[K]['refusals'] & string
export type FactsOf<
  K extends CommandName,
  R extends RefusalOf<K>,
> = Commands[K]['refusals'][R] extends z.ZodMiniType ? z.output<Commands[K]['refusals'][R]> : never

export type Asked<K extends QueryName> = z.output<Queries[K]['input']>
export type Asking<K extends QueryName> = z.input<Queries[K]['input']>
export type Answer<K extends QueryName> = z.output<Queries[K]['output']>
