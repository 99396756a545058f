/**
 * The log, its head per centre, the answers already given, and who looked. Written by server/feed/log.ts,
 * server/commands/run.ts and server/rows/looks.ts alone; triggers refuse any change to what is there.
 */
import { index, int, primaryKey, table, text, time, uniqueIndex } from '../portable.ts'

/** `head` is the last number given out, `hash` the hash of that row. A restored database gets a new epoch. */
export const feed = table('feed', {
  centreId: text().primaryKey(),
  head: int().notNull(),
  hash: text().notNull(),
  epoch: text().notNull(),
})

export const change = table(
  'change',
  {
    centreId: text().notNull(),
    seq: int().notNull(),
    /** When it was recorded, and when it happened. */
    at: time().notNull(),
    occurredAt: time().notNull(),
    /** The worker; for a screen or the system itself, null. */
    actor: text(),
    kind: text().notNull(),
    subject: text().notNull(),
    /** Canonical JSON text, as it was hashed. */
    data: text().notNull(),
    commandId: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.centreId, t.seq] }),
    index('change_subject').on(t.centreId, t.subject, t.seq),
    index('change_time').on(t.centreId, t.at),
  ],
)

/** One row per command ever run: the same key gets the same answer, for ever. */
export const command = table(
  'command',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    accountId: text().notNull(),
    key: text().notNull(),
    name: text().notNull(),
    bodyHmac: text().notNull(),
    at: time().notNull(),
    /** JSON text of the answer or refusal, written in the same transaction. */
    answer: text(),
  },
  (t) => [uniqueIndex('command_key').on(t.centreId, t.accountId, t.key)],
)

/** Who looked at what, printed it or saved it. Append-only, its own table, written by server/rows/looks.ts alone. */
export const looked = table(
  'looked',
  {
    id: text().primaryKey(),
    centreId: text().notNull(),
    at: time().notNull(),
    staffId: text(),
    sessionId: text().notNull(),
    /** The query (visit, people, log, board …), or how it was taken away (printed, savedCopy …). */
    what: text().notNull(),
    /** The visit's or person's id; null for a board or a page of many. */
    subject: text(),
    /** The page it was looked at from, as the screen says. */
    page: text(),
  },
  (t) => [index('looked_subject').on(t.subject, t.at), index('looked_staff').on(t.staffId, t.at)],
)

/**
 * Which of them are out of the way and wait for somebody else to go through them. A row goes when that is done, so that
 * what waits is found as fast after years: looks themselves only grow.
 */
export const lookToReview = table(
  'look_to_review',
  {
    lookId: text().primaryKey(),
    centreId: text().notNull(),
    at: time().notNull(),
  },
  (t) => [index('look_to_review_centre').on(t.centreId, t.at, t.lookId)],
)
