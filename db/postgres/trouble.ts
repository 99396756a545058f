/**
 * What PostgreSQL has said of its disk, remembered. A server that takes a commit may have no room for a row, and only
 * whoever reads a damaged page meets it: so one answer says nothing of the next, and `/readyz` would swing to and fro.
 * Must never remember what isn't the disk's: a lost connection or a lock is asked about anew each time.
 */
import type pg from 'pg'
import { DatabaseFault, failureOf, Unavailable } from '../failure.ts'

/** How long (ms) a trouble of the disk stands by itself; after that the disk is asked. */
const stands = 10_000

/** Something that takes a page of its own on the disk: what a table that grows needs, and what is full first. */
const takesRoom = [
  'SAVEPOINT room',
  'CREATE TABLE alongside_room (filling text)',
  `INSERT INTO alongside_room VALUES ('.')`,
  'ROLLBACK TO SAVEPOINT room',
]

export class Troubles {
  #disk: { failure: Unavailable; at: number } | undefined
  #damage: { failure: Unavailable; life: Promise<string | null> } | undefined

  /** @param pool for asking when the database server was started. */
  constructor(private readonly pool: pg.Pool) {}

  /** Hears how anything failed, here or in the middle of somebody's work. */
  notice = (failure: Error): void => {
    // What is remembered, told again, is no news.
    if (!(failure instanceof Unavailable) || failure === this.#disk?.failure) return
    if (failure.why === 'damaged') this.#damage ??= { failure, life: this.#life() }
    // 25006 isn't the disk: the server says of itself that it may only be read, each time it is asked.
    else if (['full', 'disk', 'readOnly'].includes(failure.why) && failure.code !== '25006')
      this.#disk = { failure, at: performance.now() }
  }

  /**
   * Nothing more is written into a database that was found damaged, until its server was started anew: after it was
   * put right, or because another has taken its place. @throws Unavailable damaged
   */
  async assertSound(): Promise<void> {
    if (!this.#damage) return
    const { failure, life } = this.#damage
    const [then, now] = [await life, await this.#life()]
    if (now === null || now === then) throw failure
    if (then !== null) return void (this.#damage = undefined)
    // Nobody could say then which start it was: this one counts.
    this.#damage = { failure, life: Promise.resolve(now) }
    throw failure
  }

  /** Asks the disk, in the transaction of `client`, where it has failed. @throws Unavailable while it does. */
  async assertRoom(client: pg.PoolClient): Promise<void> {
    if (!this.#disk) return
    if (performance.now() - this.#disk.at < stands) throw this.#disk.failure
    try {
      for (const statement of takesRoom) await client.query(statement)
    } catch (error) {
      const failure = failureOf(error)
      // A user who may create no table can't ask: its trouble is over by its time, and said again by the next write.
      if (!(failure instanceof DatabaseFault && failure.code === '42501')) throw error
      await client.query('ROLLBACK TO SAVEPOINT room')
    }
    this.#disk = undefined
  }

  /** When the database server was started; null while it doesn't say. */
  async #life(): Promise<string | null> {
    try {
      const { rows } = await this.pool.query<{ life: string }>(
        'SELECT pg_postmaster_start_time()::text AS life',
      )
      return rows[0]?.life ?? null
    } catch {
      return null
    }
  }
}
