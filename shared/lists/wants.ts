// Whom or what someone would like now, in their words for it: asked at the desk, as many as they say.
// No wants at all means "not asked yet", which is never taken for "nothing wanted".
import type { RoleKey } from './roles.ts'
import type { Word } from './word.ts'

interface WantFacts {
  /** `role`: a worker with that role; `whoever`: any worker; `manner`: how, beside whom; `nobody`: wants no one. */
  readonly asks: 'whoever' | 'nobody' | 'role' | 'manner'
  /** Shown at the desk at once; the others are under More. */
  readonly isUpFront?: true
}

/** Every role but the administrator, who has accounts and lists, and meets nobody. */
type WishedRole = Exclude<RoleKey, 'administrator'>

const rows = [
  { key: 'justToBeHere', label: 'Just to be here', asks: 'nobody', isUpFront: true },
  { key: 'anyone', label: 'Anyone', asks: 'whoever', isUpFront: true },
  { key: 'peer', label: 'Peer supporter', asks: 'role', isUpFront: true },
  { key: 'clinician', label: 'Nurse or doctor', asks: 'role', isUpFront: true },
  { key: 'socialCare', label: 'Social care', asks: 'role', isUpFront: true },
  { key: 'housing', label: 'Housing', asks: 'role', isUpFront: true },
  { key: 'benefits', label: 'Benefits and money', asks: 'role', isUpFront: true },
  { key: 'employment', label: 'Work', asks: 'role', isUpFront: true },
  { key: 'aWoman', label: 'A woman, please', asks: 'manner', isUpFront: true },
  { key: 'aMan', label: 'A man, please', asks: 'manner' },
  { key: 'carerSupporter', label: 'Carer supporter', asks: 'role' },
  { key: 'seniorPeer', label: 'Senior peer supporter', asks: 'role' },
  { key: 'volunteer', label: 'Volunteer', asks: 'role' },
  { key: 'desk', label: 'Someone from the desk', asks: 'role' },
  { key: 'manager', label: 'The manager', asks: 'role' },
] as const satisfies readonly (Word<WishedRole | 'anyone' | 'justToBeHere' | 'aWoman' | 'aMan'> & WantFacts)[]

export type WantKey = (typeof rows)[number]['key']
export interface Want extends Word<WantKey>, WantFacts {}
export const wants: readonly Want[] = rows
