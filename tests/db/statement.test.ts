/** Statements that are built once and run with named values, wherever a tx comes from. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { alias, flag, int, json, table, text, time } from '../../db/portable.ts'
import { feed, onTeam, person } from '../../db/schema/index.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader, Writer } from '../../db/store.ts'
import { askFromOutside, openTestDatabase, type TestDatabase } from '../database.ts'
import { feedRow, onTeamRow, personRow } from './rows.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await openTestDatabase({ connections: 1 })
})
afterEach(() => db.close())

/** Every kind of column, each of them optional. */
const kinds = table('kinds', {
  id: text().primaryKey(),
  aText: text(),
  anInt: int(),
  aFlag: flag(),
  aJson: json<unknown>(),
  aTime: time(),
})
const makeKinds = () =>
  askFromOutside(
    db.url,
    `create table kinds (id text primary key, a_text text, an_int integer, a_flag ${db.engine === 'sqlite' ? 'integer' : 'boolean'}, a_json text, a_time bigint)`,
  )
const all = {
  aText: 'naïve 🍵',
  anInt: 7,
  aFlag: true,
  aJson: { b: [1, null, 'x'], a: 'first' },
  aTime: Date.UTC(2026, 10, 23, 3),
}
const none = { aText: null, anInt: null, aFlag: null, aJson: null, aTime: null }

const places = {
  aText: ph('aText'),
  anInt: ph('anInt'),
  aFlag: ph('aFlag'),
  aJson: ph('aJson'),
  aTime: ph('aTime'),
}
const insertKinds = statement((tx) =>
  tx
    .insert(kinds)
    .values({ id: ph('id'), ...places })
    .returning(),
)
const updateKinds = statement((tx) =>
  tx
    .update(kinds)
    .set(places)
    .where(eq(kinds.id, ph('id')))
    .returning(),
)
const removeKinds = statement((tx) =>
  tx
    .delete(kinds)
    .where(eq(kinds.id, ph('id')))
    .returning({ id: kinds.id }),
)

describe('values', () => {
  beforeEach(makeKinds)

  test('go through their column, in and out, in an insert and in a set', async () => {
    for (const values of [all, none, { ...all, aFlag: false, aJson: 'a word', anInt: 0, aText: '' }]) {
      await db.write(async (tx) => {
        expect(await insertKinds(tx, { id: 'i', ...values })).toEqual([{ id: 'i', ...values }])
        expect(await updateKinds(tx, { id: 'i', ...none })).toEqual([{ id: 'i', ...none }])
        expect(await updateKinds(tx, { id: 'i', ...values })).toEqual([{ id: 'i', ...values }])
      })
      expect(await db.read.select().from(kinds)).toEqual([{ id: 'i', ...values }])
      await db.write((tx) => removeKinds(tx, { id: 'i' }))
    }
  })

  test('that are null are null in the table, whatever their kind', async () => {
    await db.write((tx) => insertKinds(tx, { id: 'i', ...none }))
    expect(
      await askFromOutside(db.url, 'select * from kinds where a_json is null and a_flag is null'),
    ).toHaveLength(1)
  })

  test('of json are kept as the text they were given as', async () => {
    await db.write((tx) => insertKinds(tx, { id: 'i', ...all }))
    const [row] = await askFromOutside(db.url, 'select a_json from kinds')
    expect(row).toEqual({ a_json: '{"b":[1,null,"x"],"a":"first"}' })
  })

  test('that are undefined are stored as null, and those that are missing are an error', async () => {
    const [row] = await db.write((tx) => insertKinds(tx, { id: 'i', ...none, aText: undefined }))
    expect(row!.aText).toBeNull()
    await expect(db.write((tx) => insertKinds(tx, { id: 'j' }))).rejects.toThrow('No value for placeholder')
  })
})

