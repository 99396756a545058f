/**
 * All that the rest of the world sees of the database, on both engines. Must never show a driver, a
 * connection or a dialect: whoever holds a Database can ask, write through one queue, and nothing else.
 */
import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core'

export { DatabaseFault, Unavailable, Violation } from './failure.ts'

/** Typed as SQLite's asynchronous builders; on both engines they are awaited (see portable.ts). */
type Builders = BaseSQLiteDatabase<'async', unknown>

/** Builds reading statements; await them. */
export type Reader = Pick<Builders, 'select' | 'selectDistinct'>
/** Builds any statement; await them, one at a time. */
export type Writer = Reader & Pick<Builders, 'insert' | 'update' | 'delete'>

/**
 * Runs its inner work so that it can fail alone: when it throws, what it wrote is undone, what was written
 * before it stays, and the error is thrown on. While it runs the outer `tx` can't be used.
 */
export type Savepoint = <R>(inner: (tx: Writer) => Promise<R>) => Promise<R>

/**
 * A write. It may run more than once (a neighbour's failure, a deadlock), so ids and times are made before
 * it, and it awaits nothing but `tx`. An error of the database inside it fails the whole of it (or of the
 * savepoint around it), even when caught: PostgreSQL can't go on after one, so neither engine does.
 */
export type Work<T> = (tx: Writer, savepoint: Savepoint) => Promise<T>

export interface Noted {
  /** @throws Unavailable where the disk didn't take it. */
  readonly kept: Promise<void>
}

export interface Database {
  readonly engine: 'sqlite' | 'postgres'
  /** Committed data; each statement by itself. What must fit together is read in `snapshot`. */
  readonly read: Reader
  /** Several reads of one picture, which has everything that was answered before the call. */
  snapshot<T>(work: (tx: Reader) => Promise<T>): Promise<T>
  /** All of it or nothing; resolves only after COMMIT. @throws Unavailable, Violation, DatabaseFault, or what the work threw. */
  write<T>(work: Work<T>): Promise<T>
  /**
   * As `write`, for append-only records of who looked, called in queries/run.ts alone. Resolves once it is committed, so
   * that everybody sees it; what it is about may be shown once `kept` resolves: then it is on the disk.
   */
  note(work: (tx: Writer) => Promise<void>): Promise<Noted>
  /** Wakes other servers on the same database: this centre's log has come to `head`. Nothing on SQLite. */
  announce(centreId: string, head: number): Promise<void>
  /** Hears what any server announced; the last `head` alone when several follow closely. Returns the way to stop. */
  onAnnounce(hear: (centreId: string, head: number) => void): () => void
  /** @throws Unavailable when nothing can be written now. */
  ready(): Promise<void>
  /** Refuses new work, lets what waits finish, lets go of the files or connections. */
  close(): Promise<void>
}

/** A reading side alone, for a worker thread: it opens connections of its own. */
export type Reading = Pick<Database, 'engine' | 'read' | 'snapshot' | 'close'>

/** What the database says to the log: never a parameter. */
export interface Journal {
  info(about: object, message: string): void
  warn(about: object, message: string): void
}
