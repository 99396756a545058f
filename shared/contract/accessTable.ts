/**
 * Who may know what: role × what the person answered for the worker's agency × topic, as one table. It is data;
 * shared/domain/access.ts alone reads it, and docs/access.md is written from it. No zod here: screens show it.
 */
import { type Role, team } from './roleGroups.ts'

/** What somebody may choose about. The last three come with what they are about; the table has them from the start. */
export const topics = ['name', 'wishes', 'notes', 'helps', 'promises', 'safetyPlan'] as const
export type Topic = (typeof topics)[number]

/** What they said of one agency and one topic. Not asked is the absence of an answer. */
export const answers = ['yes', 'no', 'ratherNotSay'] as const
export type Answer = (typeof answers)[number]

/**
 * Where a choice stands for whoever looks. `ownRecord`: the person works here themselves, and this colleague is
 * none whom they chose. `restricted`: what was written is kept and used for nothing, and they didn't let this worker in.
 */
export const standings = ['notAsked', 'ratherNotSay', 'yes', 'no', 'ownRecord', 'restricted'] as const
export type Standing = (typeof standings)[number]

/**
 * `shown` whole; `asMeant`: what the person, or they and the writer, meant for whoever looks; `theirs`: what is to
 * them, by them or by their agency; `blank`: nothing but what one wrote oneself.
 */
export type Effect = 'shown' | 'asMeant' | 'theirs' | 'blank'

/** Roles that see alike. `settings` looks after the centre and has no part in visits; `wall` is a screen. */
export const sights = ['team', 'volunteer', 'settings', 'wall'] as const
export type Sight = (typeof sights)[number]

export function sightOf(role: Role): Sight {
  if (role === 'wall' || role === 'volunteer') return role
  return (team as readonly Role[]).includes(role) ? 'team' : 'settings'
}

type Row = Readonly<Record<Standing, Effect>>

/**
 * Rather not say leaves what holds for whoever was never asked; a no is a no, and so are a colleague's own record and
 * one that is restricted.
 */
const row = (usually: Effect, afterYes: Effect): Row => ({
  notAsked: usually,
  ratherNotSay: usually,
  yes: afterYes,
  no: 'blank',
  ownRecord: 'blank',
  restricted: 'blank',
})
const never = row('blank', 'blank')

const teamRows = {
  name: row('shown', 'shown'),
  wishes: row('asMeant', 'asMeant'),
  notes: row('asMeant', 'asMeant'),
  helps: row('shown', 'shown'),
  promises: row('theirs', 'shown'),
  safetyPlan: row('blank', 'shown'),
} as const satisfies Record<Topic, Row>

export const accessTable: Readonly<Record<Sight, Readonly<Record<Topic, Row>>>> = {
  team: teamRows,
  volunteer: { ...teamRows, notes: never },
  settings: {
    name: row('shown', 'shown'),
    wishes: never,
    notes: never,
    helps: never,
    promises: never,
    safetyPlan: never,
  },
  wall: {
    name: row('asMeant', 'asMeant'),
    wishes: never,
    notes: never,
    helps: never,
    promises: never,
    safetyPlan: never,
  },
}
