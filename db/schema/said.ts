/**
 * Everything said and answered, and every note: append-only, each with a salt of its own. The log names a
 * row here by its digest; erasing destroys words and salt and leaves the log whole.
 */
import type { Audience } from '../../shared/contract/note.ts'
import { flag, index, int, json, table, text, time } from '../portable.ts'

export const said = table(
  'said',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    /** The visit, person or worker it is about. */
    subject: text().notNull(),
    /** What was asked or answered: label, words, reasons, feeling, ending, wantsNote, name … */
    field: text().notNull(),
    value: json<unknown>(),
    salt: text().notNull(),
    at: time().notNull(),
    byStaffId: text().notNull(),
  },
  (t) => [index('said_subject').on(t.subject, t.at)],
)

/** One version of a note. A correction is a new row under the same `noteId`. */
export const note = table(
  'note',
  {
    id: text().primaryKey(),
    noteId: text().notNull(),
    version: int().notNull(),
    centreId: text().notNull(),
    visitId: text().notNull(),
    authorId: text().notNull(),
    text: text().notNull(),
    salt: text().notNull(),
    isTogether: flag().notNull(),
    audience: text().$type<Audience>().notNull(),
    readers: json<string[]>().notNull(),
    /** The note that the person disputes, where this is their own statement about it. */
    disputes: text(),
    occurredAt: time().notNull(),
    at: time().notNull(),
  },
  (t) => [index('note_visit').on(t.visitId), index('note_versions').on(t.noteId, t.version)],
)
