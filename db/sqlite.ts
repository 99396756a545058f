/**
 * The store on SQLite, the default: one writing connection behind a queue, a few reading ones. Durable
 * means durable: WAL with synchronous=FULL, and an answer only after COMMIT.
 */
import { failureOf, Unavailable } from './failure.ts'
import { troubleOf } from './sqlite/trouble.ts'
import { within } from './within.ts'
import { Sqlite } from './sqlite/driver.ts'
import { WalFlush } from './sqlite/flush.ts'
import { LiteConnection } from './sqlite/session.ts'
import { type QueueRules, WriteQueue } from './sqlite/queue.ts'
import { Readers, type ReaderRules } from './sqlite/readers.ts'
import type { Database, Reading, Work } from './store.ts'

const queueRules: Omit<QueueRules, 'flush'> = { group: 64, waiting: 20_000, patience: 5_000, strict: false }
const readerRules: ReaderRules = { snapshots: 4, patience: 5_000 }

export interface SqliteRules extends Partial<Pick<QueueRules, 'patience' | 'strict'>> {
  /** The file may not grow beyond this many pages; full is then answered as on a full disk. */
  pages?: number
}

/** @param file an existing, migrated database. */
export function openSqlite(file: string, { pages, patience, strict }: SqliteRules = {}): Database {
  const writer = openWriter(file, pages)
  let damage: Unavailable | undefined
  const notice = (failure: Error) => {
    if (failure instanceof Unavailable && failure.why === 'damaged') damage = failure
  }
  const wal = new WalFlush(file)
  const queue = new WriteQueue(writer, {
    ...queueRules,
    notice,
    flush: () => wal.now(),
    patience: patience ?? queueRules.patience,
    strict: strict ?? queueRules.strict,
  })
  const readers = new Readers(file, { ...readerRules, notice, patience: patience ?? readerRules.patience })
  // Nothing more is written into a file that was found damaged: it would be lost, or do more damage.
  const write = <T>(work: Work<T>) => (damage ? Promise.reject(damage) : queue.add(work))
  return {
    engine: 'sqlite',
    read: readers.read,
    snapshot: (work) => readers.snapshot(work),
    write,
    note: (work) => (damage ? Promise.reject(damage) : queue.note(work)),
    // One process, one file: its server wakes itself.
    announce: () => Promise.resolve(),
    onAnnounce: () => () => undefined,
    async ready() {
      const written = write(() => {
        // Written as it was: the page goes to the disk all the same, and that is the question.
        const version = writer.raw.pragma('user_version', { simple: true })
        try {
          writer.raw.pragma(`user_version = ${Number(version)}`)
        } catch (error) {
          throw failureOf(error)
        }
        return Promise.resolve()
      })
      try {
        await within(2_000, written, () => new Unavailable('busy'))
      } catch (error) {
        const isDisk = error instanceof Unavailable && error.why === 'disk'
        throw isDisk ? new Unavailable(troubleOf(file), error.code) : error
      }
    },
    async close() {
      await queue.close()
      await wal.close()
      await readers.close()
      writer.raw.close()
    },
  }
}

/** The reading side alone, for a worker thread. */
export function openSqliteReading(file: string): Reading {
  const readers = new Readers(file, readerRules)
  return {
    engine: 'sqlite',
    read: readers.read,
    snapshot: (work) => readers.snapshot(work),
    close: () => readers.close(),
  }
}

function openWriter(file: string, pages?: number): LiteConnection {
  try {
    // A timeout here blocks the whole thread: the queue waits by itself instead.
    const raw = new Sqlite(file, { fileMustExist: true, timeout: 0 })
    for (const setting of [
      'synchronous = FULL',
      'foreign_keys = ON',
      // Without it INSERT OR REPLACE slips past the triggers that refuse DELETE.
      'recursive_triggers = ON',
      'temp_store = MEMORY',
      'journal_size_limit = 67108864',
      ...(pages ? [`max_page_count = ${pages}`] : []),
    ]) {
      raw.pragma(setting)
    }
    if (raw.pragma('journal_mode', { simple: true }) !== 'wal') throw new Unavailable('disk')
    return new LiteConnection(raw)
  } catch (error) {
    throw failureOf(error)
  }
}
