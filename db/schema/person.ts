/** Somebody the centre knows. What they are called is theirs to choose; earlier values stay in `said`. */
import { sql } from 'drizzle-orm'
import type { Sharing } from '../../shared/domain/access.ts'
import { index, int, json, primaryKey, table, text, time } from '../portable.ts'

export const person = table(
  'person',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    name: text().notNull(),
    otherNames: json<string[]>().notNull(),
    /** A year, a month or a day, as far as it was given. */
    birth: text(),
    /** When they died, as far as it is known; null for whoever is alive, or may be. */
    died: text(),
    secondLine: text(),
    /** Who may know what, out of everything they chose by themselves and in their visits (rows/sharing.ts). */
    sharing: json<Sharing>(),
    /** Since when what is written is restricted, out of `sharing`, for what asks the tables. */
    restrictedAt: time(),
    /** Safe to contact: how, when, and what never to say. */
    contactHow: text(),
    contactWhen: text(),
    contactNever: text(),
    addedAt: time().notNull(),
    addedBy: text().notNull(),
    version: int().notNull(),
  },
  (t) => [
    index('person_added').on(t.centreId, t.addedAt),
    index('person_restricted')
      .on(t.centreId)
      .where(sql`restricted_at is not null`),
  ],
)

/** The words of every name, folded to plain small letters, so that any name is found by its beginning. */
export const nameWord = table(
  'name_word',
  {
    centreId: text().notNull(),
    word: text().notNull(),
    personId: text()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    primaryKey({ columns: [t.centreId, t.word, t.personId] }),
    index('name_word_person').on(t.personId),
  ],
)
