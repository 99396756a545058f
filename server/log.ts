/** The process's own log: structured, without a person's words, names or ids in it; of a worker the account's id alone. */
import { type Logger, pino } from 'pino'
import type { Journal } from '../db/store.ts'
import type { Config } from './config.ts'

export interface ProcessLog {
  info(message: string, facts?: object): void
  /** What went wrong inside. Only a code and where, since a database's message can carry what was typed. */
  fault(id: string, error: unknown): void
  /** What the database says of its connections and migrations: codes and tags. */
  readonly journal: Journal
}

/** Without a level: everything for a collector, warnings for somebody who started it in a terminal. */
export function createLog(level: Config['logLevel']): ProcessLog {
  const logger: Logger = pino({ level: level ?? (process.stdout.isTTY ? 'warn' : 'info'), base: null })
  return {
    journal: logger,
    info: (message, facts) => logger.info(facts ?? {}, message),
    fault: (id, error) => logger.error({ id, ...bare(error) }, 'fault'),
  }
}

/** An error without its message: kind, code and the lines of our own code it came through. */
export function bare(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  const cause = error.cause
  const code = codeOf(error) ?? codeOf(cause)
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) => line.trim())
  return { kind: error.name, code, causedBy: cause instanceof Error ? cause.name : undefined, stack }
}

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined
