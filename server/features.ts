/**
 * Every handler of every feature in one table each, exact against the contract: a command or query without
 * one doesn't compile.
 */
import type { Handlers } from './commands/handler.ts'
import { agencyHandlers } from './features/centre/agencies.ts'
import { agencyQueries } from './features/centre/agencyQueries.ts'
import { choiceHandlers } from './features/access/choices.ts'
import { colleagueHandlers } from './features/access/colleague.ts'
import { enquiryHandlers } from './features/access/enquiry.ts'
import { dueEnquiryHandlers, dueEnquiryQueries } from './features/access/dueEnquiries.ts'
import { objectionHandlers } from './features/access/objection.ts'
import { openingHandlers } from './features/access/opening.ts'
import { restrictionHandlers, restrictionQueries } from './features/access/restriction.ts'
import { accessQueries } from './features/access/reviews.ts'
import { takingHandlers } from './features/access/takings.ts'
import { centreHandlers } from './features/centre/commands.ts'
import { secondFactorDemandHandlers } from './features/centre/secondFactor.ts'
import { foundingHandlers } from './features/centre/founding.ts'
import { centreQueries } from './features/centre/queries.ts'
import { retentionHandlers, retentionQueries } from './features/centre/retention.ts'
import { deviceHandlers } from './features/device/commands.ts'
import { deviceQueries } from './features/device/queries.ts'
import { logQueries } from './features/log/queries.ts'
import { noteHandlers } from './features/note/commands.ts'
import { personHandlers } from './features/person/commands.ts'
import { personQueries } from './features/person/queries.ts'
import { proofQueries } from './features/proof/queries.ts'
import { reviewQueries } from './features/review/queries.ts'
import { dueHandlers, dueQueries } from './features/rights/due.ts'
import { eraseHandlers } from './features/rights/erase.ts'
import { rightsQueries } from './features/rights/copy.ts'
import { sessionHandlers } from './features/session/commands.ts'
import { ownSessionHandlers, ownSessionQueries } from './features/session/own.ts'
import { pinHandlers } from './features/session/pin.ts'
import { invitationHandlers } from './features/session/invitations.ts'
import { ownSignInQueries } from './features/session/ownSignIn.ts'
import { passkeyHandlers } from './features/session/passkeys.ts'
import { providerHandlers } from './features/session/providers.ts'
import { secondFactorHandlers } from './features/session/secondFactor.ts'
import { signingInHandlers } from './features/session/signingIn.ts'
import { sessionQueries } from './features/session/queries.ts'
import { renewalHandlers } from './features/session/renewal.ts'
import { accountHandlers } from './features/team/accounts.ts'
import { teamHandlers } from './features/team/commands.ts'
import { passHandlers, passQueries } from './features/team/passes.ts'
import { teamQueries } from './features/team/queries.ts'
import { tieHandlers } from './features/tie/commands.ts'
import { visitHandlers } from './features/visit/commands.ts'
import { visitQueries } from './features/visit/queries.ts'
import type { QueryHandlers } from './queries/handler.ts'

export const handlers: Handlers = {
  ...visitHandlers,
  ...personHandlers,
  ...noteHandlers,
  ...eraseHandlers,
  ...dueHandlers,
  ...teamHandlers,
  ...sessionHandlers,
  ...ownSessionHandlers,
  ...pinHandlers,
  ...deviceHandlers,
  ...renewalHandlers,
  ...signingInHandlers,
  ...invitationHandlers,
  ...secondFactorHandlers,
  ...passkeyHandlers,
  ...providerHandlers,
  ...accountHandlers,
  ...passHandlers,
  ...centreHandlers,
  ...secondFactorDemandHandlers,
  ...agencyHandlers,
  ...retentionHandlers,
  ...foundingHandlers,
  ...choiceHandlers,
  ...colleagueHandlers,
  ...enquiryHandlers,
  ...dueEnquiryHandlers,
  ...openingHandlers,
  ...takingHandlers,
  ...objectionHandlers,
  ...restrictionHandlers,
  ...tieHandlers,
}

export const queryHandlers: QueryHandlers = {
  ...accessQueries,
  ...dueEnquiryQueries,
  ...restrictionQueries,
  ...centreQueries,
  ...agencyQueries,
  ...retentionQueries,
  ...logQueries,
  ...personQueries,
  ...proofQueries,
  ...reviewQueries,
  ...rightsQueries,
  ...dueQueries,
  ...sessionQueries,
  ...ownSessionQueries,
  ...deviceQueries,
  ...ownSignInQueries,
  ...teamQueries,
  ...passQueries,
  ...visitQueries,
}
