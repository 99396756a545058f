/**
 * The store on PostgreSQL: several servers, many centres. Transactions run on a checked-out client with its
 * own BEGIN and COMMIT, and its Drizzle instance stays with the client, so that statements stay prepared.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseFault, failureOf, Unavailable } from './failure.ts'
import { Announcer } from './postgres/announcer.ts'
import { assertWritable } from './postgres/readiness.ts'
import { drizzleOn, PgConnection } from './postgres/session.ts'
import { Troubles } from './postgres/trouble.ts'
import { Turns } from './postgres/turns.ts'
import { type Borrow, faceOf, Scope } from './scope.ts'
import type { Database, Journal, Work } from './store.ts'
import { within } from './within.ts'
import { perform } from './work.ts'

export interface PostgresRules {
  /** Connections of this server; the database must grant that many to every server, and one more to listen. */
  connections?: number
  /** How long, in milliseconds, a call waits for another transaction's row; twice that for a connection. */
  patience?: number
  /** How long, in milliseconds, a statement may go without any answer before its connection is given up. */
  silence?: number
  journal?: Journal | undefined
}

const reading = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
/** Not READ WRITE: whoever keeps the server may have set it to be read only, such as before its disk is full. */
const writing = 'BEGIN ISOLATION LEVEL READ COMMITTED'
/** How often work that lost a deadlock or a race of serializable transactions is run again. */
const tries = 6

/** @param url of an existing, migrated database, without a transaction pooler in between. */
export function openPostgres(
  url: string,
  { connections = 12, patience = 5_000, silence = 35_000, journal }: PostgresRules = {},
): Database {
  // Counts, sums and averages come as text otherwise, and as numbers from SQLite. All of ours fit a number.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 2 * patience,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'alongside',
    statement_timeout: 30_000,
    // A server that hangs says nothing at all, not even that it took too long.
    query_timeout: silence,
    lock_timeout: patience,
    idle_in_transaction_session_timeout: 30_000,
  })
  // An idle client that ends is replaced by the pool; unheard, the event would end the process.
  pool.on('error', (error: Error & { code?: string }) =>
    journal?.warn({ code: error.code }, 'connection lost'),
  )
  const known = new WeakMap<pg.PoolClient, PgConnection>()
  const announcer = new Announcer(url, pool, journal)
  const troubles = new Troubles(pool)
  const { notice } = troubles
  const turns = new Turns(Math.max(1, connections - Math.ceil(connections / 4)), 2 * patience)

  // The pool forgets those who wait for a client when it is ended: they are waited for first.
  const under = new Set<Promise<unknown>>()
  let isClosed = false

  /** Turned away once it is closed; waited for by whoever closes it. */
  function during<R>(run: () => Promise<R>): Promise<R> {
    if (isClosed) return Promise.reject(new Unavailable('closed'))
    const running = run()
    under.add(running)
    return running.finally(() => under.delete(running))
  }

  async function borrowed<R>(use: (connection: PgConnection) => Promise<R>): Promise<R> {
    const client = await pool.connect().catch(telling)
    let connection = known.get(client)
    if (!connection) known.set(client, (connection = new PgConnection(client)))
    try {
      return await use(connection)
    } catch (error) {
      if (isGone(error)) connection.lost ??= error
      throw error
    } finally {
      client.release(connection.lost)
    }
  }

  function transaction<R>(begin: string, run: (connection: PgConnection) => Promise<R>): Promise<R> {
    return borrowed(async (connection) => {
      try {
        await connection.execute(begin)
        const result = await run(connection)
        const { command } = await connection.client.query('COMMIT')
        // A transaction in which a statement failed answers COMMIT with ROLLBACK, and no error.
        if (command !== 'COMMIT') throw new DatabaseFault('25P02')
        return result
      } catch (error) {
        const failure = failureOf(error)
        notice(failure)
        if (!isGone(failure)) {
          await connection.execute('ROLLBACK').catch((broken: unknown) => {
            connection.lost = broken as Error // The driver throws nothing else.
          })
        }
        throw failure
      }
    })
  }

  const write = <T>(work: Work<T>) => during(() => written(work))

  async function written<T>(work: Work<T>): Promise<T> {
    await troubles.assertSound()
    for (let attempt = 1; ; attempt++) {
      try {
        const run = (connection: PgConnection) => perform(groundOf(connection, notice), work)
        return await turns.take(() => transaction(writing, run))
      } catch (error) {
        const isLostRace =
          error instanceof DatabaseFault && (error.code === '40001' || error.code === '40P01')
        if (!isLostRace) throw error
        if (attempt === tries) throw new Unavailable('busy', error.code)
        await pause(Math.random() * 10 * attempt)
      }
    }
  }

  async function asked(): Promise<void> {
    await troubles.assertSound()
    await transaction(writing, async ({ client }) => {
      await assertWritable(client)
      await troubles.assertRoom(client)
    })
  }

  const borrow: Borrow = (use) => during(() => borrowed(use))
  const readScope: Scope = new Scope({ borrow, isReading: true, notice })
  return {
    engine: 'postgres',
    read: faceOf(readScope, () => drizzleOn(pool, readScope)),
    snapshot: (work) =>
      during(() =>
        transaction(reading, async (connection) => {
          const { scope, make } = openScope(connection, { isReading: true, notice })
          try {
            return await work(faceOf(scope, make))
          } finally {
            scope.end()
          }
        }),
      ),
    write,
    // COMMIT has flushed it already.
    note: async (work) => ({ kept: Promise.resolve(await write(work)) }),
    announce: (centreId, head) => announcer.announce(centreId, head).catch(telling),
    onAnnounce: (hear) => announcer.hear(hear),
    async ready() {
      const isWaiting = () => pool.waitingCount > 0 && pool.totalCount >= connections
      await within(2_000, during(asked), () => new Unavailable(isWaiting() ? 'exhausted' : 'lost'))
    },
    async close() {
      isClosed = true
      await Promise.allSettled(under)
      readScope.end()
      await announcer.close()
      await pool.end()
    },
  }
}

/** Nothing more can be said on this connection, or it would be said in vain. */
function isGone(error: unknown): error is Error {
  const failure = failureOf(error)
  return failure instanceof Unavailable && failure.why === 'lost'
}

type Noticing = { isReading: boolean; notice: (failure: Error) => void }

function openScope(connection: PgConnection, as: Noticing, around?: Scope) {
  const scope: Scope = new Scope({ borrow: (use) => use(connection), ...as, around })
  return { scope, make: () => drizzleOn(connection.client, scope) }
}

function groundOf(connection: PgConnection, notice: Noticing['notice']) {
  return {
    execute: connection.execute,
    open: (around?: Scope) => openScope(connection, { isReading: false, notice }, around),
  }
}

function telling(error: unknown): never {
  throw failureOf(error)
}
