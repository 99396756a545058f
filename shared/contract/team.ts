/** Who is on to help. Said by people, never guessed from a socket. */
import * as z from 'zod/mini'
import { OnTeam } from './board.ts'
import { command, query, Receipt } from './call.ts'
import { Role } from './role.ts'
import { everyWorker, teamAndVolunteers } from './roleGroups.ts'
import { Id, Remark, Time, Who } from './values.ts'

/** A worker of the centre, on or not: for wishes, handovers and calls. */
export const Colleague = z.object({
  staffId: z.string(),
  name: z.string(),
  role: Role,
  agencyId: z.string(),
  agency: z.string(),
})
export type Colleague = z.infer<typeof Colleague>

export const teamCommands = {
  'team.on': command({
    says: '“I’m here to help”; by somebody else with a note. `asLead`: and I lead this shift.',
    allow: teamAndVolunteers,
    input: { staffId: z.optional(Id), asLead: z.optional(z.boolean()), note: z.optional(Remark) },
    output: Receipt,
    refusals: {
      alreadyOn: z.object({ at: Time }),
      leadTaken: z.object({ by: Who, since: Time }),
      sayWhy: z.object({}),
    },
    example: {},
  }),
  'team.off': command({
    says: '“I’m going.” Whoever they were with goes on with those alongside, or is waiting again.',
    allow: teamAndVolunteers,
    input: { staffId: z.optional(Id), note: z.optional(Remark) },
    output: Receipt,
    refusals: { notOn: z.object({}), alreadyOn: z.object({ at: Time }), sayWhy: z.object({}) },
    example: {},
  }),
}

export const teamQueries = {
  team: query({
    says: 'Who is on now, and everybody who works here.',
    allow: everyWorker,
    input: {},
    output: z.object({ on: z.array(OnTeam), staff: z.array(Colleague) }),
    example: {},
  }),
}
