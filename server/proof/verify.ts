/**
 * Walks a centre's log from its first entry and says whether it is whole: each row's hash follows from the row
 * before it, no number is left out, the head fits, and every word the log names is still the one that was said.
 * What a rewritten chain or a cut tail can hide, checkpoints that were kept outside show.
 */
import { setImmediate as turn } from 'node:timers/promises'
import { and, asc, count, eq, gt, inArray, lte } from 'drizzle-orm'
import { change, feed } from '../../db/schema/log.ts'
import { note, said } from '../../db/schema/said.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { ChangeKind } from '../../shared/contract/changes.ts'
import type { Checkpoint, Flaw } from '../../shared/contract/proof.ts'
import { digestOf } from '../commands/act.ts'
import { sealedNote } from '../rows/sealedNote.ts'
import { hashOf } from '../feed/log.ts'

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
  /** Words that were erased, as an entry says: nothing is left of them but that they were there. */
  erasedWords: number
}

const pageLength = 1_000
const erasures: readonly string[] = ['visit.erased', 'person.erased', 'enquiry.erased'] satisfies ChangeKind[]

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
const saidKept = statement((db) =>
  db
    .select({ n: count() })
    .from(said)
    .where(eq(said.centreId, ph('centreId'))),
)
const notesKept = statement((db) =>
  db
    .select({ n: count() })
    .from(note)
    .where(eq(note.centreId, ph('centreId'))),
)

/** What an entry names by a digest: something said, by its id, or a version of a note. */
interface Named {
  seq: number
  subject: string
  field: string
  digest: string
  key: string
  isNote: boolean
}
type Row = typeof change.$inferSelect
interface Data {
  said?: { id: string; field: string; digest: string }[]
  words?: string[]
  notes?: { noteId: string; version: number }[]
  noteId?: string
  version?: number
  digest?: string
}

/** Text that no longer reads as JSON names nothing: its hash has told by then. */
function dataOf(text: string): Data {
  try {
    return JSON.parse(text) as Data
  } catch {
    return {}
  }
}

function namedIn({ seq, subject, data }: Row): Named[] {
  const read = dataOf(data)
  const named = (read.said ?? []).map(({ id, field, digest }) => {
    return { seq, subject, field, digest, key: id, isNote: false }
  })
  const { noteId, version = 1, digest } = read
  if (noteId !== undefined && digest !== undefined) {
    named.push({ seq, subject, field: 'note', digest, key: `${noteId} ${version}`, isNote: true })
  }
  return named
}

/** What stands there under these keys: whom and what it is about, and the digest that it has now. */
async function standing(read: Reader, named: readonly Named[]) {
  const ids = named.filter((one) => !one.isNote).map((one) => one.key)
  const noteIds = named.filter((one) => one.isNote).map((one) => one.key.split(' ')[0] ?? '')
  const words = ids.length > 0 ? await read.select().from(said).where(inArray(said.id, ids)) : []
  const notes = noteIds.length > 0 ? await read.select().from(note).where(inArray(note.noteId, noteIds)) : []
  return new Map([
    ...words.map((one) => {
      const { subject, field, salt, value } = one
      return [one.id, { subject, field, digest: digestOf(salt, value), isGone: salt === '' }] as const
    }),
    ...notes.map((one) => {
      const { salt } = one
      const digest = digestOf(salt, sealedNote(one))
      const row = { subject: one.visitId, field: 'note', digest, isGone: salt === '' }
      return [`${one.noteId} ${one.version}`, row] as const
    }),
  ])
}

/** Words that aren't what was said, by the key that an entry names them with; `isGone`: nothing is left of them. */
type Amiss = Verdict['words'][number] & { key: string; isGone: boolean }

async function wordsOf(read: Reader, rows: readonly Row[]): Promise<{ amiss: Amiss[]; named: number }> {
  const named = rows.flatMap(namedIn)
  const there = await standing(read, named)
  const amiss = named.flatMap(({ seq, subject, field, digest, key }): Amiss[] => {
    const words = there.get(key)
    const isItsOwn = words?.subject === subject && words.field === field
    if (isItsOwn && words.digest === digest) return []
    const isGone = isItsOwn && words.isGone
    return [{ seq, subject, field, flaw: words ? 'changed' : 'missing', key, isGone }]
  })
  return { amiss, named: named.filter((one) => there.has(one.key)).length }
}

/** The keys of words that these entries say were erased. */
function erasedBy(rows: readonly Row[]): string[] {
  return rows
    .filter(({ kind }) => erasures.includes(kind))
    .flatMap(({ data }) => {
      const { words = [], notes = [] } = dataOf(data)
      return [...words, ...notes.map(({ noteId, version }) => `${noteId} ${version}`)]
    })
}

/** @throws Error when there is no such centre. Reads page by page; entries written meanwhile are left for next time. */
export async function verify(
  read: Reader,
  centreId: string,
  kept: readonly Checkpoint[] = [],
): Promise<Verdict> {
  const expected = new Map<number, Set<string>>()
  for (const { seq, hash } of kept) expected.set(seq, (expected.get(seq) ?? new Set()).add(hash))
  // Words first: every one counted here was committed, and so named, before the head is read.
  const [words] = await saidKept(read, { centreId })
  const [notes] = await notesKept(read, { centreId })
  const [top] = await headRow(read, { centreId })
  if (!top) throw new Error('no such centre')
  const verdict: Verdict = {
    entries: 0,
    until: null,
    checkpoint: { seq: 0, hash: '' },
    firstFlaw: null,
    words: [],
    unnamedWords: 0,
    erasedWords: 0,
  }
  const flawed = (seq: number, flaw: Flaw) => void (verdict.firstFlaw ??= { seq, flaw })
  let hash = ''
  let after = 0
  let named = 0
  const amiss: Amiss[] = []
  const erased = new Set<string>()
  for (;;) {
    const rows = await page(read, { centreId, after, upTo: top.head })
    for (const row of rows) {
      if (row.seq !== after + 1) flawed(after + 1, 'missing')
      else if (hashOf(hash, row) !== row.hash) flawed(row.seq, 'changed')
      const others = [...(expected.get(row.seq) ?? [])].filter((one) => one !== row.hash)
      if (others.length > 0) flawed(row.seq, 'notAsCheckpoint')
      hash = row.hash
      after = row.seq
      verdict.entries++
      verdict.until = row.at
    }
    const found = await wordsOf(read, rows)
    amiss.push(...found.amiss)
    named += found.named
    for (const key of erasedBy(rows)) erased.add(key)
    if (rows.length < pageLength) break
    // Whoever asks the same thread something short meanwhile is answered between two pages.
    await turn()
  }
  if (after < top.head) flawed(after + 1, 'missing')
  else if (hash !== top.hash) flawed(top.head, 'headChanged')
  if (Math.max(0, ...expected.keys()) > top.head) flawed(top.head + 1, 'missing')
  // What was erased while we walked is named by entries that came meanwhile.
  if (amiss.some((one) => one.isGone && !erased.has(one.key))) {
    const since = await page(read, { centreId, after: top.head, upTo: 2 ** 31 - 1 })
    for (const key of erasedBy(since)) erased.add(key)
  }
  const isErased = (one: Amiss) => one.isGone && erased.has(one.key)
  verdict.words = amiss
    .filter((one) => !isErased(one))
    .map(({ seq, subject, field, flaw }) => ({ seq, subject, field, flaw }))
  verdict.erasedWords = amiss.filter(isErased).length
  await lookBeyond(read, centreId, verdict, flawed)
  verdict.unnamedWords = Math.max(0, (words?.n ?? 0) + (notes?.n ?? 0) - named)
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
