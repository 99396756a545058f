/** The migrations make exactly what the schema says: whoever changes a table must generate them again. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRequire } from 'node:module'
import type * as Kits from 'drizzle-kit/api'
import { expect, test } from 'vitest'
import { projectRoot } from '../../db/migrations.ts'
import { dialect } from '../../db/portable.ts'
import * as schema from '../../db/schema/index.ts'

type Kit = typeof Kits
// drizzle-kit's own ES module asks for `require` at its first line; its CommonJS side doesn't.
const kit = createRequire(import.meta.url)('drizzle-kit/api') as Kit

test('nothing is left to generate (npm run db:generate)', async () => {
  const folder = join(projectRoot(), 'db', 'migrations', dialect, 'meta')
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const { entries } = read('_journal.json') as { entries: unknown[] }
  const last = read(`${String(entries.length - 1).padStart(4, '0')}_snapshot.json`) as never
  const { id } = last as { id: string }
  const tables: Record<string, unknown> = { ...schema }
  const missing =
    dialect === 'sqlite'
      ? await kit.generateSQLiteMigration(last, await kit.generateSQLiteDrizzleJson(tables, id, 'snake_case'))
      : await kit.generateMigration(last, kit.generateDrizzleJson(tables, id, undefined, 'snake_case'))
  expect(missing).toEqual([])
})
