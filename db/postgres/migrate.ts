/**
 * Brings a PostgreSQL database to this version, all or nothing. The twin of sqlite/migrate.ts. An advisory
 * lock lets servers that start together come one after the other: without it two of three failed.
 */
import pg from 'pg'
import { refusal, triggersOf } from '../appendOnlyTriggers.ts'
import { failureOf, Unavailable } from '../failure.ts'
import { assertTriggers, type Had, type Migration, pending, WrongDatabase } from '../migrations.ts'

/** Any number will do that nobody else uses: the letters "alng". */
const lock = 0x616c6e67

/** @param url of a database that exists. Returns the tags that were run. */
export async function migratePostgres(url: string, known: Migration[]): Promise<string[]> {
  const client = clientFor(url)
  try {
    await client.connect()
    await assertDurable(client)
    await assertPromoted(client)
    await client.query('BEGIN')
    await client.query('SELECT pg_advisory_xact_lock($1)', [lock])
    await client.query(
      'CREATE TABLE IF NOT EXISTS "migration" ("place" serial PRIMARY KEY, "tag" text UNIQUE NOT NULL, "hash" text NOT NULL, "at" bigint NOT NULL)',
    )
    const had = await client.query<Had>(hadRows)
    const needed = pending(known, had.rows)
    for (const { tag, hash, statements } of needed) {
      for (const statement of statements) await client.query(statement)
      await client.query('INSERT INTO "migration" ("tag", "hash", "at") VALUES ($1, $2, $3)', [
        tag,
        hash,
        Date.now(),
      ])
    }
    const found = await client.query<{ name: string }>(
      `SELECT tgname AS name FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
       WHERE c.relnamespace = current_schema()::regnamespace AND p.proname = '${refusal.name}' AND t.tgenabled IN ('O', 'A')`,
    )
    assertTriggers(
      triggersOf('postgres'),
      found.rows.map(({ name }) => name),
    )
    await beginEpochs(client)
    await client.query('COMMIT')
    return needed.map(({ tag }) => tag)
  } catch (error) {
    throw failureOf(error)
  } finally {
    await client.end() // Leaving takes back what wasn't committed, and the lock with it.
  }
}

/** The migrations that a database has had. Changes nothing. */
export async function hadPostgres(url: string): Promise<Had[]> {
  const client = clientFor(url)
  try {
    await client.connect()
    const { rows } = await client.query<{ table: string | null }>(
      `SELECT to_regclass('migration') AS "table"`,
    )
    return rows[0]?.table ? (await client.query<Had>(hadRows)).rows : []
  } catch (error) {
    throw failureOf(error)
  } finally {
    await client.end()
  }
}

const hadRows = 'SELECT tag, hash FROM "migration" ORDER BY place'

function clientFor(url: string): pg.Client {
  return new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'alongside migrating',
  })
}

async function assertDurable(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ synchronous_commit: string }>('SHOW synchronous_commit')
  if (rows[0]?.synchronous_commit === 'off') {
    throw new WrongDatabase(
      'PostgreSQL has synchronous_commit switched off: what was acknowledged could be lost. Switch it on for this database.',
    )
  }
}

/** @throws Unavailable standby: a sentence can say what to do, and a table that can't be made couldn't. */
async function assertPromoted(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ follows: boolean }>('SELECT pg_is_in_recovery() AS follows')
  if (rows[0]?.follows) throw new Unavailable('standby')
}

/**
 * A standby that was promoted, or a server restored to an earlier moment, may lack what screens have seen already, and
 * gives its numbers to other entries. PostgreSQL then counts its timeline on: with it every centre begins an epoch, so
 * that every screen gets a whole board, as after a restore.
 */
async function beginEpochs(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ timeline: string; feed: string | null }>(
    `SELECT left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) AS timeline, to_regclass('feed') AS feed`,
  )
  const [found] = rows
  if (!found?.feed) return
  const timeline = parseInt(found.timeline, 16)
  const mark = timeline === 1 ? '' : `@${timeline}`
  await client.query(
    `UPDATE feed SET epoch = split_part(epoch, '@', 1) || $1::text WHERE epoch <> split_part(epoch, '@', 1) || $1::text`,
    [mark],
  )
}
