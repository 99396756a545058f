/**
 * Troubles over HTTP: each has a name that `/readyz` says, a press meanwhile is told to come back and leaves nothing,
 * reading goes on where it can, and all is well again when the cause has gone.
 */
import { closeSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { expect, test, vi } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { Sqlite } from '../../db/sqlite/driver.ts'
import { openDatabase } from '../../db/open.ts'
import { verify } from '../../server/proof/verify.ts'
import { askFromOutside, createTestDatabase, fileOf, openTestDatabase } from '../database.ts'
import { fakeClock } from '../fakeClock.ts'
import { startCentre, type TestCentre } from '../harness.ts'

/** The machine may be busy: what must come true gets its time. An answer of `/readyz` is kept for a second. */
const patiently = { timeout: 20_000 }
const ready = (centre: TestCentre) => async () => {
  const response = await fetch(`${centre.url}/readyz`)
  const body = (await response.json()) as { status: string; why?: string }
  return `${response.status} ${body.why ?? body.status}`
}

test.runIf(dialect === 'sqlite')('a file that another process has locked', async () => {
  const centre = await startCentre({ db: await openTestDatabase({ patience: 100 }) })
  const desk = centre.as('desk')
  const other = new Sqlite(fileOf(centre.db.url))
  other.exec('begin immediate')
  const key = uuidv7()
  const press = () => desk.call('visit.arrive', { label: 'Sam' }, { key })
  // Many wait for the same lock: none of them has to wait for those before it to give up first.
  const presses = await Promise.all([
    press(),
    ...Array.from({ length: 200 }, () => desk.call('visit.arrive', {})),
  ])
  expect(new Set(presses.map(({ status, body }) => `${status} ${body.why}`))).toEqual(new Set(['503 busy']))
  await expect.poll(ready(centre), patiently).toBe('503 busy')
  expect((await desk.ask('board')).body.cards).toEqual([])
  other.close()
  await expect.poll(ready(centre), patiently).toBe('200 ready')
  expect((await press()).status).toBe(200)
  expect((await desk.ask('board')).body.cards).toHaveLength(1)
  await centre.close()
})

test.runIf(dialect === 'sqlite')('a disk that turns read-only: boards go on, and it mends', async () => {
  const pragmas = vi.spyOn(Sqlite.prototype, 'pragma')
  const db = await openTestDatabase()
  // The one connection that writes, of which SQLite itself then says that it may only read.
  const at = pragmas.mock.calls.findLastIndex(([setting]) => setting === 'synchronous = FULL')
  const writer = pragmas.mock.contexts[at] as InstanceType<typeof Sqlite>
  pragmas.mockRestore()
  const centre = await startCentre({ db })
  const desk = centre.as('desk')
  await centre.arrive()
  writer.pragma('query_only = on')
  const key = uuidv7()
  const press = () => desk.call('visit.arrive', { label: 'Sam' }, { key })
  expect((await press()).body).toEqual({ error: 'unavailable', why: 'readOnly' })
  await expect.poll(ready(centre), patiently).toBe('503 readOnly')
  expect((await desk.ask('board')).body.cards).toHaveLength(1)
  expect((await desk.ask('team')).status).toBe(200)
  writer.pragma('query_only = off')
  await expect.poll(ready(centre), patiently).toBe('200 ready')
  expect((await press()).status).toBe(200)
  expect((await press()).status).toBe(200)
  expect((await desk.ask('board')).body.cards).toHaveLength(2)
  await centre.close()
})

test.runIf(dialect === 'sqlite')(
  'a damaged file: boards go on, nothing more is written into it',
  async () => {
    const centre = await startCentre()
    const { url } = centre.db
    const visitId = await centre.arrive()
    const mend = damage(url, 'note')
    const note = { visitId, text: 'They would like to be called Sam.' }
    const peer = centre.as('peer')
    expect((await peer.call('note.write', note)).body).toEqual({ error: 'unavailable', why: 'damaged' })
    await expect.poll(ready(centre), patiently).toBe('503 damaged')
    expect((await peer.call('visit.pickUp', { visitId })).body).toEqual({
      error: 'unavailable',
      why: 'damaged',
    })
    expect((await peer.ask('board')).body.cards).toHaveLength(1)
    expect((await peer.ask('team')).status).toBe(200)
    await centre.stop()

    mend()
    const again = await openDatabase({ url })
    await again.ready()
    expect(await verify(again.read, centre.id)).toMatchObject({ firstFlaw: null })
    await again.close()
    await centre.db.close()
  },
)

test.runIf(dialect === 'sqlite')(
  'what isn’t a database is never opened, and never written over',
  async () => {
    const url = await createTestDatabase()
    const other = 'These are the minutes of the allotment society. '.repeat(100)
    writeFileSync(fileOf(url), other)
    await expect(openDatabase({ url })).rejects.toMatchObject({ why: 'damaged' })
    expect(readFileSync(fileOf(url), 'utf8')).toBe(other)
  },
)

/** Overwrites the first page of a table behind the program's back. Gives what puts it right. */
function damage(url: string, table: string): () => void {
  const raw = new Sqlite(fileOf(url))
  raw.pragma('wal_checkpoint(TRUNCATE)')
  const size = Number(raw.pragma('page_size', { simple: true }))
  const root = raw.prepare<[string], { rootpage: number }>(
    'select rootpage from sqlite_master where name = ?',
  )
  const at = ((root.get(table)?.rootpage ?? 0) - 1) * size
  raw.close()
  const was = Buffer.alloc(size)
  const file = openSync(fileOf(url), 'r+')
  readSync(file, was, 0, size, at)
  writeSync(file, Buffer.alloc(size, 0xff), 0, size, at)
  return () => {
    writeSync(file, was, 0, size, at)
    closeSync(file)
  }
}

test.runIf(dialect === 'postgres')(
  'a disk that fails under PostgreSQL: what needn’t it goes on, and it mends',
  async () => {
    const centre = await startCentre()
    const { url } = centre.db
    const visitId = await centre.arrive()
    // The server says it itself, in the words that it has for its disk; made to by a trigger.
    await askFromOutside(
      url,
      `create function fails() returns trigger language plpgsql as
     $$ begin raise exception 'could not write block' using errcode = 'io_error'; end $$`,
    )
    await askFromOutside(
      url,
      'create trigger fails before insert on note for each row execute function fails()',
    )
    const key = uuidv7()
    const peer = centre.as('peer')
    const press = () => peer.call('note.write', { visitId, text: 'A quiet word.' }, { key })
    expect((await press()).body).toEqual({ error: 'unavailable', why: 'disk' })
    await expect.poll(ready(centre), patiently).toBe('503 disk')
    expect((await peer.ask('board')).body.cards).toHaveLength(1)
    await askFromOutside(url, 'drop trigger fails on note')
    await expect.poll(ready(centre), patiently).toBe('200 ready')
    expect((await press()).status).toBe(200)
    await centre.close()
  },
)

test.runIf(dialect === 'postgres')('a pool whose connections are all taken', async () => {
  const centre = await startCentre({ db: await openTestDatabase({ connections: 2, patience: 200 }) })
  const desk = centre.as('desk')
  expect((await desk.ask('board')).status).toBe(200)
  let letGo: () => void = () => undefined
  const gone = new Promise<void>((resolve) => (letGo = resolve))
  const held = [1, 2].map(() => centre.db.snapshot(() => gone))
  const key = uuidv7()
  const press = () => desk.call('visit.arrive', {}, { key })
  expect((await press()).body).toEqual({ error: 'unavailable', why: 'exhausted' })
  await expect.poll(ready(centre), patiently).toBe('503 exhausted')
  letGo()
  await Promise.all(held)
  await expect.poll(ready(centre), patiently).toBe('200 ready')
  expect((await press()).status).toBe(200)
  expect((await desk.ask('board')).body.cards).toHaveLength(1)
  await centre.close()
})

test('a clock that is put back: a whole visit goes on, and the log stays whole', async () => {
  const clock = fakeClock()
  const centre = await startCentre({ clock })
  const [desk, peer] = [centre.as('desk'), centre.as('peer')]
  const visitId = await centre.arrive({ wants: ['peer'] })
  clock.pass(10 * 60_000)
  expect((await peer.call('visit.pickUp', { visitId })).status).toBe(200)
  clock.pass(-3 * 3_600_000)
  const second = await centre.arrive()
  const steps = [
    await peer.call('visit.beginWith', { visitId }),
    await desk.call('visit.welcome', { visitId: second }),
    await peer.call('note.write', { visitId, text: 'A quiet word.' }),
    await peer.call('visit.stepOut', { visitId }),
    await peer.call('visit.comeBack', { visitId }),
    await peer.call('visit.leave', { visitId }),
    await desk.call('visit.leave', { visitId: second }),
  ]
  expect(steps.map(({ status }) => status)).toEqual(steps.map(() => 200))
  expect(await ready(centre)()).toBe('200 ready')
  expect(await verify(centre.db.read, centre.id)).toMatchObject({ firstFlaw: null })
  expect(centre.faults).toEqual([])
  await centre.close()
})
