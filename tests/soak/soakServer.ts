/**
 * The built server of a soak: one port, one file, a clock that plays on over its kills. Its memory is looked at every two
 * seconds; what of it is alive is weighed twice a minute, for as long as each of its processes lives.
 */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { uuidv7 } from 'uuidv7'
import { openDatabase } from '../../db/open.ts'
import { Sqlite } from '../../db/sqlite/driver.ts'
import { openDemonstration } from '../../server/demonstration.ts'
import { type BuiltServer, startBuilt } from '../api/builtServer.ts'
import { freePort } from '../freePort.ts'
import { nameLike, usernamesOf } from '../simulate/likeness.ts'

/** Megabytes of live objects, at so many ms of a process's life. */
export type Sample = { at: number; megabytes: number }

export interface SoakServer {
  readonly port: number
  readonly file: string
  readonly kills: number
  /** The most that any of its processes took, megabytes. */
  readonly most: number
  /** One list for each process. */
  readonly lives: readonly (readonly Sample[])[]
  kill(): Promise<void>
  faults(): string[]
  stop(): Promise<void>
  remove(): void
}

const secret = 'a secret for a soak, at least thirty-two bytes long'

export async function startSoakServer(from: number, speed: number, workers: number): Promise<SoakServer> {
  const folder = mkdtempSync(join(tmpdir(), 'alongside-soak-'))
  const file = join(folder, 'centre.db')
  const port = await freePort()
  const db = await openDatabase({ url: `file:${file}` })
  await openDemonstration({
    db,
    clock: { now: () => from, speed: 1 },
    secret,
    say: () => undefined,
    days: 0,
  })
  await db.close()
  addWorkers(file, usernamesOf(workers))

  const began = performance.now()
  const start = () =>
    startBuilt({
      dataFolder: folder,
      environment: {
        PORT: String(port),
        DATABASE_URL: `file:${file}`,
        ALONGSIDE_SECRET: secret,
        ALONGSIDE_LOG: 'error',
        NODE_OPTIONS: `--import=${pathToFileURL(resolve(import.meta.dirname, 'collecting.mjs')).href}`,
        ALONGSIDE_CLOCK: `${new Date(from + (performance.now() - began) * speed).toISOString()},${speed}`,
      },
    })
  let server: BuiltServer = await start()
  let printed = ''
  let kills = 0
  const lives: Sample[][] = [[]]
  let bornAt = performance.now()
  let most = 0
  const killedJustNow = () => undefined
  const look = setInterval(() => {
    memoryOf(server.url).then(({ taken }) => (most = Math.max(most, taken)), killedJustNow)
  }, 2_000)
  const weigh = setInterval(() => {
    const [life, born, url] = [lives.at(-1), bornAt, server.url]
    server.process.kill('SIGUSR2')
    pause(collecting)
      .then(() => memoryOf(url))
      .then(({ used }) => life?.push({ at: performance.now() - born, megabytes: used }), killedJustNow)
  }, 30_000)
  return {
    port,
    file,
    lives,
    get kills() {
      return kills
    },
    get most() {
      return most
    },
    async kill() {
      const ended = once(server.process, 'close')
      server.process.kill('SIGKILL')
      await ended
      printed += server.printed()
      kills += 1
      lives.push([])
      server = await start()
      bornAt = performance.now()
    },
    faults: () => (printed + server.printed()).split('\n').filter((line) => line.includes('"fault"')),
    async stop() {
      clearInterval(look)
      clearInterval(weigh)
      await server.stop()
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** How long a collection may take that was asked for, ms. */
const collecting = 300

/** Megabytes that the process has taken, and those of them that objects use. */
async function memoryOf(url: string): Promise<{ taken: number; used: number }> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const megabytes = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]) / 2 ** 20
  return { taken: megabytes('process_resident_memory_bytes'), used: megabytes('nodejs_heap_size_used_bytes') }
}

/** Those whom the demonstration hasn't: rows like those of whom they are like, since no command adds so many. */
function addWorkers(file: string, usernames: readonly string[]): void {
  const raw = new Sqlite(file)
  const find = (table: string, where: string) =>
    raw.prepare<[string], Record<string, unknown>>(`select * from ${table} where ${where} = ?`)
  const add = (table: string, row: Record<string, unknown>) => {
    const names = Object.keys(row)
    raw
      .prepare(`insert into ${table} (${names.join()}) values (${names.map(() => '?').join()})`)
      .run(...Object.values(row))
  }
  const accounts = find('account', 'username')
  const staff = find('staff', 'account_id')
  for (const username of usernames.filter((name) => name.includes('~'))) {
    const account = accounts.get(nameLike(username))
    const worker = staff.get(String(account?.id))
    const accountId = uuidv7()
    add('account', { ...account, id: accountId, username })
    add('staff', {
      ...worker,
      id: uuidv7(),
      account_id: accountId,
      name: `${String(worker?.name)} ${username}`,
    })
  }
  raw.close()
}
