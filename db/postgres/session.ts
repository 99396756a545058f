/**
 * Drizzle on one PostgreSQL client, asking the scope before every statement. The twin of
 * sqlite/session.ts. Nobody but postgres.ts and its own files may hold what is made here.
 */
import { createHash } from 'node:crypto'
import { NoopCache } from 'drizzle-orm/cache/core'
import { NoopLogger } from 'drizzle-orm/logger'
import { type NodePgClient, NodePgPreparedQuery, NodePgSession } from 'drizzle-orm/node-postgres/session'
import { PgDatabase, PgDialect } from 'drizzle-orm/pg-core'
import type { PreparedQueryConfig } from 'drizzle-orm/pg-core/session'
import type { TablesRelationalConfig } from 'drizzle-orm/relations'
import type pg from 'pg'
import type { Connection, Scope } from '../scope.ts'
import type { Writer } from '../store.ts'

type Parts = ConstructorParameters<typeof NodePgPreparedQuery>
type Session = NodePgSession<Record<string, unknown>, TablesRelationalConfig>

class GuardedQuery extends NodePgPreparedQuery<PreparedQueryConfig> {
  constructor(
    private readonly scope: Scope | undefined,
    ...parts: Parts
  ) {
    super(...parts)
  }
  override async execute(values?: Record<string, unknown>) {
    this.scope?.check()
    try {
      return await super.execute(values)
    } catch (error) {
      throw this.scope ? this.scope.failed(error) : error
    }
  }
}

class GuardedSession extends NodePgSession<Record<string, unknown>, TablesRelationalConfig> {
  constructor(
    private readonly on: NodePgClient,
    dialect: PgDialect,
    private readonly scope?: Scope,
  ) {
    super(on, dialect, undefined)
  }

  // Two worlds meet: what a query's rows are is known to the builder alone.
  override prepareQuery<T extends PreparedQueryConfig>(
    ...[query, fields, name, inArrays, mapper, about, cache]: Parameters<Session['prepareQuery']>
  ) {
    return new GuardedQuery(
      this.scope,
      this.on,
      query.sql,
      query.params,
      new NoopLogger(),
      new NoopCache(),
      about,
      cache,
      fields,
      // A statement keeps its name for as long as its words: the server holds one plan per client and name.
      name && createHash('sha256').update(query.sql).digest('base64url').slice(0, 40),
      inArrays,
      mapper,
    ) as unknown as NodePgPreparedQuery<T>
  }
}

const dialect = new PgDialect({ casing: 'snake_case' })

/** A Drizzle instance on a client (or the pool), whose statements ask this scope where there is one. */
export function drizzleOn(client: NodePgClient, scope?: Scope): Writer {
  // Two worlds meet: typed as SQLite's, see portable.ts.
  return new PgDatabase(dialect, new GuardedSession(client, dialect, scope), undefined) as unknown as Writer
}

/** One client of the pool, with the statements kept for it. */
export class PgConnection implements Connection {
  readonly builder: Writer
  /** Set when the server has ended the connection, so that the pool drops it. */
  lost?: Error

  constructor(readonly client: pg.PoolClient) {
    this.builder = drizzleOn(client)
    // A client that breaks while it is out tells it by an event, which ends the process if nobody listens.
    client.on('error', (error) => (this.lost = error))
  }

  execute = async (sql: string): Promise<void> => {
    await this.client.query(sql)
  }
}
