/** The centre itself: its name and word for people, its lists and its spaces. Keys never change meaning. */
import * as z from 'zod/mini'
import { command, query, Receipt } from './call.ts'
import { Role } from './role.ts'
import { administrators, everyRole, managers } from './roleGroups.ts'
import { few, Id, Key, Name, OwnId, Time } from './values.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const settlers = [...administrators, ...managers]

export const ListName = z.enum([
  'reasons',
  'waysOfComing',
  'endings',
  'wants',
  'channels',
  'kindsOfSupport',
  'feelingSkips',
  'whatHelped',
  'roles',
])
export type ListName = z.infer<typeof ListName>

/** What a centre made of a list's entry: renamed, hidden, or one of its own. */
export const ListEntry = z.object({
  list: ListName,
  key: z.string(),
  label: z.nullable(z.string()),
  isHidden: z.boolean(),
  isOwn: z.boolean(),
})
export type ListEntry = z.infer<typeof ListEntry>

export const CentreWord = z.enum(['person', 'guest', 'visitor'])

export const Space = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  isHidden: z.boolean(),
})
export type Space = z.infer<typeof Space>

export const Centre = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  /** The centre's word for somebody without a name yet: person, guest or visitor. */
  word: CentreWord,
  isDemonstration: z.boolean(),
  /** Minutes after which somebody who said "I'll go" and hasn't begun is no longer expected. */
  onTheWayMinutes: z.number(),
  /** Minutes after which a shared device that nobody touches covers its screen. */
  lockMinutes: z.number(),
  /** Of whom a second factor is wanted when they sign in. */
  secondFactorRoles: z.array(Role),
  agencies: z.array(z.object({ id: z.string(), name: z.string() })),
  spaces: z.array(Space),
  lists: z.array(ListEntry),
  /** The server's time as it answered, which in the demonstration centre may run on a clock of its own. */
  now: Time,
  /** How many centre seconds pass in one second: 1, but for the demonstration. */
  clockSpeed: z.number(),
})
export type Centre = z.infer<typeof Centre>

export const centreCommands = {
  'centre.change': command({
    says: 'How the centre works: its name, its word for people, how long after “I’ll go” somebody is expected, and when a shared screen locks.',
    allow: settlers,
    input: {
      name: z.optional(Name),
      word: z.optional(CentreWord),
      onTheWayMinutes: z.optional(z.int().check(z.gte(1), z.lte(60))),
      lockMinutes: z.optional(z.int().check(z.gte(1), z.lte(60))),
    },
    output: Receipt,
    refusals: {},
    example: { onTheWayMinutes: 5 },
  }),
  'list.change': command({
    says: 'An entry of a list is renamed, hidden, shown again, or added as the centre’s own.',
    allow: settlers,
    input: {
      list: ListName,
      key: Key,
      label: z.optional(z.nullable(Name)),
      isHidden: z.optional(z.boolean()),
    },
    output: Receipt,
    /** What a role is called is the centre's; which roles there are, and what each may do, is not. */
    refusals: { rolesAreFixed: z.object({}) },
    example: { list: 'reasons', key: 'sleep', label: 'Sleeping badly' },
  }),
  'space.add': command({
    says: 'A room or a corner of the building.',
    allow: settlers,
    input: { spaceId: z.optional(OwnId), name: Name, kind: Key },
    output: Receipt,
    refusals: { spaceExists: z.object({}) },
    example: { name: 'Talking room 3', kind: 'talkingRoom' },
  }),
  'space.change': command({
    says: 'A space has another name, or is out of use.',
    allow: settlers,
    input: { spaceId: Id, name: z.optional(Name), isHidden: z.optional(z.boolean()) },
    output: Receipt,
    refusals: {},
    example: { spaceId: id, isHidden: true },
  }),
  'space.order': command({
    says: 'In which order the spaces stand wherever they are shown; those that aren’t named follow.',
    allow: settlers,
    input: { spaceIds: few(Id, 200) },
    output: Receipt,
    refusals: {},
    example: { spaceIds: [id] },
  }),
}

export const centreQueries = {
  centre: query({
    says: 'The centre’s name, zone, spaces, agencies, and what it made of the lists.',
    allow: everyRole,
    input: {},
    output: Centre,
    example: {},
  }),
  'centre.door': query({
    says: 'What the sign-in page may say before anybody has signed in.',
    allow: 'anybody',
    input: {},
    output: z.object({
      name: z.string(),
      isDemonstration: z.boolean(),
      /** Only ever there in the demonstration centre. */
      accounts: z.array(
        z.object({ username: z.string(), name: z.string(), role: z.string(), agency: z.string() }),
      ),
    }),
    example: {},
  }),
}
