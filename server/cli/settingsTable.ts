/**
 * What the settings pages do, as commands of the terminal: which words run what. Flags, their values and what each
 * does come from the contract, so that a page, the interface and the command line can't say different things.
 */
import type { CommandName, QueryName } from '../../shared/contract/index.ts'

export interface Doing {
  readonly words: string
  readonly runs: CommandName
  /** Fields that only a screen needs, such as an id that it made itself. */
  readonly without?: readonly string[]
  /** A field that is asked for unseen: what stands in a command line can be read by others on the machine. */
  readonly secret?: string
  /** Part of the answer that is good for a link to hand over. */
  readonly givesLink?: boolean
}
export interface Listing {
  readonly words: string
  readonly asks: QueryName
  /** Which part of the answer is listed; without it the answer itself is shown. */
  readonly lists?: string
  /** What each of those holds several of, and is listed in its place, with its owner's name as `of`. */
  readonly each?: string
  readonly columns: readonly string[]
}

export const listings: readonly Listing[] = [
  {
    words: 'centre show',
    asks: 'centre',
    columns: ['name', 'timeZone', 'word', 'onTheWayMinutes', 'lockMinutes', 'secondFactorRoles'],
  },
  {
    words: 'accounts list',
    asks: 'session.accounts',
    lists: 'accounts',
    columns: ['username', 'name', 'role', 'agency', 'hasApp', 'leavesAt', 'offAt'],
  },
  {
    words: 'invitations list',
    asks: 'account.links',
    lists: 'links',
    columns: ['name', 'role', 'agency', 'madeAt', 'endsAt', 'invitationId'],
  },
  {
    words: 'providers list',
    asks: 'signInProviders',
    lists: 'providers',
    columns: ['name', 'issuer', 'clientId', 'claim', 'offAt'],
  },
  {
    words: 'devices list',
    asks: 'devices',
    lists: 'devices',
    columns: ['name', 'enrolledAt', 'by', 'offAt', 'id'],
  },
  { words: 'screens list', asks: 'devices', lists: 'screens', columns: ['name', 'enrolledAt', 'id'] },
  {
    words: 'agencies list',
    asks: 'agencies',
    lists: 'agencies',
    columns: ['name', 'kind', 'workers', 'endedAt'],
  },
  {
    words: 'agreements list',
    asks: 'agencies',
    lists: 'agencies',
    each: 'agreements',
    columns: ['of', 'agreedOn', 'purpose', 'keptAt', 'reviewBy', 'endedAt', 'id'],
  },
  { words: 'spaces list', asks: 'centre', lists: 'spaces', columns: ['name', 'kind', 'isHidden'] },
  {
    words: 'lists list',
    asks: 'centre',
    lists: 'lists',
    columns: ['list', 'key', 'label', 'isHidden', 'isOwn'],
  },
  {
    words: 'retention list',
    asks: 'retention',
    lists: 'rules',
    columns: ['kind', 'years', 'shippedYears', 'why'],
  },
]

export const doings: readonly Doing[] = [
  { words: 'centre change', runs: 'centre.change' },
  { words: 'centre demand-second-factor', runs: 'centre.demandSecondFactor' },
  { words: 'accounts rename', runs: 'account.rename' },
  { words: 'accounts change-role', runs: 'account.changeRole' },
  { words: 'accounts end-on', runs: 'account.endOn' },
  { words: 'accounts switch-off', runs: 'account.switchOff' },
  { words: 'accounts switch-on', runs: 'account.switchOn' },
  { words: 'accounts end-sessions', runs: 'account.endSessions' },
  { words: 'accounts reset-second-factor', runs: 'account.resetSecondFactor' },
  { words: 'accounts make-password-link', runs: 'account.makePasswordLink', givesLink: true },
  { words: 'invitations make', runs: 'account.invite', givesLink: true },
  { words: 'invitations withdraw', runs: 'account.withdrawLink' },
  {
    words: 'providers add',
    runs: 'signInProvider.add',
    without: ['clientSecret'],
    secret: 'clientSecret',
  },
  { words: 'providers change', runs: 'signInProvider.change', without: ['clientSecret'] },
  {
    words: 'providers change-secret',
    runs: 'signInProvider.change',
    without: ['name', 'clientId', 'clientSecret', 'claim'],
    secret: 'clientSecret',
  },
  { words: 'providers switch-off', runs: 'signInProvider.switchOff' },
  { words: 'providers switch-on', runs: 'signInProvider.switchOn' },
  { words: 'providers link', runs: 'signInProvider.link' },
  { words: 'providers unlink', runs: 'signInProvider.unlink' },
  { words: 'devices rename', runs: 'device.rename' },
  { words: 'devices switch-off', runs: 'device.switchOff' },
  { words: 'screens switch-off', runs: 'screen.switchOff' },
  { words: 'agencies add', runs: 'agency.add', without: ['agencyId'] },
  { words: 'agencies change', runs: 'agency.change' },
  { words: 'agencies end', runs: 'agency.end' },
  { words: 'agencies bring-back', runs: 'agency.bringBack' },
  { words: 'agreements write', runs: 'agreement.write', without: ['agreementId'] },
  { words: 'agreements end', runs: 'agreement.end' },
  { words: 'spaces add', runs: 'space.add', without: ['spaceId'] },
  { words: 'spaces change', runs: 'space.change' },
  { words: 'spaces order', runs: 'space.order' },
  { words: 'lists change', runs: 'list.change' },
  { words: 'retention change', runs: 'retention.change' },
]
