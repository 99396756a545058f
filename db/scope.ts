/**
 * A stretch of use of a connection: one transaction, one savepoint, or reading for good. It says whether
 * its `tx` may still be used, so that a promise left behind can never write into somebody else's
 * transaction, and it remembers whether the database failed in it.
 */
import { failureOf } from './failure.ts'
import type { Reader, Writer } from './store.ts'

/** One physical connection, to which built statements belong. */
export interface Connection {
  /** Its Drizzle instance, for building statements once. */
  readonly builder: Writer
}

export type Borrow = <R>(use: (connection: Connection) => Promise<R>) => Promise<R>

interface Stretch {
  borrow: Borrow
  isReading: boolean
  /** The scope of the transaction, for a savepoint in it. */
  around?: Scope | undefined
  /** SQLite ends a transaction by itself when the disk is full: what came after would be kept at once. */
  isAlive?: () => boolean
  /** Hears how the database failed. */
  notice?: ((failure: Error) => void) | undefined
}

export class Scope {
  #state: 'open' | 'held' | 'over' = 'open'
  #failure: Error | undefined

  constructor(private readonly on: Stretch) {}

  get isReading(): boolean {
    return this.on.isReading
  }

  /** @throws when a statement may not run here any more, or not now. */
  check(): void {
    if (this.isOver) throw new Error('this transaction is over: a statement outlived the work it belonged to')
    if (this.#state === 'held') throw new Error('a savepoint is open: use the tx that it was given')
    if (this.on.isAlive?.() === false) throw new Error('the transaction was lost')
  }

  /** Runs what needs the connection; an error of the database is translated and remembered. */
  async run<R>(use: (connection: Connection) => Promise<R>): Promise<R> {
    this.check()
    try {
      return await this.on.borrow(use)
    } catch (error) {
      throw this.failed(error)
    }
  }

  /** Remembers an error of the database, and gives what may be told of it. */
  failed(error: unknown, sql?: string): Error {
    const failure = failureOf(error, sql)
    this.#failure ??= failure
    this.on.notice?.(failure)
    return failure
  }

  /** @throws the first error of the database in here, caught by the work or not. */
  assertSound(): void {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#state === 'held') throw new Error('the work ended before its savepoint did')
  }

  get isOver(): boolean {
    return this.#state === 'over' || (this.on.around?.isOver ?? false)
  }

  hold(): void {
    this.check()
    this.#state = 'held'
  }

  resume(): void {
    if (this.#state === 'held') this.#state = 'open'
  }

  end(): void {
    this.#state = 'over'
  }
}

const scopeKey = Symbol('scope')
const reading = ['select', 'selectDistinct'] as const
const writing = [...reading, 'insert', 'update', 'delete'] as const

/** The `tx` of a scope. `make` builds its Drizzle instance at first need: built statements don't want one. */
export function faceOf(scope: Scope, make: () => Writer): Writer {
  let db: Writer | undefined
  const face: Record<PropertyKey, unknown> = { [scopeKey]: scope }
  for (const verb of scope.isReading ? reading : writing) {
    face[verb] = (...args: unknown[]) => {
      scope.check()
      db ??= make()
      return (db[verb] as (...args: unknown[]) => unknown)(...args)
    }
  }
  // Two worlds meet: the verbs are passed on one by one, their overloads can't be told to the compiler.
  return face as unknown as Writer
}

/** The scope behind a `tx` or a `read`. */
export function scopeOf(tx: Reader): Scope {
  const scope = (tx as { [scopeKey]?: Scope })[scopeKey]
  if (!scope) throw new Error('not a tx of this database')
  return scope
}
