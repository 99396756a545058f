/**
 * Takes the rows that a query reads, so that they stay as they are until the transaction ends. PostgreSQL is
 * told to; on SQLite there is one writer at a time, and nothing has to be said.
 *
 * The lock is the one that an UPDATE takes. A weaker one that several may hold at once would have to be made
 * stronger where the same work then changes the row: eight presses of one worker deadlocked on it.
 */
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/** `of`: the one table of the query whose rows are taken; others in it may change meanwhile. */
export function taking<Q>(query: Q, of: SQLiteTable): Q {
  // Two worlds meet: only PostgreSQL's builder has `for`, see portable.ts.
  const locking = query as Q & { for?: (strength: 'no key update', options: { of: SQLiteTable }) => Q }
  return locking.for?.('no key update', { of }) ?? query
}
