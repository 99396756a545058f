/**
 * Brings a SQLite file to this version, all or nothing, also when several processes start at once. The twin
 * of postgres/migrate.ts. Foreign keys are off BEFORE the transaction: inside, the pragma does nothing, and
 * rebuilding a table would take its children away.
 */
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type Better from 'better-sqlite3'
import { triggersOf } from '../appendOnlyTriggers.ts'
import { DatabaseFault, failureOf, Unavailable } from '../failure.ts'
import { assertTriggers, type Had, type Migration, pending } from '../migrations.ts'
import { Sqlite } from './driver.ts'

/** How long, in milliseconds, another process may take over its own migrating. */
const patience = 60_000
const hadRows = 'SELECT tag, hash FROM migration ORDER BY rowid'

/** @param file made when it isn't there. Returns the tags that were run. */
export async function migrateSqlite(file: string, known: Migration[]): Promise<string[]> {
  let raw: Better.Database | undefined
  try {
    raw = await patiently(() => new Sqlite(file, { timeout: 0 }))
    const { pragma, exec } = bound(raw)
    await patiently(() => pragma('journal_mode = WAL'))
    pragma('synchronous = FULL')
    pragma('foreign_keys = OFF')
    await patiently(() => exec('BEGIN IMMEDIATE'))
    exec(
      'CREATE TABLE IF NOT EXISTS migration (tag text PRIMARY KEY NOT NULL, hash text NOT NULL, at integer NOT NULL)',
    )
    // Written as it was. A connection that is opened on what may only be read stays so for as long as it is open.
    pragma(`user_version = ${Number(raw.pragma('user_version', { simple: true }))}`)
    const had = raw.prepare<[], Had>(hadRows).all()
    const needed = pending(known, had)
    const keep = raw.prepare('INSERT INTO migration (tag, hash, at) VALUES (?, ?, ?)')
    for (const { tag, hash, statements } of needed) {
      for (const statement of statements) exec(statement)
      keep.run(tag, hash, Date.now())
    }
    // It walks every row: only where something was changed.
    if (needed.length > 0 && raw.pragma('foreign_key_check', { simple: true }) !== undefined) {
      throw new DatabaseFault('SQLITE_CONSTRAINT_FOREIGNKEY')
    }
    const triggers = raw
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
      .all()
    assertTriggers(
      triggersOf('sqlite'),
      triggers.map(({ name }) => name),
    )
    // Somebody's `analyze` of a young file would have a year's board read by it from end to end: see the README.
    exec('DROP TABLE IF EXISTS sqlite_stat1')
    exec('DROP TABLE IF EXISTS sqlite_stat4')
    exec('COMMIT')
    return needed.map(({ tag }) => tag)
  } catch (error) {
    throw failureOf(error)
  } finally {
    raw?.close() // Closing takes back what wasn't committed.
  }
}

/** The migrations that a file has had; none where there is no file. Changes nothing. */
export async function hadSqlite(file: string): Promise<Had[]> {
  if (!existsSync(file)) return []
  let raw: Better.Database | undefined
  try {
    const opened = (raw = await patiently(() => new Sqlite(file, { timeout: 0, fileMustExist: true })))
    return await patiently(() => {
      const table = opened.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'`)
      return table.get() === undefined ? [] : opened.prepare<[], Had>(hadRows).all()
    })
  } catch (error) {
    throw failureOf(error)
  } finally {
    raw?.close()
  }
}

function bound(raw: Better.Database) {
  return { pragma: (text: string) => void raw.pragma(text), exec: (text: string) => void raw.exec(text) }
}

async function patiently<T>(run: () => T): Promise<T> {
  const giveUpAt = performance.now() + patience
  for (;;) {
    try {
      return run()
    } catch (error) {
      const failure = failureOf(error)
      if (!(failure instanceof Unavailable) || failure.why !== 'busy' || performance.now() > giveUpAt)
        throw failure
      await pause(20)
    }
  }
}
