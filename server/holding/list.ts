/**
 * The list of what must hold whatever is restored: which records were erased, what somebody chose about who may know
 * what, and who works here no longer, beside the backups and in the data folder. A backup from before knows nothing of
 * it. Ids, times and plain keys alone: never a name, never a word. Lines are added and never changed.
 */
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { answers, topics } from '../../shared/contract/accessTable.ts'
import { restrictionReasons } from '../../shared/contract/restriction.ts'
import { erasureReasons } from '../../shared/contract/rights.ts'
import { tieSides } from '../../shared/contract/tie.ts'

/** What the file is called, in whichever folder. */
export const listName = 'erased-and-left.jsonl'

/** Those by which somebody chose who may know what, or took back whom they support. */
export const choiceKinds = [
  'visit.sharingChosen',
  'person.sharingChosen',
  'visit.restricted',
  'person.restricted',
  'visit.restrictionLifted',
  'person.restrictionLifted',
  'tie.chosen',
  'tie.ended',
] as const

/** Those by which it is known whose visit it was in which somebody chose. */
const joiningKinds = ['visit.personJoined', 'visit.personParted'] as const
export const isJoining = (kind: string): boolean => (joiningKinds as readonly string[]).includes(kind)

/** The kinds of change that must outlive the database in which they were made. */
export const holdingKinds = [
  ...choiceKinds,
  ...joiningKinds,
  'person.erased',
  'visit.erased',
  'enquiry.erased',
  'account.switchedOff',
  'account.left',
  'account.switchedOn',
] as const

/** One act of choosing: the domain's SharingSaid, but for who of the team somebody is, which would outlive an erasure here. */
const Chosen = z.object({
  agencies: z.optional(z.array(z.string())),
  answers: z.optional(z.partialRecord(z.enum(topics), z.nullable(z.enum(answers)))),
  restricted: z.optional(
    z.nullable(
      z.object({
        at: z.int(),
        why: z.enum(restrictionReasons),
        by: z.string(),
        letIn: z.array(z.string()),
      }),
    ),
  ),
  objects: z.optional(z.nullable(z.boolean())),
  /** Of a tie: whether the other of the two may know of this one. Who the two are stands nowhere here. */
  tie: z.optional(z.object({ side: z.enum(tieSides), mayKnow: z.nullable(z.boolean()) })),
})
export type Chosen = z.infer<typeof Chosen>

const Holding = z.object({
  centreId: z.string(),
  /** The hash of the first entry of the log it was made in: a centre that was made anew under the same id is another. */
  log: z.string(),
  /** Its number in that log. */
  seq: z.int(),
  /** UTC ms. */
  at: z.int(),
  kind: z.enum(holdingKinds),
  /** The person's, the visit's, the enquiry's, the tie's or the worker's id. */
  subject: z.string(),
  why: z.optional(z.enum(erasureReasons)),
  chosen: z.optional(Chosen),
  /** Whose visit it was said in, where that is known; whom it was joined to, or parted from: the visit itself may have
      begun after the backup. */
  personId: z.optional(z.string()),
})
export type Holding = z.infer<typeof Holding>

/** Up to which number of a centre's log everything has been looked through; the last one says. */
const Position = z.object({ centreId: z.string(), epoch: z.string(), readUpTo: z.int() })
export type Position = z.infer<typeof Position>

export interface List {
  held: Holding[]
  positions: Position[]
}

/** The same thing, from whichever list. */
export const identity = ({ log, seq, kind, subject, at }: Holding): string =>
  [log, seq, kind, subject, at].join(' ')

/**
 * Null: there is none in this folder. What was cut off on its way to the disk is no line, and is written again when
 * the log is next looked through.
 */
export async function readList(folder: string): Promise<List | null> {
  const text = await readFile(join(folder, listName), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const lines = text.split('\n').map(parsed)
  return {
    held: lines.flatMap((line) => Holding.safeParse(line).data ?? []),
    positions: lines.flatMap((line) => Position.safeParse(line).data ?? []),
  }
}

/** On the disk before it resolves; makes folder and file where there are none. Begins on a line of its own. */
export async function addToList(folder: string, lines: readonly (Holding | Position)[]): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const handle = await open(join(folder, listName), 'a+', 0o600)
  try {
    const { size } = await handle.stat()
    const last = size === 0 ? '\n' : (await handle.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString()
    const begins = last === '\n' ? '' : '\n'
    if (lines.length > 0)
      await handle.appendFile(begins + lines.map((one) => `${JSON.stringify(one)}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Everything that any of the lists holds, once. Null: none of the folders has a list. */
export async function readLists(folders: readonly string[]): Promise<Holding[] | null> {
  const lists = []
  for (const folder of folders) lists.push(await readList(folder))
  const found = lists.filter((list) => list !== null)
  if (found.length === 0) return null
  return [...new Map(found.flatMap(({ held }) => held).map((one) => [identity(one), one])).values()]
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
