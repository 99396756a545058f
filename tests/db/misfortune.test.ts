/** A full disk, a held lock, a lost connection: a clear answer, reads that go on, and nothing half done. */
import { eq, sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { DatabaseFault, failureOf, Unavailable, Violation } from '../../db/failure.ts'
import { openDatabase } from '../../db/open.ts'
import { dialect } from '../../db/portable.ts'
import { feed, person } from '../../db/schema/index.ts'
import { Sqlite } from '../../db/sqlite/driver.ts'
import { askFromOutside, fileOf, openTestDatabase } from '../database.ts'
import { feedRow, gate, heads, personRow } from './rows.ts'

/** The machine may be busy: what must come true gets its time. */
const patiently = { timeout: 10_000 }
const full = { name: 'Unavailable', why: 'full' }

test('ready says that it can be written, and changes nothing', async () => {
  const db = await openTestDatabase()
  await db.ready()
  await db.close()
  await expect(db.ready()).rejects.toMatchObject({ why: 'closed' })
})

test.runIf(dialect === 'sqlite')('a full disk: 503 for writes, reads go on, and it mends', async () => {
  const size = 200
  const db = await openTestDatabase({ pages: size })
  await db.write((tx) => tx.insert(feed).values(feedRow('a', 7)))
  const big = (id: string) => db.write((tx) => tx.insert(person).values(personRow(id, 'x'.repeat(40_000))))
  let kept = 0
  const outcomes = await Promise.allSettled(Array.from({ length: 90 }, (_, at) => big(`p${at}`)))
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') kept++
    else expect(outcome.reason).toMatchObject(full)
  }
  expect(kept).toBeGreaterThan(0)
  expect(kept).toBeLessThan(90)
  await expect(big('more')).rejects.toMatchObject(full)

  expect(await heads(db)).toEqual({ a: 7 })
  expect(await db.snapshot((tx) => tx.select({ id: person.id }).from(person))).toHaveLength(kept)
  // What answers was kept, and nothing else was.
  const answered = outcomes.flatMap(({ status }, at) => (status === 'fulfilled' ? [`p${at}`] : []))
  const there = await db.read.select({ id: person.id }).from(person)
  expect(there.map(({ id }) => id).sort()).toEqual(answered.sort())

  await db.write((tx) => tx.delete(person).where(eq(person.id, answered[0]!)))
  await big('again')
  await db.close()
})

test.runIf(dialect === 'sqlite')(
  'a full disk within a savepoint, caught there, can’t be gone on from',
  async () => {
    const db = await openTestDatabase({ pages: 200 })
    const work = db.write(async (tx, savepoint) => {
      await tx.insert(feed).values(feedRow('a'))
      await savepoint(async (own) => {
        for (let at = 0; at < 90; at++)
          await own.insert(person).values(personRow(`p${at}`, 'x'.repeat(40_000)))
      }).catch((error: unknown) => expect(error).toMatchObject(full))
      await tx.insert(feed).values(feedRow('b'))
    })
    // Where SQLite kept the transaction the savepoint alone is lost; where it didn't, everything is.
    const outcome = await work.then(
      () => ({ a: 0, b: 0 }),
      () => ({}),
    )
    expect(await heads(db)).toEqual(outcome)
    expect(await db.read.select().from(person)).toEqual([])
    await db.close()
  },
)

describe('a lock that somebody else holds', () => {
  /** Holds what a write needs, from outside, until let go. */
  async function hold(url: string): Promise<() => Promise<void>> {
    if (dialect === 'sqlite') {
      const raw = new Sqlite(fileOf(url))
      raw.exec('begin immediate')
      return () => {
        raw.close()
        return Promise.resolve()
      }
    }
    const { open, opened } = gate()
    const taken = gate()
    const other = await openTestDatabase({ url })
    const held = other.write(async (tx) => {
      await tx.update(feed).set({ head: sql`${feed.head}` })
      taken.open()
      await opened
    })
    await taken.opened
    return async () => {
      open()
      await held
      await other.close()
    }
  }

  test('is waited for', async () => {
    const db = await openTestDatabase()
    await db.write((tx) => tx.insert(feed).values(feedRow('a')))
    const letGo = await hold(db.url)
    let isDone = false
    const work = db.write((tx) => tx.update(feed).set({ head: 1 })).then(() => (isDone = true))
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(isDone).toBe(false)
    expect(await heads(db)).toEqual({ a: 0 })
    await letGo()
    await work
    expect(await heads(db)).toEqual({ a: 1 })
    await db.close()
  })

  test('but not for ever', async () => {
    const db = await openTestDatabase({ patience: 60 })
    await db.write((tx) => tx.insert(feed).values(feedRow('a')))
    const letGo = await hold(db.url)
    const works = [1, 2].map((head) => db.write((tx) => tx.update(feed).set({ head })))
    for (const outcome of await Promise.allSettled(works)) {
      expect((outcome as PromiseRejectedResult).reason).toMatchObject({ name: 'Unavailable', why: 'busy' })
    }
    await letGo()
    // By one that waits as long as it takes: how busy this machine is isn't what is asked.
    const patient = await openDatabase({ url: db.url })
    await patient.write((tx) => tx.update(feed).set({ head: 3 }))
    expect(await heads(db)).toEqual({ a: 3 })
    await patient.close()
    await db.close()
  })
})

