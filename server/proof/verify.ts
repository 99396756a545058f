/**
 * Walks a centre's log from its first entry and says whether it is whole: each row's hash follows from the row
 * before it, no number is left out, the head fits, and every word the log names is still the one that was said.
 * What a rewritten chain or a cut tail can hide, a checkpoint kept outside shows (`expected`).
 */
import { and, asc, count, eq, gt, inArray, lte } from 'drizzle-orm'
import { change, feed } from '../../db/schema/log.ts'
import { said } from '../../db/schema/said.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import { digestOf } from '../commands/act.ts'
import { hashOf } from '../feed/log.ts'

/** A number of the log and the hash of its row, as printed on a roll call or sent outside. */
export interface Checkpoint {
  seq: number
  hash: string
}

/** Why an entry is not what was written: it is gone, it isn't the same, or it stands beyond the head. */
export type Flaw = 'missing' | 'changed' | 'beyondHead' | 'headChanged' | 'notAsCheckpoint'

export interface Verdict {
  /** Entries walked, and when the last of them was recorded (UTC ms). */
  entries: number
  until: number | null
  /** What to keep outside; the first number is 1. */
  checkpoint: Checkpoint
  firstFlaw: { seq: number; flaw: Flaw } | null
  /** Words whose digest no longer fits, or that are gone: where the log names them, never what they say. */
  words: { seq: number; subject: string; field: string; flaw: 'missing' | 'changed' }[]
  /** Words that no entry names: put in past the door. */
  unnamedWords: number
}

const pageLength = 1_000

const headRow = statement((db) =>
  db
    .select({ head: feed.head, hash: feed.hash })
    .from(feed)
    .where(eq(feed.centreId, ph('centreId'))),
)
const page = statement((db) =>
  db
    .select()
    .from(change)
    .where(and(eq(change.centreId, ph('centreId')), gt(change.seq, ph('after')), lte(change.seq, ph('upTo'))))
    .orderBy(asc(change.seq))
    .limit(pageLength),
)
const beyond = statement((db) =>
  db
    .select({ seq: change.seq })
    .from(change)
    .where(and(eq(change.centreId, ph('centreId')), gt(change.seq, ph('head'))))
    .orderBy(asc(change.seq))
    .limit(1),
)
const wordsKept = statement((db) =>
  db
    .select({ n: count() })
    .from(said)
    .where(eq(said.centreId, ph('centreId'))),
)

interface Named {
  id: string
  field: string
  digest: string
}
type Row = typeof change.$inferSelect

/** What an entry names. Text that no longer reads as JSON names nothing: its hash has told by then. */
function namedIn(data: string): Named[] {
  try {
    return (JSON.parse(data) as { said?: Named[] }).said ?? []
  } catch {
    return []
  }
}

async function wordsOf(
  read: Reader,
  rows: readonly Row[],
): Promise<{ flaws: Verdict['words']; named: number }> {
  const named = rows.flatMap((row) => namedIn(row.data).map((one) => ({ row, one })))
  if (named.length === 0) return { flaws: [], named: 0 }
  const ids = named.map(({ one }) => one.id)
  const kept = new Map(
    (await read.select().from(said).where(inArray(said.id, ids))).map((one) => [one.id, one]),
  )
  const flaws = named.flatMap(({ row, one }) => {
    const words = kept.get(one.id)
    const fits =
      words?.subject === row.subject &&
      words.field === one.field &&
      digestOf(words.salt, words.value) === one.digest
    if (fits) return []
    const flaw = words ? ('changed' as const) : ('missing' as const)
    return [{ seq: row.seq, subject: row.subject, field: one.field, flaw }]
  })
  return { flaws, named: kept.size }
}

/** @throws Error when there is no such centre. Reads page by page; entries written meanwhile are left for next time. */
export async function verify(read: Reader, centreId: string, expected?: Checkpoint): Promise<Verdict> {
  // Words first: every one counted here was committed, and so named, before the head is read.
  const [words] = await wordsKept(read, { centreId })
  const [top] = await headRow(read, { centreId })
  if (!top) throw new Error('no such centre')
  const verdict: Verdict = {
    entries: 0,
    until: null,
    checkpoint: { seq: 0, hash: '' },
    firstFlaw: null,
    words: [],
    unnamedWords: 0,
  }
  const flawed = (seq: number, flaw: Flaw) => void (verdict.firstFlaw ??= { seq, flaw })
  let hash = ''
  let after = 0
  let named = 0
  for (;;) {
    const rows = await page(read, { centreId, after, upTo: top.head })
    for (const row of rows) {
      if (row.seq !== after + 1) flawed(after + 1, 'missing')
      else if (hashOf(hash, row) !== row.hash) flawed(row.seq, 'changed')
      if (expected?.seq === row.seq && expected.hash !== row.hash) flawed(row.seq, 'notAsCheckpoint')
      hash = row.hash
      after = row.seq
      verdict.entries++
      verdict.until = row.at
    }
    const found = await wordsOf(read, rows)
    verdict.words.push(...found.flaws)
    named += found.named
    if (rows.length < pageLength) break
  }
  if (after < top.head) flawed(after + 1, 'missing')
  else if (hash !== top.hash) flawed(top.head, 'headChanged')
  if (expected && expected.seq > top.head) flawed(top.head + 1, 'missing')
  await lookBeyond(read, centreId, verdict, flawed)
  verdict.unnamedWords = Math.max(0, (words?.n ?? 0) - named)
  verdict.checkpoint = { seq: after, hash }
  return verdict
}

/** Rows above the head were never given a number; those written while we walked have moved the head on. */
async function lookBeyond(
  read: Reader,
  centreId: string,
  verdict: Verdict,
  flawed: (seq: number, flaw: Flaw) => void,
): Promise<void> {
  const [now] = await headRow(read, { centreId })
  const [stray] = await beyond(read, { centreId, head: now?.head ?? 0 })
  if (stray && verdict.firstFlaw === null) flawed(stray.seq, 'beyondHead')
}

export const isWhole = (verdict: Verdict): boolean =>
  verdict.firstFlaw === null && verdict.words.length === 0 && verdict.unnamedWords === 0
