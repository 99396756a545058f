/** Why something of the settings wasn't done, in a sentence for the terminal. */
import { formatDate } from '../../shared/domain/clockWords.ts'
import { localDay } from '../../shared/domain/days.ts'

const sentences: Record<string, string> = {
  agencyExists: 'There is already an agency of this name.',
  getsNoSignIn:
    'Police, immigration and benefit authorities get no sign-in here: people come because nobody of those reads along.',
  alreadyEnded: 'It ended already.',
  hasWorkers: 'People of this agency can still sign in. Switch them off or move them first.',
  notEnded: 'It is part of the centre already.',
  agencyEnded: 'That agency is no longer part of the centre. Bring it back first.',
  sayWhyShorter: 'That is shorter than the national code says. Say why, with --why.',
  alreadyOff: 'This sign-in is switched off already.',
  notOff: 'This sign-in works already.',
  spaceExists: 'There is already such a space.',
  linkOver: 'This link has been used, has run out or was taken back.',
  notThere: 'There is no authenticator app to take away.',
  providerExists: 'There is already a sign-in of this name or address.',
  valueTaken: 'Somebody else is linked by this value already.',
  notLinked: 'They aren’t linked to this agency’s sign-in.',
  deviceOff: 'This device is switched off already.',
  screenOff: 'This screen is switched off already.',
}

/** `state` is the contract's; where it has no sentence here its own words are said. */
export function refusalInWords(state: string, facts: Record<string, unknown>): string {
  const own = state.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  const { at } = facts
  const since = typeof at === 'number' ? ` Since ${formatDate(localDay(at, 'UTC'), 'full')}.` : ''
  return `Not done. ${sentences[state] ?? `It met: ${own}.`}${since}`
}
