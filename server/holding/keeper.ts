/**
 * Follows the log, and puts what must hold after any restore on the lists, within about a second of its being done.
 * A server that was killed in that second does it at its next start, from where the list says it had come to. In
 * nobody's way: what can't be written is said in the output, and tried again.
 */
import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm'
import { change, feed } from '../../db/schema/log.ts'
import { said } from '../../db/schema/said.ts'
import { visit } from '../../db/schema/visit.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { SaidRef } from '../../shared/contract/changes.ts'
import type { ErasureReason } from '../../shared/contract/rights.ts'
import type { SharingSaid } from '../../shared/domain/access.ts'
import type { ProcessLog } from '../log.ts'
import { sharingField } from '../rows/sharing.ts'
import { tieField, type TieSaid } from '../rows/ties.ts'
import {
  addToList,
  choiceKinds,
  type Chosen,
  type Holding,
  holdingKinds,
  identity,
  type Position,
  readList,
  isJoining,
} from './list.ts'

const heads = statement((db) =>
  db.select({ centreId: feed.centreId, head: feed.head, epoch: feed.epoch }).from(feed),
)
const first = statement((db) =>
  db
    .select({ hash: change.hash })
    .from(change)
    .where(and(eq(change.centreId, ph('centreId')), eq(change.seq, 1))),
)
/** By what a centre's log is known, whatever comes after; undefined while it is empty. */
export const logOf = async (read: Reader, centreId: string): Promise<string | undefined> =>
  (await first(read, { centreId }))[0]?.hash

const entries = (read: Reader, centreId: string, after: number, upTo: number) =>
  read
    .select({ seq: change.seq, at: change.at, kind: change.kind, subject: change.subject, data: change.data })
    .from(change)
    .where(
      and(
        eq(change.centreId, centreId),
        gt(change.seq, after),
        lte(change.seq, upTo),
        inArray(change.kind, [...holdingKinds]),
      ),
    )
    .orderBy(asc(change.seq))

/** How many entries of the log are gone through before others have their turn. */
const page = 2_000

export interface Follower {
  /** Goes through what is new in every centre's log. */
  follow(): Promise<void>
}

/** What each list lacks of what the others have is added to it first. */
export async function openFollower(read: Reader, folders: readonly string[]): Promise<Follower> {
  const lists = []
  for (const folder of folders) lists.push({ folder, list: await readList(folder) })
  const all = lists.flatMap(({ list }) => list?.held ?? [])
  const known = new Set(all.map(identity))
  /** In which something was chosen: only of these does it matter whose they are. */
  const chosenIn = new Set(all.filter((one) => isChoice(one)).map(({ subject }) => subject))
  const places: { folder: string; comeTo: Map<string, Position> }[] = []
  for (const { folder, list } of lists) {
    const has = new Set((list?.held ?? []).map(identity))
    const lacks = new Map(all.map((one) => [identity(one), one]))
    for (const one of has) lacks.delete(one)
    await addToList(folder, [...lacks.values()])
    places.push({ folder, comeTo: new Map((list?.positions ?? []).map((one) => [one.centreId, one])) })
  }
  /** By centre; a list that isn't there yet, or is of another epoch, is written from the beginning. */
  const positions = new Map<string, Position>()

  function begin(centreId: string, epoch: string, head: number): Position {
    const comeTo = places.map((place) => place.comeTo.get(centreId))
    const isKnown = comeTo.every((one) => one?.epoch === epoch && one.readUpTo <= head)
    const least = Math.min(...comeTo.map((one) => one?.readUpTo ?? 0))
    return { centreId, epoch, readUpTo: isKnown ? least : 0 }
  }

  /** In the order of the log: a choice that was said before it was found out whose visit it was has come by then. */
  function isForTheList({ kind, subject }: Holding): boolean {
    if (isChoice({ kind })) chosenIn.add(subject)
    return !isJoining(kind) || chosenIn.has(subject)
  }

  async function add(lines: readonly (Holding | Position)[]): Promise<void> {
    for (const { folder } of places) await addToList(folder, lines)
  }

  return {
    async follow() {
      for (const { centreId, epoch, head } of await heads(read, {})) {
        const before = positions.get(centreId)
        if (before?.epoch === epoch && before.readUpTo === head) continue
        const position = before?.epoch === epoch ? before : begin(centreId, epoch, head)
        const log = (await logOf(read, centreId)) ?? ''
        while (position.readUpTo < head) {
          const upTo = Math.min(head, position.readUpTo + page)
          const found = await entries(read, centreId, position.readUpTo, upTo)
          const chosen = await choicesIn(read, found)
          const peopleOf = await peopleIn(read, found)
          const fresh = found
            .flatMap((entry) => heldFrom({ centreId, log }, entry, chosen, peopleOf) ?? [])
            .filter((one) => !known.has(identity(one)) && isForTheList(one))
          if (fresh.length > 0) await add(fresh)
          for (const one of fresh) known.add(identity(one))
          position.readUpTo = upTo
        }
        positions.set(centreId, position)
        // Said once: whatever came later is gone through again at the next start.
        if (before?.epoch !== epoch && head > 0) await add([{ ...position }])
      }
    },
  }
}

