/**
 * Reading on SQLite: one connection for single statements, and a few for snapshots, each owned by one
 * snapshot while it lasts (a connection that holds a picture doesn't see what was just acknowledged).
 * All of them are opened read-only.
 */
import { failureOf, Unavailable } from '../failure.ts'
import { faceOf, Scope } from '../scope.ts'
import type { Reader } from '../store.ts'
import { Sqlite } from './driver.ts'
import { LiteConnection } from './session.ts'

/** How many snapshots may be open at once, and how long, in milliseconds, the next one waits for its turn. */
export interface ReaderRules {
  snapshots: number
  patience: number
  /** Hears how the database failed. */
  notice?: (failure: Error) => void
}

function begin(connection: LiteConnection): void {
  try {
    connection.execute('BEGIN DEFERRED')
  } catch (error) {
    throw failureOf(error)
  }
}

export class Readers {
  readonly read: Reader
  readonly #single: LiteConnection
  readonly #scope: Scope
  readonly #free: LiteConnection[] = []
  readonly #waiting: ((connection: LiteConnection | Error) => void)[] = []
  #open = 0
  #closed = false

  constructor(
    private readonly file: string,
    private readonly rules: ReaderRules,
  ) {
    const single = (this.#single = this.#connect())
    this.#scope = new Scope({ borrow: (use) => use(single), isReading: true, notice: rules.notice })
    this.read = faceOf(this.#scope, () => single.within(this.#scope))
  }

  async snapshot<T>(work: (tx: Reader) => Promise<T>): Promise<T> {
    const connection = await this.#take()
    const { notice } = this.rules
    const scope = new Scope({ borrow: (use) => use(connection), isReading: true, notice })
    try {
      begin(connection)
      return await work(faceOf(scope, () => connection.within(scope)))
    } finally {
      scope.end()
      this.#letGo(connection)
    }
  }

  /** Whatever comes of its end, the connection is there for the next: a few that are lost would end all reading. */
  #letGo(connection: LiteConnection): void {
    try {
      if (connection.raw.inTransaction) connection.execute('COMMIT')
    } catch (error) {
      throw failureOf(error)
    } finally {
      this.#giveBack(connection)
    }
  }

  /** Waits for open snapshots, then closes every connection. */
  async close(): Promise<void> {
    this.#closed = true
    for (const next of this.#waiting.splice(0)) next(new Unavailable('closed'))
    this.#scope.end()
    while (this.#open > this.#free.length) await new Promise((resolve) => setTimeout(resolve, 5))
    for (const connection of [this.#single, ...this.#free]) connection.raw.close()
  }

  #connect(): LiteConnection {
    try {
      const raw = new Sqlite(this.file, { readonly: true, fileMustExist: true, timeout: 10 })
      raw.pragma('temp_store = MEMORY')
      return new LiteConnection(raw)
    } catch (error) {
      throw failureOf(error)
    }
  }

  async #take(): Promise<LiteConnection> {
    if (this.#closed) throw new Unavailable('closed')
    const free = this.#free.pop()
    if (free) return free
    if (this.#open < this.rules.snapshots) {
      try {
        const made = this.#connect()
        this.#open++
        return made
      } catch (error) {
        // Too many files are open, say: those that are there are enough, if there are any.
        if (this.#open === 0) throw error
      }
    }
    return await new Promise((resolve, reject) => {
      const next = (given: LiteConnection | Error) => {
        clearTimeout(impatient)
        if (given instanceof Error) reject(given)
        else resolve(given)
      }
      const impatient = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(next), 1)
        reject(new Unavailable('exhausted'))
      }, this.rules.patience)
      this.#waiting.push(next)
    })
  }

  #giveBack(connection: LiteConnection): void {
    const next = this.#waiting.shift()
    if (next) next(connection)
    else this.#free.push(connection)
  }
}
