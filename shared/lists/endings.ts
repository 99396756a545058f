// How a visit ends: people say goodbye, nothing is closed (domain.md 5.8). Staying in a guest room and being
// out for a bit are not here on purpose: neither has left, and both stay in the roll call.
import type { Word } from './word.ts'

interface EndingFacts {
  /** Among the few that the goodbye shows at once; the others are one press further. */
  readonly isUpFront?: true
  /** The visit stays on the board among those gone until somebody says how it was settled. */
  readonly staysUntilSettled?: true
  /** Only offered for phone, video and message. */
  readonly isForCalls?: true
  /** Somebody else decided: it wants a reason, who led, and the way back (domain.md 5.1 rule 6). */
  readonly wantsReason?: true
}

const rows = [
  { key: 'home', label: 'Went home, or back to where they stay', isUpFront: true },
  { key: 'home_plan', label: 'Went, and we agreed what happens next', isUpFront: true },
  { key: 'return_agreed', label: 'Coming back, day agreed', isUpFront: true },
  { key: 'introduced', label: 'Went across to, or will meet, another organisation', isUpFront: true },
  { key: 'partner_now', label: 'A partner here picked it up today' },
  { key: 'home_team', label: 'Crisis team to see them at home' },
  { key: 'hospital_informal', label: 'Going into hospital, agreed (informal)' },
  { key: 'hospital_mha', label: 'Detained under the Mental Health Act', wantsReason: true },
  { key: 'ed', label: 'To A&E for physical health' },
  { key: 'ambulance', label: 'Ambulance' },
  { key: 'police', label: 'Left with police' },
  { key: 'left_unseen', label: 'Left before we could say goodbye' },
  { key: 'left_worried', label: 'Left and we’re worried', staysUntilSettled: true },
  { key: 'asked_to_leave', label: 'Asked to leave to keep others safe', wantsReason: true },
  { key: 'call_ended', label: 'Call ended', isForCalls: true },
  { key: 'call_dropped', label: 'Call dropped', isForCalls: true },
  { key: 'died', label: 'Died here' },
] as const satisfies readonly (Word & EndingFacts)[]

export type EndingKey = (typeof rows)[number]['key']
export interface Ending extends Word<EndingKey>, EndingFacts {}
export const endings: readonly Ending[] = rows
