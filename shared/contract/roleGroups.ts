/**
 * The groups of roles that the permission table is written in. No zod here: the client knows which pages are
 * whose on its first load, and the schemas needn't travel with that.
 */
/** The roles there are. A wall is a screen, not somebody. */
export const roleKeys = [
  'desk',
  'peer',
  'seniorPeer',
  'carerSupporter',
  'clinician',
  'socialCare',
  'housing',
  'benefits',
  'employment',
  'volunteer',
  'manager',
  'administrator',
  'wall',
] as const
export type Role = (typeof roleKeys)[number]

/** Everybody who may do everything about a visit. Nobody on it is senior to another. */
export const team = [
  'desk',
  'peer',
  'seniorPeer',
  'carerSupporter',
  'clinician',
  'socialCare',
  'housing',
  'benefits',
  'employment',
  'manager',
] as const satisfies readonly Role[]

/** A volunteer may log, welcome, look in, be alongside and call for someone, but not read or write notes. */
export const teamAndVolunteers = [...team, 'volunteer'] as const satisfies readonly Role[]

/** What somebody without an account may be let in as for one shift. Never who decides about others' rights. */
export const passRoles = teamAndVolunteers.filter((role) => role !== 'manager')

/** A person who works here, as against a screen on the wall. */
export const everyWorker = [...teamAndVolunteers, 'administrator'] as const satisfies readonly Role[]

export const everyRole = [...everyWorker, 'wall'] as const satisfies readonly Role[]
export const managers = ['manager'] as const satisfies readonly Role[]
export const administrators = ['administrator'] as const satisfies readonly Role[]
