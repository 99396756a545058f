/**
 * How the database fails, told apart by type. A driver's or Drizzle's own error never leaves db/: its
 * message can carry the parameters, and with them what somebody said.
 */
export type Why =
  | 'full'
  | 'readOnly'
  /** PostgreSQL alone: it follows another server, and may only be read until it is promoted. */
  | 'standby'
  /** PostgreSQL alone: what is written is kept here, and no standby confirms that it is kept there. */
  | 'unconfirmed'
  | 'disk'
  | 'tooManyFiles'
  /** The file isn't what was written: reads go on where they can, writes end until a backup is laid down. */
  | 'damaged'
  | 'busy'
  | 'exhausted'
  | 'lost'
  | 'closed'

/** Not now: nothing was kept, and the same call may be made again. HTTP answers 503. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
  constructor(
    readonly why: Why,
    readonly code?: string,
  ) {
    super(`the database is not available: ${why}`)
  }
}

export type Rule = 'unique' | 'foreignKey' | 'notNull' | 'check' | 'appendOnly'

/** A rule of the schema said no. `where` names columns or a constraint; what was in the row is never told. */
export class Violation extends Error {
  override readonly name = 'Violation'
  constructor(
    readonly rule: Rule,
    readonly code: string,
    readonly where?: string,
  ) {
    super(`the database refused: ${rule}${where ? ` (${where})` : ''}`)
  }
}

/** Anything else the database said. `sql` has placeholders where the parameters were. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault'
  constructor(
    readonly code: string,
    readonly sql?: string,
  ) {
    super(`database fault ${code}`)
  }
}

/** A copy can't be made or laid down: the place isn't empty, a tool isn't there. The message is for the operator. */
export class CannotCopy extends Error {
  override readonly name = 'CannotCopy'
}

/** What the triggers of append-only tables say; both engines put it in front of the table's name. */
export const appendOnlyNotice = 'append-only'

interface DriverError {
  name?: string
  code?: string
  message: string
  cause?: unknown
  /** Drizzle's: the statement. */
  query?: string
  /** PostgreSQL's: names from the schema. */
  table?: string
  column?: string
  constraint?: string
  /** PostgreSQL's: where in its own source it gave up. */
  file?: string
  routine?: string
}

/** What a driver's error means, or the error itself when it is nobody's driver's. */
export function failureOf(error: unknown, sql?: string): Error {
  if (!(error instanceof Error)) return new Error('what was thrown is no error', { cause: error })
  if (isOurs(error)) return error
  const said = error as DriverError
  if (said.query !== undefined && said.cause instanceof Error) return failureOf(said.cause, said.query)
  if (said.name === 'SqliteError') return sqliteFailure(said, sql)
  return postgresFailure(said, sql) ?? error
}

const isOurs = (error: Error) =>
  error instanceof Unavailable || error instanceof Violation || error instanceof DatabaseFault

function sqliteFailure({ code = 'SQLITE_ERROR', message }: DriverError, sql?: string): Error {
  const why = startOf(code, {
    SQLITE_FULL: 'full',
    SQLITE_READONLY: 'readOnly',
    SQLITE_CANTOPEN: 'disk',
    SQLITE_IOERR: 'disk',
    SQLITE_BUSY: 'busy',
    SQLITE_LOCKED: 'busy',
    SQLITE_CORRUPT: 'damaged',
    SQLITE_NOTADB: 'damaged',
  } as const)
  if (why) return new Unavailable(why, code)
  if (code === 'SQLITE_CONSTRAINT_TRIGGER' && message.startsWith(appendOnlyNotice))
    return new Violation('appendOnly', code, message.slice(appendOnlyNotice.length + 2))
  const rule = startOf(code, {
    SQLITE_CONSTRAINT_UNIQUE: 'unique',
    SQLITE_CONSTRAINT_PRIMARYKEY: 'unique',
    SQLITE_CONSTRAINT_ROWID: 'unique',
    SQLITE_CONSTRAINT_FOREIGNKEY: 'foreignKey',
    SQLITE_CONSTRAINT_NOTNULL: 'notNull',
    SQLITE_CONSTRAINT_CHECK: 'check',
  } as const)
  const [, where] = /constraint failed: (.+)$/.exec(message) ?? []
  return rule ? new Violation(rule, code, where) : new DatabaseFault(code, sql)
}

function postgresFailure(said: DriverError, sql?: string): Error | undefined {
  const { code, message } = said
  // node-postgres has no codes for its own troubles; these are all the sentences it has for them.
  if (message.includes('timeout exceeded when trying to connect')) return new Unavailable('exhausted')
  if (message.includes('after calling end on the pool')) return new Unavailable('closed')
  if (
    /^Connection terminated|connection error and is not queryable|Client was closed|^Query read timeout/.test(
      message,
    )
  )
    return new Unavailable('lost')
  if (code === undefined) return undefined
  if (/^E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_AGAIN)/.test(code)) return new Unavailable('lost', code)
  if (!/^[0-9A-Z]{5}$/.test(code)) return undefined
  if (code === '23514' && message.startsWith(appendOnlyNotice)) {
    return new Violation('appendOnly', code, message.slice(appendOnlyNotice.length + 2))
  }
  const disk = diskFailure(said)
  if (disk) return new Unavailable(disk, code)
  const rule = startOf(code, {
    23505: 'unique',
    23503: 'foreignKey',
    23001: 'foreignKey',
    23502: 'notNull',
    23514: 'check',
  } as const)
  if (rule) return new Violation(rule, code, said.constraint ?? `${said.table}.${said.column}`)
  const why = startOf(code, {
    53100: 'full',
    53300: 'exhausted',
    53: 'exhausted',
    25006: 'readOnly',
    '55P03': 'busy',
    57014: 'busy',
    '57P': 'lost',
    '08': 'lost',
    '25P03': 'lost',
    58030: 'disk',
    // A table's file is gone.
    '58P01': 'damaged',
    XX001: 'damaged',
    XX002: 'damaged',
  } as const)
  return why ? new Unavailable(why, code) : new DatabaseFault(code, sql)
}

/**
 * PostgreSQL has codes for no room and for a failing disk, and none for a quota, a limit on a file's size or a disk that
 * was made read-only while it ran: it says then that it is at fault itself, or that a right is missing. Which of its
 * own files said so tells them from what is meant by that otherwise.
 */
function diskFailure({ code, file, routine }: DriverError): Why | undefined {
  if (!/^(md|fd|smgr|slru|xlog|copydir|storage|relmapper)\.c$/.test(file ?? '')) return undefined
  if (code === '42501') return 'readOnly'
  if (code !== 'XX000') return undefined
  return routine?.includes('extend') ? 'full' : 'disk'
}

function startOf<V>(code: string, table: Record<string, V>): V | undefined {
  const exact = table[code]
  if (exact !== undefined) return exact
  return Object.entries(table).find(([start]) => code.startsWith(start))?.[1]
}
