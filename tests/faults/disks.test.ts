/* Why: the disk under PostgreSQL. No room, a server that may only be read, a page that isn't what was written: each is
   made for real, named by `/readyz` and to whoever presses, boards go on, and all is well when the cause goes. */
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { startBuilt } from '../api/builtServer.ts'
import { askFromOutside } from '../database.ts'
import { type PostgresServer, query } from '../postgres.ts'
import { askAs, type Asking } from './asking.ts'
import { type Crashing, startCrashing } from './crashing.ts'
import { makePlace, type Place, secret } from './place.ts'
import { assertKept, assertWhole } from './proof.ts'
import type { Press } from './workers.ts'

/** An answer of `/readyz` is kept for a second, a trouble of the disk for ten, and the machine may be busy. */
const patiently = { timeout: 50_000 }

describe.runIf(dialect === 'postgres')('the disk under PostgreSQL', () => {
  let place: Place
  let postgres: PostgresServer
  let server: Crashing
  let presses: Press[]
  let desk: Asking
  beforeEach(async () => {
    place = await makePlace()
    if (!place.postgres) throw new Error('there is no PostgreSQL')
    postgres = place.postgres
    server = await startCrashing(place)
    presses = []
    desk = await askAs(server.url, 'desk', presses)
    expect(await desk.arrive()).toBe(200)
  })
  afterEach(async () => {
    await server.end()
    await assertKept(place.databaseUrl, presses)
    await assertWhole(place.databaseUrl)
    place.remove()
  })

  /** The file in which a table lies. */
  async function fileOf(table: string): Promise<string> {
    const [found] = await askFromOutside(place.databaseUrl, `select pg_relation_filepath('${table}') as path`)
    return join(postgres.data, String(found?.path))
  }

  /** One press, sent as often as it is called. Gives why it wasn't done, or its status. */
  function onePress(by: Asking, name: string, body: object) {
    const key = uuidv7()
    return async () => {
      const { status, why } = await by.press(name, body, key)
      return why ?? status
    }
  }

  test('no room: the press that needs it is told so, the rest goes on, and it mends by itself', async () => {
    const file = await fileOf('enquiry')
    expect(statSync(file).size).toBe(0)
    const asked = { askedBy: 'A man on the phone', askedAfter: 'Sarah Lowe', answer: 'cantSay' }
    const write = onePress(desk, 'enquiry.record', asked)
    // The system's own disk without room.
    await postgres.restart(() => {
      renameSync(file, `${file}.aside`)
      symlinkSync('/dev/full', file)
    })
    await expect.poll(desk.why, patiently).toBe('ready')
    expect(await write()).toBe('full')
    expect(await desk.arrive()).toBe(200)
    await expect.poll(desk.why, patiently).toBe('full')
    expect(await desk.boardIsRead()).toBe(true)
    await postgres.restart(() => {
      rmSync(file)
      renameSync(`${file}.aside`, file)
    })
    await expect.poll(desk.why, patiently).toBe('ready')
    expect(await write()).toBe(200)
    expect(await write()).toBe(200)
    expect(await askFromOutside(place.databaseUrl, 'select id from enquiry')).toHaveLength(1)
  }, 180_000)

  test('a server that was set to be read only: boards go on, nothing is written until it may be', async () => {
    const set = async (sign: 'on' | 'off') => {
      await query(`${postgres.url}/postgres`, `alter system set default_transaction_read_only = ${sign}`)
      await query(`${postgres.url}/postgres`, 'select pg_reload_conf()')
    }
    await set('on')
    await expect.poll(desk.why, patiently).toBe('readOnly')
    const visitId = uuidv7()
    expect(await desk.press('visit.arrive', { visitId })).toMatchObject({ status: 503, why: 'readOnly' })
    expect(await desk.boardIsRead()).toBe(true)
    await set('off')
    await expect.poll(desk.why, patiently).toBe('ready')
    expect(await desk.arrive()).toBe(200)
  }, 180_000)

  test('a server that follows another: the running server says so, a starting one doesn’t start, and both go on once it is promoted', async () => {
    await postgres.restart(() => writeFileSync(join(postgres.data, 'standby.signal'), ''))
    await expect.poll(desk.why, patiently).toBe('standby')
    expect(await desk.press('visit.arrive', { visitId: uuidv7() })).toMatchObject({
      status: 503,
      why: 'readOnly',
    })
    expect(await desk.boardIsRead()).toBe(true)

    const environment = { DATABASE_URL: place.databaseUrl, ALONGSIDE_SECRET: secret }
    const starting = startBuilt({ environment })
    await expect(starting).rejects.toThrow(
      /can’t start\..* it follows another and may only be read: promote it/,
    )
    await expect(starting).rejects.not.toThrow(/ {4}at /)
    expect(alongside('verify')).toMatchObject({ status: 0 })
    const settings = alongside('spaces', 'list')
    expect(settings).toMatchObject({ status: 2 })
    expect(settings.said).toMatch(/follows another/)

    await query(`${postgres.url}/postgres`, 'select pg_promote()')
    await expect.poll(desk.why, patiently).toBe('ready')
    expect(await desk.arrive()).toBe(200)
  }, 180_000)

  /** The command at the terminal. */
  function alongside(...words: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/server/cli.js', ...words], {
      cwd: resolve(import.meta.dirname, '../..'),
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DATABASE_URL: place.databaseUrl, ALONGSIDE_DATA: place.folder },
    })
    return { status, said: stdout + stderr }
  }

  test('a damaged page: what is whole is shown, nothing more is written, until it was put right', async () => {
    const peer = await askAs(server.url, 'peer', presses)
    const visitId = uuidv7()
    expect((await peer.press('visit.arrive', { visitId })).status).toBe(200)
    const write = onePress(peer, 'note.write', { visitId, text: 'A quiet word.' })
    const file = await fileOf('note')
    /** One bit that falls over: only the page's checksum can show it. Twice, and it is as it was. */
    const bend = () => {
      const [handle, at, byte] = [openSync(file, 'r+'), 8_150, Buffer.alloc(1)]
      readSync(handle, byte, 0, 1, at)
      writeSync(
        handle,
        byte.map((bits) => bits ^ 1),
        0,
        1,
        at,
      )
      closeSync(handle)
    }
    await postgres.restart(bend)
    await expect.poll(desk.why, patiently).toBe('ready')
    expect(await write()).toBe('damaged')
    await expect.poll(desk.why, patiently).toBe('damaged')
    expect(await desk.press('visit.arrive', { visitId: uuidv7() })).toMatchObject({
      status: 503,
      why: 'damaged',
    })
    expect(await desk.boardIsRead()).toBe(true)
    await postgres.restart(bend)
    await expect.poll(desk.why, patiently).toBe('ready')
    expect(await write()).toBe(200)
    expect(await desk.arrive()).toBe(200)
  }, 180_000)
})
