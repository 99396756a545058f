/**
 * Opens the database that an address names, brought to this version first. The only place that chooses an
 * engine by address; the schema has chosen by the same address when it was imported (portable.ts).
 */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Had, type Migration, pending, readMigrations, WrongDatabase } from './migrations.ts'
import { dialect } from './portable.ts'
import { hadPostgres, migratePostgres } from './postgres/migrate.ts'
import { openPostgres } from './postgres.ts'
import { hadSqlite, migrateSqlite } from './sqlite/migrate.ts'
import { openSqlite, openSqliteReading, type SqliteRules } from './sqlite.ts'
import type { Database, Journal, Reading } from './store.ts'

export interface Opening extends SqliteRules {
  /** `file:./data/centre.db` or `postgres://…`. */
  url: string
  log?: Journal
  /** How long, in milliseconds, a call waits for a connection or a lock before it is Unavailable (5,000). */
  patience?: number
  /** PostgreSQL connections of this server (12). */
  connections?: number
  /** PostgreSQL: how long, in milliseconds, a statement may go without any answer (35,000). */
  silence?: number
  /**
   * Called before a database that has something in it is changed, with what it needs: the moment for a backup.
   * What it throws stops the opening, and nothing is changed.
   */
  beforeUpgrade?: ((tags: string[]) => Promise<void>) | undefined
  /** Others than this version's, in tests. */
  migrations?: Migration[]
}

/** @throws WrongDatabase with a sentence for the operator, Unavailable, or what the migration met. */
export async function openDatabase(opening: Opening): Promise<Database> {
  const {
    url,
    log,
    connections,
    silence,
    beforeUpgrade,
    migrations = readMigrations(dialect),
    ...rules
  } = opening
  const place = placeOf(url)
  const tagsFor = (had: Had[]) => (had.length > 0 ? pending(migrations, had).map(({ tag }) => tag) : [])
  if (place.engine === 'postgres') {
    await announced(beforeUpgrade, async () => tagsFor(await hadPostgres(url)))
    told(log, await migratePostgres(url, migrations))
    return openPostgres(url, { connections, silence, patience: rules.patience, journal: log })
  }
  mkdirSync(dirname(place.file), { recursive: true })
  await announced(beforeUpgrade, async () => tagsFor(await hadSqlite(place.file)))
  told(log, await migrateSqlite(place.file, migrations))
  return openSqlite(place.file, rules)
}

async function announced(before: Opening['beforeUpgrade'], needed: () => Promise<string[]>): Promise<void> {
  const tags = before ? await needed() : []
  if (tags.length > 0) await before?.(tags)
}

/** The reading side of a database that is open already, for a worker thread. */
export function openReading({ url, log }: Pick<Opening, 'url' | 'log'>): Reading {
  const place = placeOf(url)
  return place.engine === 'postgres'
    ? openPostgres(url, { connections: 2, journal: log })
    : openSqliteReading(place.file)
}

type Place = { engine: 'sqlite'; file: string } | { engine: 'postgres' }

function placeOf(url: string): Place {
  const engine = /^postgres(ql)?:/.test(url) ? 'postgres' : 'sqlite'
  if (engine !== dialect) {
    throw new WrongDatabase(
      `DATABASE_URL chose ${dialect} when the program started, but ${engine} is to be opened.`,
    )
  }
  if (engine === 'postgres') return { engine }
  if (!url.startsWith('file:')) throw new WrongDatabase('A database is named as file:… or postgres://…')
  return { engine, file: url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length)) }
}

function told(log: Journal | undefined, tags: string[]): void {
  if (tags.length > 0) log?.info({ migrations: tags }, 'database brought to this version')
}
