/**
 * The notes of a visit that this reader may read: those for the team, for whoever was alongside, or for them
 * by name, as far as the person lets their agency read any (`may`); always their own. Of others they learn that
 * they exist. What the person says about a note is for whoever may read that note.
 */
import { and, asc, eq } from 'drizzle-orm'
import { note } from '../../../db/schema/said.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Effect } from '../../../shared/contract/accessTable.ts'
import type { Note } from '../../../shared/contract/log.ts'
import { mayReadNote } from '../../../shared/domain/access.ts'
import type { Actor } from '../../commands/handler.ts'
import { wasAlongside } from '../../rows/alongside.ts'
import { grouped } from '../../rows/grouped.ts'
import type { Names } from '../../rows/entries.ts'

const versions = statement((db) =>
  db
    .select()
    .from(note)
    .where(and(eq(note.visitId, ph('visitId')), eq(note.centreId, ph('centreId'))))
    .orderBy(asc(note.version), asc(note.id)),
)

type Version = typeof note.$inferSelect

export async function notesFor(
  read: Reader,
  of: { asker: Actor; may: Effect; names: Names; visitId: string },
): Promise<{ notes: Note[]; otherNotes: number }> {
  const { asker, may, names, visitId } = of
  const rows = await versions(read, { visitId, centreId: asker.centreId })
  const byNote = [...grouped(rows, (row) => row.noteId).values()]
  const { staffId } = asker
  const isAlongside = await wasAlongside(read, { visitId, staffId })

  const mayReadIt = (all: Version[]) => mayReadNote(all, { staffId, may, wasAlongside: isAlongside })
  // A statement stands beside what it disputes: whoever may read that reads it too.
  const disputed = (all: Version[]) => byNote.find(([one]) => one?.noteId === all[0]?.disputes)
  const mayRead = (all: Version[]) => mayReadIt(all) || mayReadIt(disputed(all) ?? [])
  const notes = byNote
    .filter(mayRead)
    .sort(([a], [b]) => (a?.occurredAt ?? 0) - (b?.occurredAt ?? 0))
    .flatMap((all) => noteOf(all, names) ?? [])
  return { notes, otherNotes: byNote.length - notes.length }
}

function noteOf(all: Version[], names: Names): Note | undefined {
  const latest = all.at(-1)
  if (!latest) return undefined
  const who = (staffId: string) => ({ staffId, name: names.of(staffId) })
  const version = ({ text, occurredAt, authorId, ...one }: Version) => ({
    text,
    at: occurredAt,
    by: who(authorId),
    version: one.version,
  })
  return {
    id: latest.noteId,
    ...version(latest),
    isTogether: latest.isTogether,
    audience: latest.audience,
    readers: latest.readers.map(who),
    disputes: latest.disputes,
    earlier: all.slice(0, -1).map(version),
  }
}