type Entry = Awaited<ReturnType<typeof entries>>[number]

const isChoice = ({ kind }: { kind: string }) => (choiceKinds as readonly string[]).includes(kind)
/** Data is what the log's own contract says of these kinds. */
const dataOf = ({ data }: Entry) =>
  JSON.parse(data) as { why?: ErasureReason; said?: SaidRef[]; personId?: string }
const choiceOf = (entry: Entry) =>
  dataOf(entry).said?.find(({ field }) => field === sharingField || field === tieField)?.id ?? ''

/** What was chosen, by the id of its row; nothing of what was erased since, and of who of the team somebody is. */
async function choicesIn(read: Reader, found: readonly Entry[]): Promise<Map<string, Chosen>> {
  const ids = found.filter(isChoice).map(choiceOf)
  if (ids.length === 0) return new Map()
  const rows = await read
    .select({ id: said.id, field: said.field, value: said.value })
    .from(said)
    .where(inArray(said.id, ids))
  return new Map(
    rows.flatMap(({ id, field, value }) => {
      const chosen = chosenBy(field, value)
      return chosen ? [[id, chosen] as const] : []
    }),
  )
}

/** `value` is what this program wrote itself, by the contract's schema; null once it is erased. */
function chosenBy(field: string, value: unknown): Chosen | null {
  if (value === null) return null
  if (field === tieField) return { tie: value as TieSaid }
  const { colleague, chosen, ...rest } = value as SharingSaid
  return colleague === undefined && chosen === undefined ? rest : null
}

/** Whose the visits are in which something was chosen. */
async function peopleIn(read: Reader, found: readonly Entry[]): Promise<Map<string, string>> {
  const ids = found.filter(isChoice).map(({ subject }) => subject)
  if (ids.length === 0) return new Map()
  const rows = await read
    .select({ id: visit.id, personId: visit.personId })
    .from(visit)
    .where(inArray(visit.id, ids))
  return new Map(rows.flatMap(({ id, personId }) => (personId === null ? [] : [[id, personId] as const])))
}

/** Null: a choice that was erased (that it was stands further on), or isn't for the list. */
function heldFrom(
  of: Pick<Holding, 'centreId' | 'log'>,
  entry: Entry,
  chosen: ReadonlyMap<string, Chosen>,
  peopleOf: ReadonlyMap<string, string>,
): Holding | null {
  const { seq, at, kind, subject } = entry
  const held = { ...of, seq, at, kind: kind as Holding['kind'], subject }
  if (kind === 'tie.ended') return held
  if (isChoice(entry)) {
    const one = chosen.get(choiceOf(entry))
    const personId = peopleOf.get(subject)
    return one ? { ...held, chosen: one, ...(personId === undefined ? {} : { personId }) } : null
  }
  const { why, personId } = dataOf(entry)
  // From whom it was parted is nobody's any more.
  const theirs = personId === undefined || kind === 'visit.personParted' ? {} : { personId }
  return { ...held, ...(why ? { why } : {}), ...theirs }
}

export interface Keeper {
  stop(): void
}

/** How often the log is looked at, ms. */
const everyMs = 1_000

/** `folders`: where the lists are kept. */
export function startKeeper(parts: {
  read: Reader
  folders: readonly string[]
  log: Pick<ProcessLog, 'journal'>
}): Keeper {
  const { read, folders, log } = parts
  let stopped = false
  let waiting: NodeJS.Timeout | undefined
  let follower: Follower | undefined
  let isSaid = false

  async function one(): Promise<void> {
    try {
      follower ??= await openFollower(read, folders)
      await follower.follow()
      isSaid = false
    } catch (error) {
      // Begun anew: what was written of a page before it failed is found on the list.
      follower = undefined
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
      if (!stopped && !isSaid) log.journal.warn({ code }, 'what must hold could not be put on the list')
      isSaid = true
    }
    if (stopped) return
    waiting = setTimeout(() => void one(), everyMs)
    waiting.unref()
  }
  void one()
  return {
    stop() {
      stopped = true
      clearTimeout(waiting)
    },
  }
}
