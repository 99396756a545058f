/**
 * The notes of a visit that this reader may read: those for the team, for whoever was alongside, or for them
 * by name; always their own. Of others they learn that they exist. A volunteer reads none.
 */
import { and, asc, eq } from 'drizzle-orm'
import { note } from '../../../db/schema/said.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Note } from '../../../shared/contract/log.ts'
import { team } from '../../../shared/contract/roleGroups.ts'
import type { Actor } from '../../commands/handler.ts'
import { wasAlongside } from '../../rows/alongside.ts'
import { grouped } from '../../rows/grouped.ts'
import type { Names } from './entries.ts'

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
  asker: Actor,
  names: Names,
  visitId: string,
): Promise<{ notes: Note[]; otherNotes: number }> {
  const rows = await versions(read, { visitId, centreId: asker.centreId })
  const byNote = [...grouped(rows, (row) => row.noteId).values()]
  if (!(team as readonly string[]).includes(asker.role)) return { notes: [], otherNotes: byNote.length }
  const { staffId } = asker
  const isAlongside = await wasAlongside(read, { visitId, staffId })

  const mayRead = (all: Version[]) =>
    all.some(
      ({ authorId, audience, readers }) =>
        authorId === staffId ||
        audience === 'team' ||
        (audience === 'alongside' ? isAlongside : readers.includes(staffId)),
    )
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
    earlier: all.slice(0, -1).map(version),
  }
}
