/** By which way SQLite goes to what it is asked: a walk of everything there ever was is slow only after years. */
import { vi } from 'vitest'
import { Sqlite } from '../db/sqlite/driver.ts'
import { askFromOutside } from './database.ts'
import type { TestCentre } from './harness.ts'

/** Each question once, as it was first asked meanwhile: what was asked before isn't prepared again. */
export async function askedMeanwhile(work: () => Promise<void>): Promise<string[]> {
  const prepared = vi.spyOn(Sqlite.prototype, 'prepare')
  await work()
  const asked = prepared.mock.calls.map(([sql]) => sql)
  prepared.mockRestore()
  return [...new Set(asked)].filter((sql) => sql.startsWith('select'))
}

/** The steps of a plan, such as "SEARCH change USING INDEX change_subject (centre_id=?)". */
export async function stepsOf(centre: TestCentre, sql: string): Promise<string[]> {
  const rows = await askFromOutside(centre.db.url, `explain query plan ${sql.replaceAll('?', '5')}`)
  return rows.map(({ detail }) => String(detail))
}
