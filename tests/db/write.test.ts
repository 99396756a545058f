/** Writes on both engines: all or nothing, alone or in a group, and nothing outlives its transaction. */
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dialect, table, text } from '../../db/portable.ts'
import { account, feed, nameWord, person } from '../../db/schema/index.ts'
import { ph, statement } from '../../db/statement.ts'
import { DatabaseFault, Unavailable, Violation, type Savepoint, type Writer } from '../../db/store.ts'
import { askFromOutside, openTestDatabase, type TestDatabase } from '../database.ts'
import { feedRow, gate, heads, personRow } from './rows.ts'

let db: TestDatabase
beforeEach(async () => {
  db = await openTestDatabase()
})
afterEach(() => db.close())

const put = statement((tx) =>
  tx.insert(feed).values({ centreId: ph('centreId'), head: ph('head'), hash: '', epoch: 'e' }),
)
const bump = statement((tx) =>
  tx
    .update(feed)
    .set({ head: sql`${feed.head} + 1` })
    .where(eq(feed.centreId, ph('centreId')))
    .returning({ head: feed.head }),
)

describe('a write', () => {
  test('is seen by nobody before it is answered, and by everybody after', async () => {
    await db.write(async (tx) => {
      await tx.insert(feed).values(feedRow('a'))
      expect(await heads(db)).toEqual({})
      expect(await db.snapshot((reader) => reader.select().from(feed))).toEqual([])
    })
    expect(await heads(db)).toEqual({ a: 0 })
    expect(await askFromOutside(db.url, 'select centre_id from feed')).toEqual([{ centre_id: 'a' }])
  })

  test('gives back what the work gave', async () => {
    expect(await db.write(() => Promise.resolve('an answer'))).toBe('an answer')
  })

  test('that throws leaves nothing, and throws the very same', async () => {
    const thrown = new Error('refused')
    const work = db.write(async (tx) => {
      await tx.insert(feed).values(feedRow('a'))
      throw thrown
    })
    await expect(work).rejects.toBe(thrown)
    expect(await heads(db)).toEqual({})
  })

  test('numbers are given out once each, without holes, in the order of commits', async () => {
    await db.write((tx) => put(tx, { centreId: 'a', head: 0 }))
    const given = await Promise.all(
      Array.from({ length: 200 }, () => db.write((tx) => bump(tx, { centreId: 'a' }))),
    )
    const numbers = given.map(([row]) => row!.head).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, at) => at + 1))
  })

  test('one that fails takes no neighbour with it', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, at) =>
        db.write(async (tx) => {
          await put(tx, { centreId: `c${at}`, head: at })
          if (at % 7 === 3) throw new Error('refused')
        }),
      ),
    )
    const refused = outcomes.flatMap(({ status }, at) => (status === 'rejected' ? [at] : []))
    expect(refused).toEqual([3, 10, 17, 24, 31, 38, 45, 52, 59])
    const kept = Object.values(await heads(db)).sort((a, b) => a - b)
    expect(kept).toEqual(Array.from({ length: 60 }, (_, at) => at).filter((at) => at % 7 !== 3))
  })

  test('one that only COMMIT finds wrong takes no neighbour with it either', async () => {
    await askFromOutside(
      db.url,
      'create table late_child (id text primary key, centre_id text references feed (centre_id) deferrable initially deferred)',
    )
    const lateChild = table('late_child', { id: text().primaryKey(), centreId: text() })
    let runs = 0
    const works = [1, 2, 3, 4].map((at) =>
      db.write(async (tx) => {
        runs++
        if (at === 3) await tx.insert(lateChild).values({ id: 'x', centreId: 'nowhere' })
        else await put(tx, { centreId: `c${at}`, head: at })
        return at
      }),
    )
    const outcomes = await Promise.allSettled(works)
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect((outcomes[2] as PromiseRejectedResult).reason).toMatchObject({ rule: 'foreignKey' })
    expect(await heads(db)).toEqual({ c1: 1, c2: 2, c4: 4 })
    // On SQLite they shared a COMMIT, which failed, and ran again one by one.
    expect(runs).toBe(dialect === 'sqlite' ? 8 : 4)
  })

  test.runIf(dialect === 'postgres')('that lost a deadlock is run again', async () => {
    await db.write((tx) => tx.insert(feed).values([feedRow('a'), feedRow('b')]))
    const [first, second] = [gate(), gate()]
    const both = ([mine, other, said, heard]: [string, string, () => void, Promise<void>]) =>
      db.write(async (tx) => {
        await bump(tx, { centreId: mine })
        said()
        await heard
        await bump(tx, { centreId: other })
      })
    await Promise.all([
      both(['a', 'b', first.open, second.opened]),
      both(['b', 'a', second.open, first.opened]),
    ])
    expect(await heads(db)).toEqual({ a: 2, b: 2 })
  })
})

