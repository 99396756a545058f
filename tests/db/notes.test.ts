/**
 * Notes of who looked on SQLite: on the disk when they are answered, like every write, without holding up the thread
 * for it. All else flushes at its own COMMIT, also where a note goes along.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Unavailable } from '../../db/failure.ts'
import { dialect } from '../../db/portable.ts'
import { Sqlite } from '../../db/sqlite/driver.ts'
import { WalFlush } from '../../db/sqlite/flush.ts'
import { WriteQueue } from '../../db/sqlite/queue.ts'
import { LiteConnection } from '../../db/sqlite/session.ts'

const [flushes, doesNot] = [2, 1]
let folder: string
let file: string
let raw: InstanceType<typeof Sqlite>
/** What SQLite does at each COMMIT. */
let commits: unknown[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notes-'))
  file = join(folder, 'a.db')
  raw = new Sqlite(file)
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  commits = []
})
afterEach(() => {
  raw.close()
  rmSync(folder, { recursive: true })
})

/** A queue on that file, with a flush that the test holds in its hand. */
function queueWith(flush: () => Promise<void>): WriteQueue {
  const connection = new LiteConnection(raw)
  const execute = connection.execute
  Object.assign(connection, {
    execute(sql: string) {
      if (sql === 'COMMIT') commits.push(raw.pragma('synchronous', { simple: true }))
      execute(sql)
    },
  })
  return new WriteQueue(connection, { group: 64, waiting: 100, patience: 1_000, strict: false, flush })
}
const work = () => Promise.resolve('done')
const noted = () => Promise.resolve()
/** On the disk, as far as anybody is told. */
const kept = async (queue: WriteQueue) => await (await queue.note(noted)).kept
function gate() {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}

describe.runIf(dialect === 'sqlite')('a note', () => {
  test('is kept once it is flushed, and nothing behind it waits for that', async () => {
    const { open, opened } = gate()
    const queue = queueWith(() => opened)
    const ended: string[] = []
    const note = kept(queue).then(() => ended.push('note'))
    // Each in a transaction of its own, or the note would have gone along with the write.
    while (commits.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await queue.add(work).then(() => ended.push('write'))
    expect(ended).toEqual(['write'])
    open()
    await note
    expect(ended).toEqual(['write', 'note'])
    expect(commits).toEqual([doesNot, flushes])
  })

  test('that goes along with a write is flushed by it', async () => {
    const queue = queueWith(() => Promise.reject(new Error('nobody asks for this')))
    const together = [kept(queue), queue.add(work), kept(queue)] as const
    expect(await Promise.all(together)).toEqual([undefined, 'done', undefined])
    expect(commits).toEqual([flushes])
  })

  test('that couldn’t be flushed wasn’t kept, and nothing is written behind it until all is in the file', async () => {
    raw.exec('create table t (a)')
    let isBroken = true
    const queue = queueWith(() =>
      isBroken ? Promise.reject(new Unavailable('disk', 'EIO')) : Promise.resolve(),
    )
    const reading = new Sqlite(file)
    reading.exec('begin; select * from t')
    await expect(kept(queue)).rejects.toMatchObject({ why: 'disk' })
    isBroken = false
    // Somebody still reads from the WAL, so it can't begin anew.
    for (const next of [queue.add(work), kept(queue)])
      await expect(next).rejects.toMatchObject({ why: 'disk', code: 'EIO' })
    expect(commits).toHaveLength(1)
    reading.exec('commit')
    reading.close()
    expect(await queue.add(work)).toBe('done')
    await kept(queue)
  })

  test('is waited for by closing', async () => {
    const { open, opened } = gate()
    const queue = queueWith(() => opened)
    const ended: string[] = []
    const note = kept(queue).then(() => ended.push('note'))
    const closed = queue.close().then(() => ended.push('closed'))
    while (commits.length === 0) await new Promise((resolve) => setImmediate(resolve))
    open()
    await Promise.all([note, closed])
    expect(ended).toEqual(['note', 'closed'])
  })
})

describe.runIf(dialect === 'sqlite')('the flush', () => {
  test('is shared by those that come together, and says when the disk can’t', async () => {
    raw.exec('create table t (a)')
    const wal = new WalFlush(file)
    const [one, other] = [wal.now(), wal.now()]
    expect(one).toBe(other)
    await one
    await wal.close()
    await expect(new WalFlush(join(folder, 'never.db')).now()).rejects.toMatchObject({
      why: 'disk',
      code: 'ENOENT',
    })
  })
})