describe.runIf(dialect === 'postgres')('a connection that is cut', () => {
  const cut = (url: string, name: string) =>
    askFromOutside(
      url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = '${name}'`,
    )

  test('in the middle of a write: 503, nothing kept, and the next one is served', async () => {
    const db = await openTestDatabase({ connections: 1 })
    const work = db.write(async (tx) => {
      await tx.insert(feed).values(feedRow('a'))
      await cut(db.url, 'alongside')
      await tx.insert(feed).values(feedRow('b'))
    })
    await expect(work).rejects.toMatchObject({ name: 'Unavailable', why: 'lost' })
    await db.write((tx) => tx.insert(feed).values(feedRow('c')))
    expect(await heads(db)).toEqual({ c: 0 })
    await db.close()
  })

  test('while idle is replaced without a word', async () => {
    const db = await openTestDatabase()
    await db.write((tx) => tx.insert(feed).values(feedRow('a')))
    await cut(db.url, 'alongside')
    await expect.poll(() => heads(db).catch(() => 'not yet'), patiently).toEqual({ a: 0 })
    await db.close()
  })
})

describe.runIf(dialect === 'postgres')('what one server announces', () => {
  test('the others hear, the last head of each centre at least, until they stop', async () => {
    const one = await openTestDatabase()
    const two = await openTestDatabase({ url: one.url })
    const heard = new Map<string, number>()
    const stop = two.onAnnounce((centreId, head) => heard.set(centreId, head))
    await expect.poll(() => one.announce('first', 1).then(() => heard.get('first')), patiently).toBe(1)
    const many = Array.from({ length: 50 }, (_, at) => one.announce(`c${at % 2}`, at))
    await Promise.all(many)
    await expect.poll(() => [heard.get('c0'), heard.get('c1')], patiently).toEqual([48, 49])
    stop()
    await one.announce('c0', 100)
    await two.announce('c1', 101)
    await two.close()
    expect([heard.get('c0'), heard.get('c1')]).toEqual([48, 49])
    await one.close()
  })

  test('is heard again after the listening connection was lost', async () => {
    const db = await openTestDatabase()
    let last = 0
    db.onAnnounce((_centreId, head) => (last = head))
    await expect.poll(() => db.announce('a', 1).then(() => last), patiently).toBe(1)
    await askFromOutside(
      db.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'alongside listening'`,
    )
    await expect.poll(() => db.announce('a', 2).then(() => last), patiently).toBe(2)
    await db.close()
  }, 30_000)
})

test.each<[{ name?: string; code?: string; message?: string; file?: string; routine?: string }, string]>([
  [{ name: 'SqliteError', code: 'SQLITE_FULL' }, 'full'],
  [{ name: 'SqliteError', code: 'SQLITE_READONLY_DBMOVED' }, 'readOnly'],
  [{ name: 'SqliteError', code: 'SQLITE_IOERR_WRITE' }, 'disk'],
  [{ name: 'SqliteError', code: 'SQLITE_BUSY_SNAPSHOT' }, 'busy'],
  [{ code: '53100' }, 'full'],
  [{ code: '53300' }, 'exhausted'],
  [{ code: '25006' }, 'readOnly'],
  [{ code: '58030' }, 'disk'],
  [{ code: 'XX001' }, 'damaged'],
  [{ code: 'XX002' }, 'damaged'],
  [{ code: '58P01' }, 'damaged'],
  // A quota, a limit, a disk that was made read-only, of which PostgreSQL has no codes.
  [{ code: 'XX000', file: 'md.c', routine: 'mdextend' }, 'full'],
  [{ code: 'XX000', file: 'fd.c', routine: 'FileSync' }, 'disk'],
  [{ code: '42501', file: 'md.c', routine: 'mdopenfork' }, 'readOnly'],
  [{ code: '57P01' }, 'lost'],
  [{ code: '08006' }, 'lost'],
  [{ code: 'ECONNREFUSED' }, 'lost'],
  [{ message: 'timeout exceeded when trying to connect' }, 'exhausted'],
  [{ message: 'Connection terminated unexpectedly' }, 'lost'],
])('%o is Unavailable: %s', (error, why) => {
  const failure = failureOf(Object.assign(new Error(error.message), error))
  expect(failure).toBeInstanceOf(Unavailable)
  expect(failure).toMatchObject({ why })
  expect(failureOf(failure)).toBe(failure)
})

test('anything else of a driver is a fault with its code alone, and what isn’t a driver’s is itself', () => {
  const said = 'invalid input syntax for type bigint: "I slept in the bus station"'
  const fault = failureOf(Object.assign(new Error(said), { code: '22P02' }))
  expect(fault).toBeInstanceOf(DatabaseFault)
  expect(fault.message).toBe('database fault 22P02')
  expect(
    failureOf(Object.assign(new Error('x'), { name: 'SqliteError', code: 'SQLITE_CONSTRAINT_CHECK' })),
  ).toBeInstanceOf(Violation)
  for (const code of ['XX000', '42501'])
    expect(failureOf(Object.assign(new Error('no'), { code, file: 'aclchk.c' }))).toBeInstanceOf(
      DatabaseFault,
    )
  const own = new Error('refused')
  expect(failureOf(own)).toBe(own)
})
