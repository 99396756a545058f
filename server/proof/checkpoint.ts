/** The log's end as it is now: what is kept outside, so that a log cut short or written anew is found. */
import { and, eq } from 'drizzle-orm'
import { change, feed } from '../../db/schema/log.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { Checkpoint } from '../../shared/contract/proof.ts'

const head = statement((db) =>
  db
    .select({ seq: feed.head, hash: feed.hash, at: change.at })
    .from(feed)
    .leftJoin(change, and(eq(change.centreId, feed.centreId), eq(change.seq, feed.head)))
    .where(eq(feed.centreId, ph('centreId'))),
)

/** `at`: when its row was recorded, UTC ms. @throws Error when there is no such centre. */
export async function checkpointNow(
  read: Reader,
  centreId: string,
): Promise<Checkpoint & { at: number | null }> {
  const [row] = await head(read, { centreId })
  if (!row) throw new Error('no such centre')
  return row
}
