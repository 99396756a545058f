/**
 * The one queue to the one writing connection, with group commit: jobs that wait share a transaction, each
 * in a savepoint of its own, and all are answered after its one COMMIT (one flush of the disk for all of
 * them). Must never answer before COMMIT, nor let one job's failure be another's. Notes of who looked, where nothing else
 * is written with them, are flushed off this thread, which goes on reading meanwhile.
 */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { failureOf, Unavailable } from '../failure.ts'
import { type Borrow, Scope } from '../scope.ts'
import type { Noted, Work, Writer } from '../store.ts'
import { type Ground, perform } from '../work.ts'
import type { LiteConnection } from './session.ts'

interface Job {
  work: Work<unknown>
  isNote: boolean
  /** `kept` resolves once it is on the disk. */
  resolve(value: unknown, kept: Promise<void>): void
  reject(error: unknown): void
  /** When it came, by `performance.now`. */
  since: number
}

export interface QueueRules {
  /** How many jobs share a transaction at most. */
  group: number
  /** How many may wait before new ones are turned away. */
  waiting: number
  /** Milliseconds that another process may hold the file before the jobs are given up. */
  patience: number
  /** For tests: work that lets go of the thread before it has ended fails. */
  strict: boolean
  /** Hears how the database failed. */
  notice?: (failure: Error) => void
  /** Puts on the disk what notes have committed. @throws Unavailable */
  flush: () => Promise<void>
}

export class WriteQueue {
  readonly #jobs: Job[] = []
  readonly #ground: Ground
  #running: Promise<void> | undefined
  #closed = false
  #isFull = true
  readonly #flushing = new Set<Promise<void>>()
  /** What notes committed didn't come to the disk. */
  #unflushed: Unavailable | undefined

