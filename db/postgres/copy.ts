/**
 * Copies of a PostgreSQL database by its own tools, pg_dump and pg_restore, which see one moment and stop no
 * writer. The twin of sqlite/copy.ts. A password goes to them by the environment: arguments can be read by
 * everybody on the machine.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { CannotCopy } from '../failure.ts'

async function run(tool: string, url: string, args: string[]): Promise<void> {
  const place = new URL(url)
  const password = decodeURIComponent(place.password)
  place.password = ''
  await new Promise<void>((resolve, reject) => {
    const child = spawn(tool, [...args, `--dbname=${place.href}`], {
      stdio: 'ignore',
      env: { ...process.env, ...(password ? { PGPASSWORD: password } : {}) },
    })
    child.once('error', (error: NodeJS.ErrnoException) => {
      const missing = `${tool} isn’t on this machine: install PostgreSQL’s client tools.`
      reject(error.code === 'ENOENT' ? new CannotCopy(missing) : error)
    })
    child.once('exit', (code) => {
      if (code === 0) resolve()
      else reject(new CannotCopy(`${tool} ended with ${code ?? 'a signal'}.`))
    })
  })
}

async function asked<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

export async function copyTo(url: string, file: string): Promise<void> {
  await run('pg_dump', url, ['--format=custom', '--no-owner', '--no-privileges', `--file=${file}`])
}

/** A server has no place beside: where no backups are taken, whoever keeps it does. */
export const copyBeside = (): Promise<null> => Promise.resolve(null)

export async function isEmptyPlace(url: string): Promise<boolean> {
  const tables = `select 1 from pg_tables where schemaname not in ('pg_catalog', 'information_schema') limit 1`
  return await asked(url, async (client) => (await client.query(tables)).rowCount === 0)
}

export async function layDown(file: string, url: string): Promise<void> {
  // All or nothing: a half-restored place would look like a live one.
  await run('pg_restore', url, [
    '--single-transaction',
    '--exit-on-error',
    '--no-owner',
    '--no-privileges',
    file,
  ])
  await asked(url, (client) => client.query('update feed set epoch = gen_random_uuid()::text'))
}

/** A database of its own on the same server: needs the right to create one. */
export async function scratchPlace(url: string) {
  const name = `alongside_look_${randomUUID().replaceAll('-', '')}`
  const place = new URL(url)
  place.pathname = `/${name}`
  try {
    await asked(url, (client) => client.query(`create database ${name}`))
  } catch {
    throw new CannotCopy(
      'The copy can’t be looked at: this database user may not create a database. Grant CREATEDB.',
    )
  }
  return {
    url: place.href,
    remove: () =>
      asked(url, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  }
}
