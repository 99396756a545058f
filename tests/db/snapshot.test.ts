/** Several reads of one picture, which has all that was answered before it was asked for. */
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openReading } from '../../db/open.ts'
import { feed } from '../../db/schema/index.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { feedRow, gate } from './rows.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await openTestDatabase({ patience: 100, connections: 4 })
  await db.write((tx) => tx.insert(feed).values(feedRow('a')))
})
afterEach(() => db.close())

const bump = statement((tx) =>
  tx
    .update(feed)
    .set({ head: sql`${feed.head} + 1` })
    .where(eq(feed.centreId, 'a')),
)
const headOf = statement((tx) =>
  tx
    .select({ head: feed.head })
    .from(feed)
    .where(eq(feed.centreId, ph('id'))),
)
const head = async (tx: Reader) => (await headOf(tx, { id: 'a' }))[0]!.head

test('holds still while others write', async () => {
  await db.snapshot(async (tx) => {
    expect(await head(tx)).toBe(0)
    await db.write((writer) => bump(writer))
    expect(await head(db.read)).toBe(1)
    expect(await head(tx)).toBe(0)
    expect(await tx.select({ head: feed.head }).from(feed)).toEqual([{ head: 0 }])
  })
  expect(await db.snapshot(head)).toBe(1)
})

test('has what was answered before, however often it is asked for', async () => {
  for (let count = 1; count <= 30; count++) {
    await db.write((tx) => bump(tx))
    expect(await db.snapshot(head)).toBe(count)
  }
})

test('more of them than connections take turns', async () => {
  const seen = await Promise.all(Array.from({ length: 40 }, () => db.snapshot(head)))
  expect(seen).toEqual(Array(40).fill(0))
})

test('whoever waits for a turn too long is told so, and the next ones are served', async () => {
  const { open, opened } = gate()
  const holding = Array.from({ length: 4 }, () => db.snapshot(() => opened))
  await expect(db.snapshot(head)).rejects.toMatchObject({ name: 'Unavailable', why: 'exhausted' })
  open()
  await Promise.all(holding)
  expect(await db.snapshot(head)).toBe(0)
})

test('gives its own error on, and its tx is of no use afterwards', async () => {
  let kept: Reader | undefined
  const thrown = new Error('refused')
  const work = db.snapshot((tx) => {
    kept = tx
    return Promise.reject(thrown)
  })
  await expect(work).rejects.toBe(thrown)
  await expect(head(kept!)).rejects.toThrow('over')
  expect(() => kept!.select()).toThrow('over')
  expect('insert' in kept!).toBe(false)
})

test('a reading side of its own sees what is committed, and closes by itself', async () => {
  const reading = openReading({ url: db.url })
  await db.write((tx) => bump(tx))
  expect(await head(reading.read)).toBe(1)
  expect(await reading.snapshot(head)).toBe(1)
  await reading.close()
  expect(await head(db.read)).toBe(1)
})
