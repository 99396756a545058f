/**
 * A fresh, migrated, empty database for a test, on the engine of the running project. Each is a copy of one
 * that was migrated once, and on SQLite it lies in memory where the machine allows.
 */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { readMigrations } from '../db/migrations.ts'
import { type Opening, openDatabase } from '../db/open.ts'
import { dialect } from '../db/portable.ts'
import { Sqlite } from '../db/sqlite/driver.ts'
import { migrateSqlite } from '../db/sqlite/migrate.ts'
import type { Database } from '../db/store.ts'
import { copyTemplate, query } from './postgres.ts'

export interface TestDatabase extends Database {
  /** For opening it once more, as another server would, or for asking it from outside. */
  readonly url: string
}

const prefix = 'alongside-test-'
let template: Promise<Buffer> | undefined

/** Opens a database of its own. `strict` is on: work that lets go of the thread fails. `close` removes it. */
export async function openTestDatabase(opening: Partial<Opening> = {}): Promise<TestDatabase> {
  const url = opening.url ?? (await createTestDatabase())
  const db = await openDatabase({ strict: true, ...opening, url })
  return {
    ...db,
    url,
    async close() {
      await db.close()
      if (!opening.url) removeTestDatabase(url)
    },
  }
}

/** @returns the address of a database that nobody has opened yet. `empty`: not migrated either. */
export async function createTestDatabase({ empty = false } = {}): Promise<string> {
  if (dialect === 'postgres') {
    const { server, template } = inject('postgres')
    return await copyTemplate({ server, template: empty ? 'template0' : template })
  }
  const file = join(mkdtempSync(join(memory(), prefix)), 'centre.db')
  if (!empty) writeFileSync(file, await (template ??= makeTemplate()))
  return `file:${file}`
}

/** On PostgreSQL it goes with its server. */
export function removeTestDatabase(url: string): void {
  if (dialect === 'sqlite') rmSync(join(fileOf(url), '..'), { recursive: true, force: true })
}

/** Asks or tells the database from outside, past the store, with the settings of a stranger's tool. */
export async function askFromOutside(url: string, sql: string): Promise<Record<string, unknown>[]> {
  if (dialect === 'postgres') return await query(url, sql)
  const raw = new Sqlite(fileOf(url), { timeout: 5_000 })
  try {
    const statement = raw.prepare<[], Record<string, unknown>>(sql)
    if (statement.reader) return statement.all()
    statement.run()
    return []
  } finally {
    raw.close()
  }
}

export const fileOf = (url: string) => url.slice('file:'.length)

/** The bytes of a migrated file: nothing lies about for the next run to find. */
async function makeTemplate(): Promise<Buffer> {
  removeLeftOvers()
  const folder = mkdtempSync(join(memory(), prefix))
  const file = join(folder, 'template.db')
  await migrateSqlite(file, readMigrations('sqlite'))
  const bytes = readFileSync(file)
  rmSync(folder, { recursive: true })
  return bytes
}

/** What a run that was killed has left in memory an hour ago or longer. */
function removeLeftOvers(): void {
  for (const name of readdirSync(memory()).filter((name) => name.startsWith(prefix))) {
    const folder = join(memory(), name)
    const made = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (made < Date.now() - 3_600_000) rmSync(folder, { recursive: true, force: true })
  }
}

function memory(): string {
  const shared = '/dev/shm'
  if (!existsSync(shared)) return tmpdir()
  const { bavail, bsize } = statfsSync(shared)
  return bavail * bsize > 2 ** 30 ? shared : tmpdir()
}
