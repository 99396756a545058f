/**
 * The only writer of who looked. Ids are made before a transaction, which may run more than once; rows of one answer
 * go in together, so that a page of many people costs hardly more than a page of one.
 */
import { looked } from '../../db/schema/log.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Writer } from '../../db/store.ts'

export type Look = typeof looked.$inferInsert

/** Parameters of one statement are few on some builds of SQLite: nine a row. */
const together = 100

const one = statement((db) =>
  db.insert(looked).values({
    id: ph('id'),
    centreId: ph('centreId'),
    at: ph('at'),
    staffId: ph('staffId'),
    sessionId: ph('sessionId'),
    what: ph('what'),
    subject: ph('subject'),
    page: ph('page'),
    isUnusual: ph('isUnusual'),
  }),
)

/** A row for each of `subjects`; for nobody's record, one row without. */
export function looksAt(
  of: Omit<Look, 'id' | 'subject'>,
  subjects: readonly (string | null)[],
  newId: () => string,
): Look[] {
  return (subjects.length > 0 ? subjects : [null]).map((subject) => ({ ...of, id: newId(), subject }))
}

export async function addLooks(tx: Writer, rows: readonly Look[]): Promise<void> {
  const [first, ...more] = rows
  if (first && more.length === 0) return void (await one(tx, { isUnusual: null, ...first }))
  for (let from = 0; from < rows.length; from += together) {
    await tx.insert(looked).values(rows.slice(from, from + together))
  }
}
