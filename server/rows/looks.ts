/**
 * The only writer of who looked, and of which looks wait to be gone through. Ids are made before a transaction, which may
 * run more than once; rows of one answer go in together, so that a page of many people costs hardly more than a page of one.
 */
import { eq } from 'drizzle-orm'
import { looked, lookToReview } from '../../db/schema/log.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Writer } from '../../db/store.ts'

/** `isUnusual`: it is out of the way, and somebody else should go through it. */
export type Look = typeof looked.$inferInsert & { isUnusual?: boolean }

/** Parameters of one statement are few on some builds of SQLite: eight a row. */
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
  }),
)
const waits = statement((db) =>
  db.insert(lookToReview).values({ lookId: ph('id'), centreId: ph('centreId'), at: ph('at') }),
)
const noLonger = statement((db) => db.delete(lookToReview).where(eq(lookToReview.lookId, ph('id'))))

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
  if (first && more.length === 0) await one(tx, first)
  else
    for (let from = 0; from < rows.length; from += together) {
      await tx.insert(looked).values(rows.slice(from, from + together))
    }
  for (const { isUnusual, id, centreId, at } of rows) if (isUnusual) await waits(tx, { id, centreId, at })
}

/** Somebody went through it: it waits no longer. */
export async function lookReviewed(tx: Writer, id: string): Promise<void> {
  await noLonger(tx, { id })
}
