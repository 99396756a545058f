/**
 * The one queue to the one writing connection, with group commit: jobs that wait share a transaction, each
 * in a savepoint of its own, and all are answered after its one COMMIT (one flush of the disk for all of
 * them). Must never answer before COMMIT, nor let one job's failure be another's.
 */
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import { failureOf, Unavailable } from '../failure.ts'
import { Scope } from '../scope.ts'
import type { Work } from '../store.ts'
import { type Ground, perform } from '../work.ts'
import type { LiteConnection } from './session.ts'

interface Job {
  work: Work<unknown>
  resolve(value: unknown): void
  reject(error: unknown): void
}
type Outcome = { value: unknown } | { error: unknown }

export interface QueueRules {
  /** How many jobs share a transaction at most. */
  group: number
  /** How many may wait before new ones are turned away. */
  waiting: number
  /** Milliseconds that another process may hold the file before the jobs are given up. */
  patience: number
  /** For tests: work that lets go of the thread before it has ended fails. */
  strict: boolean
}

export class WriteQueue {
  readonly #jobs: Job[] = []
  readonly #ground: Ground
  #running: Promise<void> | undefined
  #closed = false

  constructor(
    private readonly connection: LiteConnection,
    private readonly rules: QueueRules,
  ) {
    this.#ground = {
      execute: connection.execute,
      open(around) {
        const isAlive = () => connection.raw.inTransaction
        const scope = new Scope({ borrow: (use) => use(connection), isReading: false, around, isAlive })
        return { scope, make: () => connection.within(scope) }
      },
    }
  }

  add<T>(work: Work<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Unavailable('closed'))
    if (this.#jobs.length >= this.rules.waiting) return Promise.reject(new Unavailable('busy'))
    return new Promise<T>((resolve, reject) => {
      this.#jobs.push({ work, resolve: resolve as (value: unknown) => void, reject })
      this.#running ??= this.#drain()
    })
  }

  /** Turns new jobs away and waits for those that are in. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  async #drain(): Promise<void> {
    // One turn of the loop lets everything that arrived together be written together.
    for (await turn(); this.#jobs.length > 0; await turn())
      await this.#group(this.#jobs.splice(0, this.rules.group))
    this.#running = undefined
  }

  async #group(jobs: Job[]): Promise<void> {
    try {
      await this.#begin()
    } catch (error) {
      for (const job of jobs) job.reject(error)
      return
    }
    try {
      const outcomes: Outcome[] = []
      for (const job of jobs) outcomes.push(await this.#one(job))
      this.connection.execute('COMMIT')
      jobs.forEach((job, at) => answer(job, outcomes[at]!))
    } catch (error) {
      if (this.connection.raw.inTransaction) this.connection.execute('ROLLBACK')
      // What the jobs were told, refusals too, rested on neighbours that are gone now: each again, alone.
      if (jobs.length === 1) jobs[0]!.reject(failureOf(error))
      else for (const job of jobs) await this.#group([job])
    }
  }

  /** @throws only when the whole transaction is lost. */
  async #one({ work }: Job): Promise<Outcome> {
    const { raw, execute } = this.connection
    execute('SAVEPOINT job')
    let outcome: Outcome
    try {
      outcome = { value: await this.#still(() => perform(this.#ground, work)) }
    } catch (error) {
      if (!raw.inTransaction) throw error
      execute('ROLLBACK TO SAVEPOINT job')
      outcome = { error }
    }
    execute('RELEASE SAVEPOINT job')
    return outcome
  }

  /** Another process may be writing (a backup, a second server): try again without blocking the thread. */
  async #begin(): Promise<void> {
    const giveUpAt = performance.now() + this.rules.patience
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
    let hasLetGo = false
    const watch = setImmediate(() => (hasLetGo = true))
    const result = await run().finally(() => clearImmediate(watch))
    if (hasLetGo) throw new Error('a write awaited something other than its tx')
    return result
  }
}

function answer(job: Job, outcome: Outcome): void {
  if ('error' in outcome) job.reject(outcome.error)
  else job.resolve(outcome.value)
}
