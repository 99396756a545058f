/**
 * Notes: words, kept apart from the log, which holds only their digest. Never changed; a correction is a new
 * version beside the old. For whom a note is meant is chosen when it is written, and stays so. A person's own
 * statement about a note is a note that points at it.
 */
import { and, desc, eq } from 'drizzle-orm'
import { person } from '../../../db/schema/person.ts'
import { note } from '../../../db/schema/said.ts'
import { staff } from '../../../db/schema/staff.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Input } from '../../../shared/contract/index.ts'
import { team } from '../../../shared/contract/roleGroups.ts'
import { mayReadNote, maySee } from '../../../shared/domain/access.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { lookerAs, sharingOfVisit } from '../../feed/label.ts'
import { wasAlongside } from '../../rows/alongside.ts'
import { holdVisit } from '../../rows/locks.ts'
import { openedUntil } from '../../rows/opened.ts'
import { sealedNote } from '../../rows/sealedNote.ts'

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
    disputes: ph('disputes'),
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
const versions = statement((db) =>
  db
    .select()
    .from(note)
    .where(and(eq(note.noteId, ph('noteId')), eq(note.visitId, ph('visitId')))),
)
const chosen = statement((db) =>
  db
    .select({ visit, personSharing: person.sharing })
    .from(visit)
    .leftJoin(person, eq(person.id, visit.personId))
    .where(eq(visit.id, ph('visitId'))),
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
    const { visitId, text } = input
    if ((await holdVisit(tx, { visitId, centreId })).length === 0) return act.missing()
    const noteId = input.noteId ?? act.newId()
    if ((await latest(tx, { noteId })).length > 0) act.refuse('noteExists', {})
    const { isTogether, disputes, ...meantFor } = input.disputes
      ? await asDisputed(tx, act, { visitId, disputes: input.disputes }, input)
      : await asChosen(tx, act, input)
    // For whom it was meant is sealed with the words: who was allowed to read them can be proved.
    const { salt, digest } = act.seal(sealedNote({ text, ...meantFor, disputes }))
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
      ...meantFor,
      disputes,
      occurredAt: act.occurredAt,
      at: act.at,
    })
    const about = disputes === null ? {} : { disputes }
    act.change('note.written', visitId, { noteId, isTogether, ...about, digest })
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
    const { salt, digest } = act.seal(sealedNote({ ...before, text }))
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

type Writing = Input<'note.write'>

async function asChosen(tx: Writer, act: Act<'note.write'>, input: Writing) {
  const { audience = 'team', isTogether = false } = input
  const readers = await readersOf(tx, act, audience, input.readers ?? [])
  return { audience, readers, isTogether, disputes: null }
}

/** A statement is the person's, so it is written together, and meant for whoever the note is meant for. */
async function asDisputed(
  tx: Writer,
  act: Act<'note.write'>,
  of: { visitId: string; disputes: string },
  { audience, readers, isTogether }: Writing,
) {
  if (audience !== undefined) act.invalid('audience', 'asDisputed')
  if (readers !== undefined) act.invalid('readers', 'asDisputed')
  if (isTogether === false) act.invalid('isTogether', 'asDisputed')
  const { visitId, disputes } = of
  const disputed = await versions(tx, { noteId: disputes, visitId })
  const [note] = disputed
  if (!note) return act.invalid('disputes', 'unknownNote')
  if (note.disputes !== null) return act.invalid('disputes', 'isStatement')
  const { staffId } = act.actor
  const [found] = await chosen(tx, { visitId })
  if (!found) return act.missing()
  const { personId } = found.visit
  const until = await openedUntil(tx, { staffId, visitId, personId, now: act.at })
  const looker = { ...lookerAs(act.actor), hasOpened: until !== null }
  const may = maySee('notes', looker, sharingOfVisit(found.visit, found.personSharing))
  const wasAlong = await wasAlongside(tx, { visitId, staffId })
  if (!mayReadNote(disputed, { staffId, may, wasAlongside: wasAlong })) act.refuse('noteNotForYou', {})
  return { audience: note.audience, readers: note.readers, isTogether: true, disputes }
}

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
