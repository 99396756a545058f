/**
 * Keeps a database as this version makes it, for every later version to be tried on: a small centre with people,
 * visits, notes and a log, made by the real commands (`npm run db:keep`).
 * Run at a release and never again for it: what is kept must be what that version wrote.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { query, startPostgres } from '../../postgres.ts'

const now = Date.UTC(2026, 10, 28, 20)
const root = fileURLToPath(new URL('../../../', import.meta.url))
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

function keep(end: string, bytes: Buffer): void {
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS }
  writeFileSync(new URL(`${version}.${end}.br`, import.meta.url), brotliCompressSync(bytes, { params }))
}

/** The engine is chosen by the address when the schema is imported, so all of it comes after the address is known. */
async function make(url: string): Promise<void> {
  process.env.DATABASE_URL = url
  const { openDatabase } = await import('../../../db/open.ts')
  const { openDemonstration } = await import('../../../server/demonstration.ts')
  const db = await openDatabase({ url })
  const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)
  const secret = 'of a centre that is kept for tests'
  await openDemonstration({ db, clock: { now: () => now, speed: 1 }, secret, say, days: 0 })
  await db.close()
}

async function keepSqlite(folder: string): Promise<void> {
  const url = `file:${join(folder, 'centre.db')}`
  await make(url)
  const { copyTo } = await import('../../../db/copy.ts')
  await copyTo(url, join(folder, 'copy.db'))
  keep('sqlite.db', readFileSync(join(folder, 'copy.db')))
}

/** As statements: text that any later PostgreSQL reads, where a dump of its own format may be too new for the tool. */
async function keepPostgres(): Promise<void> {
  const server = await startPostgres()
  await query(`${server.url}/postgres`, 'create database kept')
  const url = `${server.url}/kept`
  await make(url)
  const wish = ['--inserts', '--rows-per-insert=100', '--no-owner', '--no-privileges', '--no-comments']
  const text = execFileSync('pg_dump', [...wish, `--dbname=${url}`], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  const statements = text.split('\n').filter((line) => !line.startsWith('\\') && !line.startsWith('--'))
  keep('postgres.sql', Buffer.from(statements.join('\n')))
  await server.stop()
}

const folder = mkdtempSync(join(tmpdir(), 'alongside-kept-'))
try {
  if (process.argv[2] === 'postgres') await keepPostgres()
  else await keepSqlite(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
