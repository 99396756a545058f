/** Bringing a database to this version: all or nothing, once, and never backwards. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Migration, readMigrations, WrongDatabase } from '../../db/migrations.ts'
import { openDatabase } from '../../db/open.ts'
import { dialect } from '../../db/portable.ts'
import { migratePostgres } from '../../db/postgres/migrate.ts'
import { migrateSqlite } from '../../db/sqlite/migrate.ts'
import { askFromOutside, createTestDatabase, fileOf, removeTestDatabase } from '../database.ts'

const known = readMigrations(dialect)
const migrate = (url: string, migrations: Migration[]) =>
  dialect === 'postgres' ? migratePostgres(url, migrations) : migrateSqlite(fileOf(url), migrations)
const step = (tag: string, ...statements: string[]): Migration => ({ tag, hash: tag, statements })
const names = (rows: Record<string, unknown>[]) => rows.map(({ tag }) => tag)

let url: string
beforeEach(async () => {
  url = await createTestDatabase({ empty: true })
})
afterEach(() => removeTestDatabase(url))

test('an empty database is brought to this version, and then there is nothing to do', async () => {
  expect(await migrate(url, known)).toEqual(known.map(({ tag }) => tag))
  expect(await migrate(url, known)).toEqual([])
  expect(await askFromOutside(url, 'select * from visit')).toEqual([])
})

test('three servers that start at once each find it done, once', async () => {
  const program = `
    import { openDatabase } from './db/open.ts'
    const db = await openDatabase({ url: process.env.DATABASE_URL })
    await db.ready()
    await db.close()`
  const start = () =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
      env: { ...process.env, DATABASE_URL: url },
    })
  await Promise.all([start(), start(), start()])
  expect(names(await askFromOutside(url, 'select tag from migration'))).toEqual(known.map(({ tag }) => tag))
}, 60_000)

test('a database from a newer version is left alone, and the sentence says so', async () => {
  await migrate(url, [...known, step('0099_later', 'create table later (id text)')])
  const opening = openDatabase({ url })
  await expect(opening).rejects.toBeInstanceOf(WrongDatabase)
  await expect(opening).rejects.toThrow(/made by a newer version of Alongside: it has had "0099_later"/)
  expect(await askFromOutside(url, 'select * from later')).toEqual([])
})

test('a database from another build is left alone', async () => {
  await migrate(url, [...known.slice(0, -1), { ...known.at(-1)!, hash: 'another' }])
  await expect(openDatabase({ url })).rejects.toThrow(/made by another build of Alongside/)
})

test('a migration that fails leaves what was there, and can be tried again', async () => {
  await migrate(url, known)
  const bad = step('0001_bad', 'create table half (id text)', 'insert into nowhere values (1)')
  await expect(migrate(url, [...known, bad])).rejects.toMatchObject({ name: 'DatabaseFault' })
  await expect(askFromOutside(url, 'select * from half')).rejects.toThrow(/half/)
  expect(await migrate(url, [...known, step('0001_good', 'create table half (id text)')])).toEqual([
    '0001_good',
  ])
})

test('a table that keeps the log and has lost its trigger stops the start', async () => {
  await migrate(url, known)
  const where = dialect === 'postgres' ? 'on change' : ''
  await askFromOutside(url, `drop trigger change_no_delete ${where}`)
  await expect(openDatabase({ url })).rejects.toThrow(
    /no longer refuses changes to its log: change_no_delete/,
  )
})

describe.runIf(dialect === 'sqlite')('rebuilding a table on SQLite', () => {
  const before = step(
    '0001_before',
    'create table parent (id text primary key)',
    'create table child (id text primary key, parent_id text not null references parent (id) on delete cascade)',
    `insert into parent values ('p')`,
    `insert into child values ('c', 'p')`,
  )
  const rebuilt = [
    'create table new_parent (id text primary key, name text)',
    'drop table parent',
    'alter table new_parent rename to parent',
  ]

  test('keeps its children', async () => {
    const copy = `insert into new_parent select id, 'x' from parent`
    const after = step('0002_after', rebuilt[0]!, copy, ...rebuilt.slice(1))
    await migrate(url, [...known, before, after])
    expect(await askFromOutside(url, 'select * from child')).toHaveLength(1)
  })

  test('that would leave children without a parent is refused', async () => {
    await migrate(url, [...known, before])
    const lossy = migrate(url, [...known, before, step('0002_lossy', ...rebuilt)])
    await expect(lossy).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
    expect(await askFromOutside(url, 'select * from parent')).toEqual([{ id: 'p' }])
  })
})
