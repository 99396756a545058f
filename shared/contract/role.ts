/** A worker's role as calls carry it. The roles and their groups stand in roleGroups.ts. */
import * as z from 'zod/mini'
import { type Role as RoleKey, roleKeys } from './roleGroups.ts'

export const Role = z.enum(roleKeys)
export type Role = RoleKey
/** Only these may be given to a worker: a wall is a screen, not somebody. */
export const WorkerRole = Role.check(z.refine((role) => role !== 'wall', 'notAWorker'))
