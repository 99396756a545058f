/**
 * The one queue to the one writing connection, with group commit: jobs that wait share a transaction, each
 * in a savepoint of its own, and all are answered after its one COMMIT (one flush of the disk for all of
 * them). Must never answer before COMMIT, nor let one job's failure be another's. Notes of who looked, where nothing else
 * is written with them, are flushed off this thread, which goes on reading meanwhile; they too are answered after it.
 */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { failureOf, Unavailable } from '../failure.ts'
import { type Borrow, Scope } from '../scope.ts'
import type { Work } from '../store.ts'
import { type Ground, perform } from '../work.ts'
import type { LiteConnection } from './session.ts'

interface Job {
  work: Work<unknown>
  isNote: boolean
  resolve(value: unknown): void
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

  /** @param isNote only adds rows of who looked. */
  add<T>(work: Work<T>, isNote = false): Promise<T> {
    if (this.#closed) return Promise.reject(new Unavailable('closed'))
    if (this.#jobs.length >= this.rules.waiting) return Promise.reject(new Unavailable('busy'))
    return new Promise<T>((resolve, reject) => {
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
      this.#flushAtCommit(!areNotes)
      // Those behind a group that was given up don't wait as long again: each has waited its time.
      await this.#begin((jobs[0]?.since ?? 0) + this.rules.patience)
    } catch (error) {
      this.rules.notice?.(failureOf(error))
      for (const job of jobs) job.reject(error)
      return
    }
    try {
      const answers: (() => void)[] = []
      for (const job of jobs) answers.push(await this.#one(job))
      this.connection.execute('COMMIT')
      if (areNotes) this.#answerFlushed(jobs, answers)
      else for (const answer of answers) answer()
    } catch (error) {
      this.rules.notice?.(failureOf(error))
      this.#rollBack()
      // What the jobs were told, refusals too, rested on neighbours that are gone now: each again, alone.
      if (jobs.length > 1) for (const job of jobs) await this.#group([job])
      else for (const job of jobs) job.reject(failureOf(error))
    }
  }

  /** What notes commit is on the disk when they are answered, as with all else; nobody behind them waits for it. */
  #answerFlushed(jobs: Job[], answers: (() => void)[]): void {
    const flushing = this.rules
      .flush()
      .then(
        () => {
          for (const answer of answers) answer()
        },
        (error: unknown) => {
          for (const job of jobs) job.reject(error)
        },
      )
      .finally(() => this.#flushing.delete(flushing))
    this.#flushing.add(flushing)
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
  async #one(job: Job): Promise<() => void> {
    const { connection } = this
    connection.execute('SAVEPOINT job')
    let answer: () => void
    try {
      const value = await this.#still(() => perform(this.#ground, job.work))
      answer = () => {
        job.resolve(value)
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
