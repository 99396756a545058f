/** Who works at the demonstration centre. User names are what somebody trying it would guess. */
import type { Role } from '../../shared/contract/role.ts'
import type { AgencyKey } from './centre.ts'

/** A turn of shifts that goes round from day to day; each worker of a set begins at their own place in it. */
export type Turn = 'early' | 'late' | 'night' | 'office' | 'evening' | 'morning' | 'off'

export interface DemoWorker {
  readonly username: string
  readonly name: string
  readonly role: Exclude<Role, 'wall'>
  readonly agency: AgencyKey
  /** For wishes such as "a woman, please"; kept nowhere but in the plan. */
  readonly isWoman: boolean
}

const rows = [
  ['desk', 'Tomasz N.', 'desk', 'wellHouse', false],
  ['desk2', 'Imani O.', 'desk', 'wellHouse', true],
  ['desk3', 'Gareth P.', 'desk', 'wellHouse', false],
  ['desk4', 'Shabana M.', 'desk', 'wellHouse', true],
  ['peer', 'Jo M.', 'peer', 'peers', true],
  ['peer2', 'Aneta K.', 'peer', 'peers', true],
  ['peer3', 'Danny W.', 'peer', 'peers', false],
  ['peer4', 'Owen T.', 'peer', 'peers', false],
  ['peer5', 'Comfort A.', 'peer', 'peers', true],
  ['senior', 'Priti R.', 'seniorPeer', 'peers', true],
  ['carer', 'Marjorie L.', 'carerSupporter', 'peers', true],
  ['clinician', 'Grace N.', 'clinician', 'trust', true],
  ['clinician2', 'Bilal H.', 'clinician', 'trust', false],
  ['clinician3', 'Sunita D.', 'clinician', 'trust', true],
  ['clinician4', 'Fergus C.', 'clinician', 'trust', false],
  ['clinician5', 'Zofia B.', 'clinician', 'trust', true],
  ['social', 'Kwame B.', 'socialCare', 'council', false],
  ['social2', 'Bronwen E.', 'socialCare', 'council', true],
  ['housing', 'Femi A.', 'housing', 'hearth', false],
  ['housing2', 'Hanna V.', 'housing', 'hearth', true],
  ['benefits', 'Leah S.', 'benefits', 'advice', true],
  ['benefits2', 'Iqbal Y.', 'benefits', 'advice', false],
  ['employment', 'Nia J.', 'employment', 'advice', true],
  ['volunteer', 'Joan F.', 'volunteer', 'wellHouse', true],
  ['volunteer2', 'Marek Z.', 'volunteer', 'wellHouse', false],
  ['manager', 'Ruth A.', 'manager', 'wellHouse', true],
  ['admin', 'Lee G.', 'administrator', 'wellHouse', false],
] as const satisfies readonly (readonly [string, string, DemoWorker['role'], AgencyKey, boolean])[]

export type Username = (typeof rows)[number][0]

export const workers: readonly (DemoWorker & { readonly username: Username })[] = rows.map(
  ([username, name, role, agency, isWoman]) => ({ username, name, role, agency, isWoman }),
)

/** The sign-ins that are printed and offered; the others work as well. */
export const offered: readonly Username[] = [
  'desk',
  'peer',
  'peer2',
  'clinician',
  'housing',
  'benefits',
  'manager',
  'admin',
]

export function workerOf(username: string): DemoWorker {
  const found = workers.find((one) => one.username === username)
  if (!found) throw new Error(`nobody works here as ${username}`)
  return found
}

/** Whose turns go round together. */
export const turns: readonly { of: readonly Username[]; round: readonly Turn[]; restsAtWeekends: boolean }[] =
  [
    {
      of: ['desk', 'desk2', 'desk3', 'desk4'],
      round: ['early', 'late', 'night', 'off'],
      restsAtWeekends: false,
    },
    {
      of: ['peer', 'peer2', 'peer3', 'peer4', 'peer5', 'senior'],
      round: ['early', 'early', 'late', 'late', 'night', 'off'],
      restsAtWeekends: false,
    },
    {
      of: ['clinician', 'clinician2', 'clinician3', 'clinician4', 'clinician5'],
      round: ['early', 'office', 'late', 'night', 'off'],
      restsAtWeekends: false,
    },
    { of: ['social', 'social2'], round: ['office', 'evening'], restsAtWeekends: false },
    { of: ['housing', 'housing2'], round: ['office', 'evening'], restsAtWeekends: true },
    { of: ['benefits', 'benefits2'], round: ['office', 'morning'], restsAtWeekends: true },
    { of: ['employment'], round: ['office'], restsAtWeekends: true },
    { of: ['carer'], round: ['morning', 'evening', 'evening'], restsAtWeekends: false },
    { of: ['volunteer', 'volunteer2'], round: ['morning', 'evening'], restsAtWeekends: false },
  ]
