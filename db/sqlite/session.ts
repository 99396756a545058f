/**
 * Drizzle on one better-sqlite3 connection, asking the scope before every statement. The twin of
 * postgres/session.ts. Nobody but sqlite.ts and its own files may hold what is made here.
 */
import type Better from 'better-sqlite3'
import { PreparedQuery, BetterSQLiteSession } from 'drizzle-orm/better-sqlite3/session'
import { NoopCache } from 'drizzle-orm/cache/core'
import { NoopLogger } from 'drizzle-orm/logger'
import type { TablesRelationalConfig } from 'drizzle-orm/relations'
import { BaseSQLiteDatabase, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core'
import type { PreparedQueryConfig } from 'drizzle-orm/sqlite-core/session'
import type { Connection, Scope } from '../scope.ts'
import type { Writer } from '../store.ts'

type Session = BetterSQLiteSession<Record<string, unknown>, TablesRelationalConfig>
type Parts = ConstructorParameters<typeof PreparedQuery>

class GuardedQuery extends PreparedQuery {
  constructor(
    private readonly scope: Scope,
    ...parts: Parts
  ) {
    super(...parts)
  }
  override run(values?: Record<string, unknown>) {
    return guarded(this.scope, this.query.sql, () => super.run(values))
  }
  override all(values?: Record<string, unknown>) {
    return guarded(this.scope, this.query.sql, () => super.all(values))
  }
}

class GuardedSession extends BetterSQLiteSession<Record<string, unknown>, TablesRelationalConfig> {
  constructor(
    private readonly scope: Scope,
    private readonly raw: Better.Database,
    dialect: SQLiteSyncDialect,
  ) {
    super(raw, dialect, undefined)
  }

  // Two worlds meet: what a query's rows are is known to the builder alone.
  override prepareQuery<T extends Omit<PreparedQueryConfig, 'run'>>(
    ...[query, fields, method, inArrays, mapper, about, cache]: Parameters<Session['prepareQuery']>
  ): PreparedQuery<T> {
    const made = guarded(this.scope, query.sql, () => this.raw.prepare(query.sql))
    return new GuardedQuery(
      this.scope,
      made,
      query,
      new NoopLogger(),
      new NoopCache(),
      about,
      cache,
      fields,
      method,
      inArrays,
      mapper,
    )
  }
}

function guarded<R>(scope: Scope, sql: string, run: () => R): R {
  scope.check()
  try {
    return run()
  } catch (error) {
    throw scope.failed(error, sql)
  }
}

/** One file opened once, with what is kept for it. */
export class LiteConnection implements Connection {
  readonly builder: Writer
  readonly #dialect = new SQLiteSyncDialect({ casing: 'snake_case' })
  readonly #words = new Map<string, Better.Statement>()

  constructor(readonly raw: Better.Database) {
    const session = new BetterSQLiteSession(raw, this.#dialect, undefined)
    this.builder = this.#drizzle(session)
  }

  /** A Drizzle instance whose statements ask this scope. */
  within(scope: Scope): Writer {
    return this.#drizzle(new GuardedSession(scope, this.raw, this.#dialect))
  }

  /** BEGIN, COMMIT and their like, prepared once. */
  execute = (sql: string): void => {
    let word = this.#words.get(sql)
    if (!word) this.#words.set(sql, (word = this.raw.prepare(sql)))
    word.run()
  }

  // Two worlds meet: better-sqlite3 answers at once, but its builders can be awaited like any other's.
  #drizzle(session: Session): Writer {
    return new BaseSQLiteDatabase('sync', this.#dialect, session, undefined) as unknown as Writer
  }
}
