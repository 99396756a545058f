/* Why: a standby beside PostgreSQL, for whoever has less than a quarter of an hour to lose, as docs/operating.md says
   to set it up. With one that confirms, the main server can be lost in the middle of everything and nothing that was
   answered is gone; one that was behind takes no erasure back, and shows nobody a board put together from two pasts. */
import { setTimeout as pause } from 'node:timers/promises'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { readList } from '../../server/holding/list.ts'
import { askFromOutside } from '../database.ts'
import { type PostgresServer, query, startPostgres } from '../postgres.ts'
import { seeded } from '../seeded.ts'
import { askAs } from './asking.ts'
import { type Crashing, startCrashing } from './crashing.ts'
import { makePlace, type Place } from './place.ts'
import { assertAllKept, assertKept, assertSameBoards, assertWhole } from './proof.ts'
import { type Busy, type Press, signIn, startBusy } from './workers.ts'

const patiently = { timeout: 50_000 }
const tell = (server: PostgresServer, sql: string) => query(`${server.url}/postgres`, sql)

/** What has come here is there for everybody, and may be written to. */
const promote = (server: PostgresServer) => tell(server, 'select pg_promote()')

/** A place whose database may move to another server. */
function moving(place: Place) {
  const name = new URL(place.databaseUrl).pathname
  let { databaseUrl } = place
  return {
    ...place,
    get databaseUrl() {
      return databaseUrl
    },
    moveTo: (server: PostgresServer) => void (databaseUrl = `${server.url}${name}`),
  }
}

describe.runIf(dialect === 'postgres')('a standby', () => {
  let place: ReturnType<typeof moving>
  let main: PostgresServer
  let standby: PostgresServer
  beforeAll(async () => {
    place = moving(await makePlace())
    if (!place.postgres) throw new Error('there is no PostgreSQL')
    main = place.postgres
    standby = await startPostgres(main)
    return async () => {
      await standby.stop()
      place.remove()
    }
  }, 120_000)

  /** A server on this place that doesn't outlive its test, however that ends. */
  async function started(): Promise<Crashing> {
    const server = await startCrashing(place)
    onTestFinished(() => void server.process.kill('SIGKILL'))
    return server
  }

  /** From now on an answer waits until the standby has it too. */
  async function confirmed(): Promise<void> {
    await tell(main, `alter system set synchronous_standby_names = '*'`)
    await tell(main, 'select pg_reload_conf()')
    const state = async () => (await tell(main, 'select sync_state from pg_stat_replication'))[0]?.sync_state
    await expect.poll(state, patiently).toBe('sync')
  }

  test('one that was behind: what was erased is erased again, and every screen begins anew', async () => {
    const server = await started()
    const presses: Press[] = []
    const peer = await askAs(server.url, 'peer', presses)
    const epoch = async () => {
      const headers = { authorization: `Bearer ${await signIn(server.url, 'peer')}` }
      return ((await (await fetch(`${server.url}/api/board`, { headers })).json()) as { epoch: string }).epoch
    }
    const { id: personId } = await peer.press('person.add', { name: 'Quinceworth' })
    const visitId = uuidv7()
    await peer.press('visit.arrive', { visitId, personId, words: 'Medlar' })
    await peer.press('visit.leave', { visitId })
    const before = await epoch()

    const behind = await startPostgres(main)
    onTestFinished(async () => {
      place.moveTo(main)
      await behind.stop()
    })
    // Cut off from the main server, it hears of nothing more.
    const settings = join(behind.data, 'postgresql.auto.conf')
    await behind.restart(() => appendFileSync(settings, `primary_conninfo = ''\n`))
    const manager = await askAs(server.url, 'manager', presses)
    expect((await manager.press('person.erase', { personId, why: 'theyAsked' })).status).toBe(200)
    const erased = async () =>
      (await readList(place.folder))?.held.flatMap(({ kind, subject }) =>
        kind.endsWith('.erased') ? [subject] : [],
      )
    await expect.poll(erased, patiently).toEqual([visitId, personId])

    const people = async () => await askFromOutside(place.databaseUrl, `select id from person`)
    await promote(behind)
    await server.crash(async () => {
      place.moveTo(behind)
      expect(await people()).toContainEqual({ id: personId })
    })
    expect(await people()).not.toContainEqual({ id: personId })
    const said = JSON.stringify(await askFromOutside(place.databaseUrl, 'select value from said'))
    for (const word of ['Quinceworth', 'Medlar']) expect(said).not.toContain(word)
    expect(await epoch()).not.toBe(before)
    // As often as it starts from then on it stays the same.
    const after = await epoch()
    await server.crash()
    expect(await epoch()).toBe(after)
    await server.end()
    await assertWhole(place.databaseUrl)
  }, 180_000)

  test('one that says nothing: nobody is told that it was saved, boards go on, and it mends by itself', async () => {
    await confirmed()
    const server = await started()
    const presses: Press[] = []
    const desk = await askAs(server.url, 'desk', presses)
    expect(await desk.arrive()).toBe(200)
    standby.freeze(true)
    // More than there are connections. The first waits; those behind it for the same centre are told to come back.
    const pressed = Array.from({ length: 20 }, () => desk.arrive())
    try {
      await expect.poll(desk.why, patiently).toBe('unconfirmed')
      expect(await desk.boardIsRead()).toBe(true)
      expect(presses.filter(({ answer }) => answer !== null)).toHaveLength(1)
    } finally {
      standby.freeze(false)
    }
    expect(await Promise.all(pressed)).toContain(200)
    await expect.poll(desk.why, patiently).toBe('ready')
    // Nor does anybody have to press first to be told that it is away.
    await standby.restart(() => expect.poll(desk.why, patiently).toBe('unconfirmed'))
    await expect.poll(desk.why, patiently).toBe('ready')
    expect(await desk.arrive()).toBe(200)
    await server.end()
    await assertKept(place.databaseUrl, presses)
  }, 180_000)

  test('one that confirms takes the place of a main server that is killed under load: nothing lost, nothing twice, the log whole, every board equal', async () => {
    await confirmed()
    const server = await started()
    const { next: draw } = seeded(7)
    const busy: Busy[] = []
    for (const username of ['desk', 'peer', 'peer2', 'clinician'])
      busy.push(await startBusy(server.url, username, draw))
    const answered = () =>
      busy.flatMap(({ presses }) => presses).filter(({ answer }) => answer !== null).length
    await expect.poll(answered, patiently).toBeGreaterThan(60)
    await main.kill()
    await promote(standby)
    const until = answered()
    // The address is another one: the server is started with it.
    place.moveTo(standby)
    await server.crash()
    await expect.poll(answered, patiently).toBeGreaterThan(until + 20)
    await pause(300)
    for (const worker of busy) await worker.stop()
    await assertSameBoards(server.url, busy)
    for (const worker of busy) worker.close()
    await server.end()
    await assertAllKept(place.databaseUrl, busy)
  }, 180_000)
})