describe('a savepoint', () => {
  test('that throws undoes its own part alone, and throws the very same', async () => {
    const thrown = new Error('refused')
    await db.write(async (tx, savepoint) => {
      await put(tx, { centreId: 'before', head: 1 })
      const inner = savepoint(async (own) => {
        await put(own, { centreId: 'within', head: 2 })
        throw thrown
      })
      await expect(inner).rejects.toBe(thrown)
      await put(tx, { centreId: 'after', head: 3 })
    })
    expect(await heads(db)).toEqual({ before: 1, after: 3 })
  })

  test('that ends well is kept with the rest, and lost with the rest', async () => {
    await db.write((_tx, savepoint) => savepoint((own) => put(own, { centreId: 'kept', head: 1 })))
    const lost = db.write(async (_tx, savepoint) => {
      await savepoint((own) => put(own, { centreId: 'lost', head: 1 }))
      throw new Error('refused')
    })
    await expect(lost).rejects.toThrow('refused')
    expect(await heads(db)).toEqual({ kept: 1 })
  })

  test('holds the outer tx while it runs', async () => {
    await db
      .write(async (tx, savepoint) => {
        await savepoint(async () => {
          await expect(put(tx, { centreId: 'a', head: 1 })).rejects.toThrow('a savepoint is open')
          expect(() => tx.select()).toThrow('a savepoint is open')
          await expect(savepoint(() => Promise.resolve())).rejects.toThrow('a savepoint is open')
        })
        await put(tx, { centreId: 'a', head: 1 })
      })
      .catch((error: unknown) => expect(error).toBeUndefined())
    expect(await heads(db)).toEqual({ a: 1 })
  })

  test('left open fails the work', async () => {
    let left: Promise<unknown> | undefined
    const work = db.write((_tx, savepoint) => {
      left = savepoint((own) => put(own, { centreId: 'a', head: 1 })).catch((error: unknown) => error)
      return Promise.resolve()
    })
    await expect(work).rejects.toThrow('before its savepoint did')
    expect(await left).toBeInstanceOf(Error)
    expect(await heads(db)).toEqual({})
    await db.write((tx) => put(tx, { centreId: 'b', head: 1 }))
  })
})

describe('what is kept from a tx', () => {
  test('fails once the work has ended, however it ended', async () => {
    const kept: { tx: Writer; savepoint: Savepoint; insert: PromiseLike<unknown> }[] = []
    const keep = (tx: Writer, savepoint: Savepoint) =>
      kept.push({ tx, savepoint, insert: tx.insert(feed).values(feedRow('late')) })
    await db.write((tx, savepoint) => Promise.resolve(keep(tx, savepoint)))
    await db.write((_tx, savepoint) => savepoint((own) => Promise.resolve(keep(own, savepoint))))
    await db
      .write((tx, savepoint) => {
        keep(tx, savepoint)
        return Promise.reject(new Error('refused'))
      })
      .catch(() => undefined)

    const neighbour = db.write(async (tx) => {
      for (const { tx: late, savepoint, insert } of kept) {
        expect(() => late.select()).toThrow('over')
        await expect(insert).rejects.toThrow('over')
        await expect(put(late, { centreId: 'late', head: 1 })).rejects.toThrow('over')
        await expect(savepoint((own) => put(own, { centreId: 'late', head: 1 }))).rejects.toThrow('over')
      }
      await put(tx, { centreId: 'a', head: 1 })
    })
    await neighbour
    expect(kept).toHaveLength(3)
    expect(await heads(db)).toEqual({ a: 1 })
  })
})

