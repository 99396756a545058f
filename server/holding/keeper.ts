/**
 * Follows the log, and puts what must hold after any restore on the lists, within about a second of its being done.
 * A server that was killed in that second does it at its next start, from where the list says it had come to. In
 * nobody's way: what can't be written is said in the output, and tried again.
 */
import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm'
import { change, feed } from '../../db/schema/log.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { ErasureReason } from '../../shared/contract/rights.ts'
import type { ProcessLog } from '../log.ts'
import { addToList, type Held, holdingKinds, identity, type Position, readList } from './list.ts'

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

  async function add(lines: readonly (Held | Position)[]): Promise<void> {
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
          const fresh = found
            .map((entry) => heldFrom({ centreId, log }, entry))
            .filter((one) => !known.has(identity(one)))
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

function heldFrom(of: Pick<Held, 'centreId' | 'log'>, { seq, at, kind, subject, data }: Entry): Held {
  // Both are what the log's own contract says of these kinds.
  const { why } = JSON.parse(data) as { why?: ErasureReason }
  return { ...of, seq, at, kind: kind as Held['kind'], subject, ...(why ? { why } : {}) }
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
      if (!stopped && !isSaid) log.journal.warn({ code }, 'what was erased could not be put on the list')
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
