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

const look = 'alongside_look_'
/** Held, in a scratch database itself, by whoever looks at it: it ends with their connection, however they end. */
const lock = 20_261_129

const at = (url: string, name: string) => {
  const place = new URL(url)
  place.pathname = `/${name}`
  return place.href
}

/** A connection that holds a scratch database; null: somebody else holds it, or it is gone. */
async function hold(url: string): Promise<pg.Client | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [lock])
    if (rows[0]?.got) return client
  } catch (error) {
    await client.end().catch(() => undefined)
    // Gone meanwhile (no such database): there is nothing to hold.
    if ((error as { code?: string }).code !== '3D000') throw error
    return null
  }
  await client.end().catch(() => undefined)
  return null
}

const drop = (url: string, name: string) =>
  asked(url, async (client) => void (await client.query(`drop database if exists ${name} with (force)`)))

/** Whoever was killed while looking has left a copy that is sealed by nothing: it goes with the next look. */
async function sweepUp(url: string): Promise<void> {
  const left = await asked(url, (client) =>
    client.query<{ name: string }>(
      `select datname as name from pg_database
       where starts_with(datname, $1) and pg_get_userbyid(datdba) = current_user`,
      [look],
    ),
  )
  for (const { name } of left.rows) {
    // One that can't be reached now is left to a later look.
    const held = await hold(at(url, name)).catch(() => null)
    // With it goes our own connection, and a pg_restore that has outlived who began it.
    if (held) await drop(url, name).catch(() => undefined)
    await held?.end().catch(() => undefined)
  }
}

async function createHeld(url: string): Promise<{ name: string; held: pg.Client }> {
  for (;;) {
    const name = `${look}${randomUUID().replaceAll('-', '')}`
    try {
      await asked(url, (client) => client.query(`create database ${name}`))
    } catch (error) {
      throw new CannotCopy(
        (error as { code?: string }).code === '25006'
          ? 'The copy can’t be looked at: this server may only be read, as a standby may. Take the backup from the one that is written to.'
          : 'The copy can’t be looked at: this database user may not create a database. Grant CREATEDB.',
      )
    }
    // Null: taken for one that was left, in the moment before it was held.
    const held = await hold(at(url, name)).catch(async () => {
      await drop(url, name).catch(() => undefined)
      throw new CannotCopy(
        'The copy can’t be looked at: a database can be created on this server, but not connected to. See its pg_hba.conf, its pooler and its limit of connections.',
      )
    })
    if (held) return { name, held }
  }
}

/** A database of its own on the same server: needs the right to create one. */
export async function scratchPlace(url: string) {
  await sweepUp(url)
  const { name, held } = await createHeld(url)
  return {
    url: at(url, name),
    async remove() {
      await held.end().catch(() => undefined)
      await drop(url, name)
    },
  }
}
