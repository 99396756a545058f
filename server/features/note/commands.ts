/**
 * Notes: words, kept apart from the log, which holds only their digest. Never changed; a correction is a new
 * version beside the old. For whom a note is meant is chosen when it is written, and stays so.
 */
import { and, desc, eq } from 'drizzle-orm'
import { note } from '../../../db/schema/said.ts'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { team } from '../../../shared/contract/roleGroups.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { wasAlongside } from '../../rows/alongside.ts'
import { holdVisit } from '../../rows/locks.ts'

const keep = statement((db) =>
  db.insert(note).values({
    id: ph('id'),
    noteId: ph('noteId'),
    version: ph('version'),
    centreId: ph('centreId'),
    visitId: ph('visitId'),
    authorId: ph('authorId'),
    text: ph('text'),
    salt: ph('salt'),
    isTogether: ph('isTogether'),
    audience: ph('audience'),
    readers: ph('readers'),
    occurredAt: ph('occurredAt'),
    at: ph('at'),
  }),
)
const latest = statement((db) =>
  db
    .select()
    .from(note)
    .where(eq(note.noteId, ph('noteId')))
    .orderBy(desc(note.version))
    .limit(1),
)
const first = statement((db) =>
  db
    .select({ authorId: note.authorId })
    .from(note)
    .where(and(eq(note.noteId, ph('noteId')), eq(note.version, 1))),
)
const worker = statement((db) =>
  db
    .select({ role: staff.role })
    .from(staff)
    .where(and(eq(staff.id, ph('staffId')), eq(staff.centreId, ph('centreId')))),
)

export const noteHandlers = {
  async 'note.write'(tx, act, input) {
    const { centreId } = act
    const { visitId, text, audience = 'team', isTogether = false } = input
    if ((await holdVisit(tx, { visitId, centreId })).length === 0) return act.missing()
    const noteId = input.noteId ?? act.newId()
    if ((await latest(tx, { noteId })).length > 0) act.refuse('noteExists', {})
    const readers = await readersOf(tx, act, audience, input.readers ?? [])
    // For whom it was meant is sealed with the words: who was allowed to read them can be proved.
    const { salt, digest } = act.seal({ text, audience, readers })
    await keep(tx, {
      id: act.newId(),
      noteId,
      version: 1,
      centreId,
      visitId,
      authorId: act.actor.staffId,
      text,
      salt,
      isTogether,
      audience,
      readers,
      occurredAt: act.occurredAt,
      at: act.at,
    })
    act.change('note.written', visitId, { noteId, isTogether, digest })
    return noteId
  },

  /** By whoever wrote it; one written together, by anybody who is or was alongside too. */
  async 'note.correct'(tx, act, { noteId, text }) {
    const [known] = await latest(tx, { noteId })
    if (known?.centreId !== act.centreId) return act.missing()
    const { visitId } = known
    // Versions of a note follow one another.
    await holdVisit(tx, { visitId, centreId: act.centreId })
    const [before] = await latest(tx, { noteId })
    if (!before) return act.missing()
    if (!(await mayCorrect(tx, act, before))) act.refuse('notYours', {})
    if (before.text === text) return noteId
    const version = before.version + 1
    const { salt, digest } = act.seal({ text, audience: before.audience, readers: before.readers })
    await keep(tx, {
      ...before,
      id: act.newId(),
      version,
      authorId: act.actor.staffId,
      text,
      salt,
      occurredAt: act.occurredAt,
      at: act.at,
    })
    act.change('note.corrected', visitId, { noteId, version, digest })
    return noteId
  },
} satisfies Partial<Handlers>

/** Named readers, once each: workers of this centre whose role reads notes at all. */
async function readersOf(
  tx: Writer,
  act: Act<'note.write'>,
  audience: 'team' | 'alongside' | 'named',
  named: readonly string[],
): Promise<string[]> {
  if (audience !== 'named') return named.length === 0 ? [] : act.invalid('readers', 'onlyForNamed')
  if (named.length === 0) return act.invalid('readers', 'required')
  const readers = [...new Set(named)]
  for (const staffId of readers) {
    const [found] = await worker(tx, { staffId, centreId: act.centreId })
    if (!found) return act.invalid('readers', 'unknownStaff')
    if (!(team as readonly string[]).includes(found.role)) return act.invalid('readers', 'readsNoNotes')
  }
  return readers
}

/** The first version's author stays the author, whoever else has put it right since. */
async function mayCorrect(
  tx: Writer,
  act: Act<'note.correct'>,
  before: { noteId: string; visitId: string; isTogether: boolean },
): Promise<boolean> {
  const { staffId } = act.actor
  const [written] = await first(tx, { noteId: before.noteId })
  if (written?.authorId === staffId) return true
  return before.isTogether && (await wasAlongside(tx, { visitId: before.visitId, staffId }))
}