describe('an error of the database', () => {
  test('fails the whole of the work, even when it was caught', async () => {
    const work = db.write(async (tx) => {
      await put(tx, { centreId: 'a', head: 1 })
      await put(tx, { centreId: 'a', head: 2 }).catch(() => undefined)
      return 'went on'
    })
    await expect(work).rejects.toMatchObject({ name: 'Violation', rule: 'unique' })
    expect(await heads(db)).toEqual({})
  })

  test('caught outside a savepoint costs the savepoint alone', async () => {
    await db.write(async (tx, savepoint) => {
      await put(tx, { centreId: 'a', head: 1 })
      await savepoint((own) => put(own, { centreId: 'a', head: 2 })).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Violation)
      })
      await put(tx, { centreId: 'b', head: 1 })
    })
    expect(await heads(db)).toEqual({ a: 1, b: 1 })
  })

  test('names the rule and the column, and never what was in the row', async () => {
    const secret = 'I slept in the bus station'
    const told = async (work: (tx: Writer) => Promise<unknown>) => {
      const error: unknown = await db.write(work).catch((error: unknown) => error)
      const { message, stack, ...rest } = error as Error
      expect(`${message}${stack}${JSON.stringify(rest)}${String((error as Error).cause)}`).not.toContain(
        secret,
      )
      return error
    }
    const someone = personRow(secret, secret)
    await db.write((tx) => tx.insert(person).values(someone))
    expect(await told((tx) => tx.insert(person).values(someone))).toMatchObject({ rule: 'unique' })
    const unknown = { centreId: 'c', word: secret, personId: `${secret} too` }
    expect(await told((tx) => tx.insert(nameWord).values(unknown))).toMatchObject({ rule: 'foreignKey' })
    const nameless = { ...personRow('p', secret), name: null as unknown as string }
    const missing = await told((tx) => tx.insert(person).values(nameless))
    expect(missing).toMatchObject({ rule: 'notNull', where: 'person.name' })
    const nowhere = table('nowhere', { id: text().primaryKey() })
    const fault = await told((tx) => tx.insert(nowhere).values({ id: secret }))
    expect(fault).toBeInstanceOf(DatabaseFault)
    expect((fault as DatabaseFault).sql).toMatch(/insert into .nowhere./)
    expect(
      await db.read
        .select()
        .from(nowhere)
        .catch((error: unknown) => error),
    ).toBeInstanceOf(DatabaseFault)
  })
})

test.runIf(dialect === 'sqlite')('work that lets go of the thread fails in tests', async () => {
  const work = db.write(async (tx) => {
    await put(tx, { centreId: 'a', head: 1 })
    await new Promise((resolve) => setImmediate(resolve))
  })
  await expect(work).rejects.toThrow('awaited something other than its tx')
  expect(await heads(db)).toEqual({})
})

test.runIf(dialect === 'sqlite')('the writing connection is durable and keeps its references', async () => {
  const setting = (name: string) => sql<number>`(select * from ${sql.raw(`pragma_${name}`)})`
  const rows = await db.write(async (tx) => {
    await tx.insert(account).values({ id: 'a', username: 'a', passwordHash: 'x', createdAt: 1 })
    return await tx.select({ sync: setting('synchronous'), keys: setting('foreign_keys') }).from(account)
  })
  expect(rows).toEqual([{ sync: 2, keys: 1 }])
})

test('closing lets what waits be written and turns away what comes after', async () => {
  const url = db.url
  const other = await openTestDatabase({ url })
  const works = Array.from({ length: 150 }, (_, at) =>
    other.write((tx) => put(tx, { centreId: `c${at}`, head: 1 })),
  )
  await Promise.all([other.close(), ...works])
  expect(Object.keys(await heads(db))).toHaveLength(150)
  for (const late of [
    other.write((tx) => put(tx, { centreId: 'late', head: 1 })),
    other.snapshot((tx) => tx.select().from(feed)),
  ]) {
    const error: unknown = await late.catch((error: unknown) => error)
    expect(error).toBeInstanceOf(Unavailable)
    expect(error).toMatchObject({ why: 'closed' })
  }
})
