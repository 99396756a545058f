/**
 * The only writer of the log. Numbers and the hash before come from one UPDATE, last in the transaction:
 * a hash read earlier breaks the chain under READ COMMITTED. Data is stored as the text that was hashed.
 */
import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { change, feed } from '../../db/schema/log.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Writer } from '../../db/store.ts'
import { changes } from '../../shared/contract/changes.ts'
import type { CommandName } from '../../shared/contract/index.ts'
import type { Collected } from '../commands/act.ts'
import { canonical } from '../commands/canonical.ts'

const takeNumbers = statement((db) =>
  db
    .update(feed)
    .set({ head: sql`${feed.head} + ${ph('count')}` })
    .where(eq(feed.centreId, ph('centreId')))
    .returning({ head: feed.head, hash: feed.hash }),
)
const keepHash = statement((db) =>
  db
    .update(feed)
    .set({ hash: ph('hash') })
    .where(eq(feed.centreId, ph('centreId'))),
)
const write = statement((db) =>
  db.insert(change).values({
    centreId: ph('centreId'),
    seq: ph('seq'),
    at: ph('at'),
    occurredAt: ph('occurredAt'),
    actor: ph('actor'),
    kind: ph('kind'),
    subject: ph('subject'),
    data: ph('data'),
    commandId: ph('commandId'),
    hash: ph('hash'),
  }),
)

export type LogRow = Omit<typeof change.$inferSelect, 'hash'>

/** The hash of a row, given the hash of the row before it ('' for the first). */
export function hashOf(previous: string, row: LogRow): string {
  const { centreId, seq, at, occurredAt, actor, kind, subject, data, commandId } = row
  return createHash('sha256')
    .update(canonical([previous, centreId, seq, at, occurredAt, actor, kind, subject, data, commandId]))
    .digest('base64url')
}

/** Appends what a command changed; gives the head after it, also when nothing changed. */
export async function append(tx: Writer, act: Collected<CommandName>, commandId: string): Promise<number> {
  const { centreId, at, occurredAt, changed } = act
  const [taken] = await takeNumbers(tx, { centreId, count: changed.length })
  if (!taken) throw new Error('the centre has no feed')
  if (changed.length === 0) return taken.head
  let hash = taken.hash
  let seq = taken.head - changed.length
  for (const one of changed) {
    const row: LogRow = {
      centreId,
      seq: ++seq,
      at,
      occurredAt,
      actor: act.actor.staffId || null,
      kind: one.kind,
      subject: one.subject,
      data: canonical(changes[one.kind].data.parse(one.data)),
      commandId,
    }
    hash = hashOf(hash, row)
    await write(tx, { ...row, hash })
  }
  await keepHash(tx, { centreId, hash })
  return taken.head
}
