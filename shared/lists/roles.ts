// What workers do here, job first and employer second (domain.md 5.5). No role is senior to another:
// boards and tables list people by name, and this order is only an order.
import type { Word } from './word.ts'

const groups = [
  { key: 'peers', label: 'Peer supporters' },
  { key: 'nursesAndDoctors', label: 'Nurses and doctors' },
  { key: 'socialCare', label: 'Social care' },
  { key: 'housing', label: 'Housing' },
  { key: 'benefits', label: 'Benefits and debt' },
  { key: 'employment', label: 'Employment' },
  { key: 'carerSupporters', label: 'Carer supporters' },
  { key: 'volunteers', label: 'Volunteers' },
  { key: 'desk', label: 'Desk' },
  { key: 'managers', label: 'Managers' },
  { key: 'administration', label: 'Administration' },
] as const

export type RoleGroupKey = (typeof groups)[number]['key']
/** How review pages put roles together, in the order of their bands. */
export const roleGroups: readonly Word<RoleGroupKey>[] = groups

interface RoleFacts {
  /** After a name, in the middle of a line: "Femi, housing". */
  readonly short: string
  readonly group: RoleGroupKey
}

const rows = [
  { key: 'desk', label: 'Host, desk', short: 'host', group: 'desk' },
  { key: 'peer', label: 'Peer supporter', short: 'peer supporter', group: 'peers' },
  { key: 'seniorPeer', label: 'Senior peer supporter', short: 'senior peer', group: 'peers' },
  { key: 'carerSupporter', label: 'Carer supporter', short: 'carer supporter', group: 'carerSupporters' },
  { key: 'clinician', label: 'Nurse or doctor', short: 'nurse or doctor', group: 'nursesAndDoctors' },
  { key: 'socialCare', label: 'Social care', short: 'social care', group: 'socialCare' },
  { key: 'housing', label: 'Housing', short: 'housing', group: 'housing' },
  { key: 'benefits', label: 'Benefits adviser', short: 'benefits', group: 'benefits' },
  { key: 'employment', label: 'Employment specialist', short: 'employment', group: 'employment' },
  { key: 'volunteer', label: 'Volunteer', short: 'volunteer', group: 'volunteers' },
  { key: 'manager', label: 'Manager', short: 'manager', group: 'managers' },
  { key: 'administrator', label: 'Administrator', short: 'administrator', group: 'administration' },
] as const satisfies readonly (Word & RoleFacts)[]

export type RoleKey = (typeof rows)[number]['key']
export interface Role extends Word<RoleKey>, RoleFacts {}
export const roles: readonly Role[] = rows
