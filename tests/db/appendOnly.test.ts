/** What was recorded stays: the append-only tables refuse everything but new rows, to anybody who asks. */
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { appendOnly, erasable } from '../../db/schema/appendOnly.ts'
import { change, looked, note, said } from '../../db/schema/index.ts'
import { Sqlite } from '../../db/sqlite/driver.ts'
import { askFromOutside, fileOf, openTestDatabase, type TestDatabase } from '../database.ts'
import { noteRow } from './rows.ts'

let db: TestDatabase
const who = { centreId: 'c', at: 1 }
beforeEach(async () => {
  db = await openTestDatabase()
  await db.write(async (tx) => {
    const row = { ...who, seq: 1, occurredAt: 1, actor: 's', kind: 'visit.arrived', subject: 'v' }
    await tx.insert(change).values({ ...row, data: '{}', commandId: 'k', hash: 'h' })
    await tx
      .insert(looked)
      .values({ ...who, id: 'l', staffId: 's', sessionId: 't', what: 'visit', subject: 'v' })
    await tx
      .insert(said)
      .values({ ...who, id: 'w', subject: 'v', field: 'words', value: 'tea', salt: 'x', byStaffId: 's' })
    await tx.insert(note).values(noteRow('n'))
  })
})
afterEach(() => db.close())

/** Some other value of the same kind, as SQL. */
const another = (value: unknown) =>
  typeof value === 'boolean'
    ? String(!value)
    : `'${/^\d+$/.test(String(value)) ? Number(value) + 1 : 'another'}'`

const tables = { change, looked, said, note }

test('every table of the list is tried here', () => {
  expect(Object.keys(tables).sort()).toEqual([...appendOnly].sort())
})

const rowsOf = (name: string) => askFromOutside(db.url, `select * from ${name}`)

describe.each(appendOnly)('%s', (name) => {
  const refused = { name: 'Violation', rule: 'appendOnly', where: name }
  const rows = () => rowsOf(name)

  test('refuses to be changed', async () => {
    await expect(db.write((tx) => tx.update(tables[name]).set({ at: 2 }))).rejects.toMatchObject(refused)
    expect(await rows()).toMatchObject([{ at: 1 }])
  })

  test('refuses to lose a row', async () => {
    await expect(db.write((tx) => tx.delete(tables[name]))).rejects.toMatchObject(refused)
    expect(await rows()).toHaveLength(1)
  })

  test('refuses an insert that puts itself in a row’s place', async () => {
    const [row] = await db.read.select().from(tables[name])
    const replaced = db.write((tx) => {
      // One insert for four tables: their rows differ, what is tried doesn't.
      const insert = tx.insert(tables[name]).values(row as never)
      return name === 'change'
        ? insert.onConflictDoUpdate({ target: [change.centreId, change.seq], set: { at: 2 } })
        : insert.onConflictDoUpdate({ target: tables[name as 'note'].id, set: { at: 2 } })
    })
    await expect(replaced).rejects.toMatchObject(refused)
  })

  test.runIf(dialect === 'postgres')('refuses to be emptied', async () => {
    await expect(askFromOutside(db.url, `truncate ${name}`)).rejects.toThrow(`append-only: ${name}`)
    expect(await rows()).toHaveLength(1)
  })

  test.runIf(dialect === 'sqlite')('is written by a connection that has the setting for it', async () => {
    const setting = sql<number>`(select recursive_triggers from pragma_recursive_triggers)`
    const said = await db.write((tx) => tx.select({ setting }).from(tables[name]))
    expect(said).toEqual([{ setting: 1 }])
  })

  test.runIf(dialect === 'sqlite')('refuses INSERT OR REPLACE under the settings of our connections', () => {
    const raw = new Sqlite(fileOf(db.url))
    raw.pragma('recursive_triggers = ON')
    expect(() => raw.exec(`insert or replace into ${name} select * from ${name}`)).toThrow(
      `append-only: ${name}`,
    )
    raw.close()
  })
})

describe.each(Object.entries(erasable))('of %s', (name, may) => {
  test('lets words go with their salt, and nothing else with them', async () => {
    const { blank, kept } = may
    const [row = {}] = await rowsOf(name)
    expect([...Object.keys(blank), ...kept].sort()).toEqual(Object.keys(row).sort())
    const gone = Object.entries(blank).map(([column, left]) => `${column} = ${left}`)
    const attempts = [
      ...gone,
      ...kept.map((column) => [...gone, `${column} = ${another(row[column])}`].join(', ')),
    ]
    for (const set of attempts) {
      await expect(askFromOutside(db.url, `update ${name} set ${set}`), set).rejects.toThrow(
        `append-only: ${name}`,
      )
    }
    await askFromOutside(db.url, `update ${name} set ${gone.join(', ')}`)
    const after = Object.entries(blank).map(([column, left]) => [column, left === 'NULL' ? null : ''])
    expect(await rowsOf(name)).toEqual([{ ...row, ...Object.fromEntries(after) }])
  })
})