describe('rows', () => {
  test('are typed, in order, and found by a flag as well', async () => {
    await db.write((tx) =>
      tx.insert(onTeam).values([onTeamRow('b', true), onTeamRow('a', true), onTeamRow('c')]),
    )
    const leads = statement((tx) =>
      tx
        .select({ id: onTeam.id, isLead: onTeam.isLead })
        .from(onTeam)
        .where(and(eq(onTeam.isLead, ph('isLead')), isNull(onTeam.offAt)))
        .orderBy(asc(onTeam.id)),
    )
    const rows: { id: string; isLead: boolean }[] = await leads(db.read, { isLead: true })
    expect(rows).toEqual([
      { id: 'a', isLead: true },
      { id: 'b', isLead: true },
    ])
    expect(await leads(db.read, { isLead: false })).toEqual([{ id: 'c', isLead: false }])
  })

  test('are joined, counted and summed to the same values on both engines', async () => {
    await db.write((tx) => tx.insert(feed).values([feedRow('a', 3), feedRow('b', 4)]))
    const other = alias(feed, 'other')
    const pairs = statement((tx) =>
      tx
        .select({ one: feed.centreId, two: other.centreId })
        .from(feed)
        .leftJoin(other, sql`${other.head} = ${feed.head} + ${ph('more')}`)
        .orderBy(feed.centreId),
    )
    expect(await pairs(db.read, { more: 1 })).toEqual([
      { one: 'a', two: 'b' },
      { one: 'b', two: null },
    ])
    const sums = statement((tx) =>
      tx
        .select({
          n: sql<number>`count(*)`,
          sum: sql<number>`sum(${feed.head})`,
          mean: sql<number>`avg(${feed.head})`,
        })
        .from(feed),
    )
    expect(await sums(db.read)).toEqual([{ n: 2, sum: 7, mean: 3.5 }])
  })

  test('are ordered by bytes on both engines', async () => {
    const names = ['b', 'B', 'a', 'Z', 'é', '_', '1', 'a b', 'ab']
    await db.write((tx) => tx.insert(person).values(names.map((name) => personRow(name, name))))
    const ordered = await db.read.select({ name: person.name }).from(person).orderBy(person.name)
    expect(ordered.map(({ name }) => name)).toEqual(['1', 'B', 'Z', '_', 'a', 'a b', 'ab', 'b', 'é'])
  })

  test('come from returning alone', async () => {
    const silent = statement((tx) =>
      tx.insert(feed).values({ centreId: ph('id'), head: 0, hash: '', epoch: 'e' }),
    )
    expect(await db.write((tx) => silent(tx, { id: 'a' }))).toBeUndefined()
    const once = statement((tx) =>
      tx
        .insert(feed)
        .values({ centreId: ph('id'), head: 0, hash: '', epoch: 'e' })
        .onConflictDoNothing()
        .returning({ id: feed.centreId }),
    )
    expect(await db.write((tx) => once(tx, { id: 'a' }))).toEqual([])
    expect(await db.write((tx) => once(tx, { id: 'b' }))).toEqual([{ id: 'b' }])
  })
})

describe('building', () => {
  test('happens once for a connection, whoever asks', async () => {
    let builds = 0
    const heads = statement((tx) => {
      builds++
      return tx
        .select({ head: feed.head })
        .from(feed)
        .where(eq(feed.centreId, ph('id')))
    })
    const ask = (tx: Reader) => heads(tx, { id: 'a' })
    await db.write((tx) => tx.insert(feed).values(feedRow('a', 5)))
    for (let round = 0; round < 3; round++) {
      expect(await ask(db.read)).toEqual([{ head: 5 }])
      expect(await db.snapshot(ask)).toEqual([{ head: 5 }])
      expect(await db.write(ask)).toEqual([{ head: 5 }])
      expect(await db.write((_tx, savepoint) => savepoint(ask))).toEqual([{ head: 5 }])
    }
    // SQLite: for reading, for one snapshot, for writing. PostgreSQL has one client here for all of them.
    expect(builds).toBe(db.engine === 'sqlite' ? 3 : 1)
  })

  test('serves two databases with one statement', async () => {
    const other = await openTestDatabase()
    const heads = statement((tx) => tx.select({ head: feed.head }).from(feed))
    await db.write((tx) => tx.insert(feed).values(feedRow('a', 1)))
    await other.write((tx) => tx.insert(feed).values(feedRow('a', 2)))
    expect([await heads(db.read), await heads(other.read)]).toEqual([[{ head: 1 }], [{ head: 2 }]])
    await other.close()
  })
})

test('a reader refuses a statement that writes', async () => {
  const put = statement((tx) => tx.insert(feed).values({ centreId: ph('id'), head: 0, hash: '', epoch: 'e' }))
  // Whoever leaves the types behind meets the same answer.
  const asWriter = (tx: Reader) => tx as Writer
  await expect(put(asWriter(db.read), { id: 'a' })).rejects.toThrow(
    'a reader was given a statement that writes',
  )
  await expect(db.snapshot((tx) => put(asWriter(tx), { id: 'a' }))).rejects.toThrow('a reader was given')
  expect('insert' in db.read).toBe(false)
  expect(await db.read.select().from(feed)).toEqual([])
})
