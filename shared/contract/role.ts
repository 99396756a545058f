/** The roles a worker can have at a centre. Their groups stand in roleGroups.ts and are found here too. */
import * as z from 'zod/mini'

export * from './roleGroups.ts'

export const Role = z.enum([
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
])
export type Role = z.infer<typeof Role>