  constructor(
    private readonly connection: LiteConnection,
    private readonly rules: QueueRules,
  ) {
    this.#ground = {
      execute: connection.execute,
      open(around) {
        const isAlive = () => connection.raw.inTransaction
        const borrow: Borrow = (use) => use(connection)
        const scope = new Scope({ borrow, isReading: false, around, isAlive, notice: rules.notice })
        return { scope, make: () => connection.within(scope) }
      },
    }
  }

  add<T>(work: Work<T>): Promise<T> {
    return this.#push(work, false, (value) => value)
  }

  /** Only adds rows of who looked. */
  note(work: (tx: Writer) => Promise<void>): Promise<Noted> {
    return this.#push(work, true, (_, kept) => ({ kept }))
  }

  #push<T, R>(work: Work<T>, isNote: boolean, answer: (value: T, kept: Promise<void>) => R): Promise<R> {
    if (this.#closed) return Promise.reject(new Unavailable('closed'))
    if (this.#jobs.length >= this.rules.waiting) return Promise.reject(new Unavailable('busy'))
    return new Promise<R>((done, reject) => {
      // Two worlds meet: jobs of every type wait in one line, each with what makes its own answer.
      const resolve: Job['resolve'] = (value, kept) => done(answer(value as T, kept))
      this.#jobs.push({ work, isNote, resolve, reject, since: performance.now() })
      this.#running ??= this.#drain()
    })
  }

  /** Turns new jobs away and waits for those that are in. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
    await Promise.all(this.#flushing)
  }

  async #drain(): Promise<void> {
    // One turn of the loop lets everything that arrived together be written together.
    await turn()
    while (this.#jobs.length > 0) {
      await this.#group(this.#jobs.splice(0, this.rules.group))
      await turn()
    }
    this.#running = undefined
  }

  async #group(jobs: Job[]): Promise<void> {
    const areNotes = jobs.every((job) => job.isNote)
    try {
      this.#mendFlush()
      this.#flushAtCommit(!areNotes)
      // Those behind a group that was given up don't wait as long again: each has waited its time.
      await this.#begin((jobs[0]?.since ?? 0) + this.rules.patience)
    } catch (error) {
      this.rules.notice?.(failureOf(error))
      for (const job of jobs) job.reject(failureOf(error))
      return
    }
    try {
      const answers: ((kept: Promise<void>) => void)[] = []
      for (const job of jobs) answers.push(await this.#one(job))
      this.connection.execute('COMMIT')
      const kept = areNotes ? this.#flushed() : Promise.resolve()
      for (const answer of answers) answer(kept)
    } catch (error) {
      this.rules.notice?.(failureOf(error))
      this.#rollBack()
      // What the jobs were told, refusals too, rested on neighbours that are gone now: each again, alone.
      if (jobs.length > 1) for (const job of jobs) await this.#group([job])
      else for (const job of jobs) job.reject(failureOf(error))
    }
  }

  /** Puts on the disk what notes have just committed; nobody behind them waits for it. */
  #flushed(): Promise<void> {
    const flushing = this.rules.flush().catch((error: unknown) => {
      const failure = failureOf(error)
      this.#unflushed = failure instanceof Unavailable ? failure : new Unavailable('disk')
      throw failure
    })
    const over: Promise<void> = flushing
      .catch(() => undefined)
      .finally(() => {
        this.#flushing.delete(over)
      })
    this.#flushing.add(over)
    return flushing
  }

  /**
   * A disk tells of a failed flush once, and takes the next one: what is written behind it would stand behind a hole, and
   * be gone with a power cut. So nothing is, until all of it has gone into the file itself and the WAL begins anew.
   * @throws Unavailable until then.
   */
  #mendFlush(): void {
    if (!this.#unflushed) return
    const [row] = this.connection.raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    if (row?.busy !== 0) throw this.#unflushed
    this.#unflushed = undefined
  }

  /** Between transactions alone: inside one SQLite takes no notice. */
  #flushAtCommit(isFull: boolean): void {
    if (isFull === this.#isFull) return
    this.connection.raw.pragma(`synchronous = ${isFull ? 'FULL' : 'NORMAL'}`)
    this.#isFull = isFull
  }

  #rollBack(): void {
    try {
      if (this.connection.raw.inTransaction) this.connection.execute('ROLLBACK')
    } catch {
      // The error that led here is the one to tell. If the transaction is still open the next BEGIN fails,
      // and everybody is told: nobody waits for ever.
    }
  }

  /** Gives what to call after COMMIT. @throws only when the whole transaction is lost. */
  async #one(job: Job): Promise<(kept: Promise<void>) => void> {
    const { connection } = this
    connection.execute('SAVEPOINT job')
    let answer: (kept: Promise<void>) => void
    try {
      const value = await this.#still(() => perform(this.#ground, job.work))
      answer = (kept) => {
        job.resolve(value, kept)
      }
    } catch (error) {
      if (!connection.raw.inTransaction) throw error
      connection.execute('ROLLBACK TO SAVEPOINT job')
      answer = () => {
        job.reject(error)
      }
    }
    connection.execute('RELEASE SAVEPOINT job')
    return answer
  }

  /** Another process may be writing (a backup, a second server): try again without blocking the thread. */
  async #begin(giveUpAt: number): Promise<void> {
    for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
      try {
        this.connection.execute('BEGIN IMMEDIATE')
        return
      } catch (error) {
        const failure = failureOf(error)
        const isBusy = failure instanceof Unavailable && failure.why === 'busy'
        if (!isBusy || performance.now() > giveUpAt) throw failure
        await pause(wait)
      }
    }
  }

  async #still<T>(run: () => Promise<T>): Promise<T> {
    if (!this.rules.strict) return await run()
    const turns = { passed: 0 }
    const watch = setImmediate(() => turns.passed++)
    const result = await run().finally(() => {
      clearImmediate(watch)
    })
    if (turns.passed > 0) throw new Error('a write awaited something other than its tx')
    return result
  }
}
