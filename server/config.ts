/** The environment, read once. A wrong value stops the start with a sentence that names it. */
import * as z from 'zod/mini'
import { isLoopback } from './loopback.ts'

const wholeNumber = (least: number, most: number) =>
  z.coerce.number().check(z.int(), z.gte(least), z.lte(most))

const Environment = z.object({
  PORT: z._default(wholeNumber(0, 65_535), 3000),
  HOST: z._default(z.string().check(z.minLength(1)), '127.0.0.1'),
  DATABASE_URL: z._default(
    z.string().check(z.regex(/^(file:.+|postgres(ql)?:\/\/.+)$/)),
    'file:./data/centre.db',
  ),
  ALONGSIDE_SECRET: z.optional(z.string().check(z.minLength(32))),
  ALONGSIDE_SECRET_BEFORE: z.optional(z.string().check(z.regex(/^[^,]{32,}(,[^,]{32,})*$/))),
  ALONGSIDE_ORIGIN: z.optional(z.url({ protocol: /^https?$/ })),
  ALONGSIDE_CLOCK: z.optional(z.string().check(z.regex(/^[^,]+,\d+(\.\d+)?$/))),
  ALONGSIDE_LOG: z.optional(z.enum(['silent', 'error', 'warn', 'info', 'debug'])),
  ALONGSIDE_DATA: z._default(z.string().check(z.minLength(1)), './data'),
  ALONGSIDE_BACKUPS: z.optional(z.string().check(z.minLength(1))),
  ALONGSIDE_BACKUP_MINUTES: z._default(wholeNumber(1, 1_440), 15),
  ALONGSIDE_BACKUP_PASSPHRASE: z.optional(z.string().check(z.minLength(12))),
  ALONGSIDE_CHECKPOINT_FILE: z.optional(z.string().check(z.minLength(1))),
  ALONGSIDE_CHECKPOINT_URL: z.optional(z.url({ protocol: /^https?$/ })),
  ALONGSIDE_CHECKPOINT_KEY: z.optional(z.string().check(z.minLength(16))),
  ALONGSIDE_CHECKPOINT_MINUTES: z._default(wholeNumber(1, 1_440), 60),
  ALONGSIDE_FIRST_START: z.optional(z.enum(['1'])),
})

const says: Record<keyof z.infer<typeof Environment>, string> = {
  PORT: 'PORT must be a whole number from 0 to 65535',
  HOST: 'HOST must be an address or a name to listen on, such as 127.0.0.1',
  DATABASE_URL: 'DATABASE_URL must begin with file: or postgres://',
  ALONGSIDE_SECRET: 'ALONGSIDE_SECRET must have at least 32 characters',
  ALONGSIDE_SECRET_BEFORE:
    'ALONGSIDE_SECRET_BEFORE must be the secrets before this one, with commas between them, each of at least 32 characters',
  ALONGSIDE_ORIGIN: 'ALONGSIDE_ORIGIN must be the address people open, such as https://centre.example',
  ALONGSIDE_CLOCK: 'ALONGSIDE_CLOCK must be a start time and a speed, such as 2026-10-24T20:00:00Z,60',
  ALONGSIDE_LOG: 'ALONGSIDE_LOG must be one of silent, error, warn, info, debug',
  ALONGSIDE_DATA: 'ALONGSIDE_DATA must be a folder',
  ALONGSIDE_BACKUPS: 'ALONGSIDE_BACKUPS must be a folder',
  ALONGSIDE_BACKUP_MINUTES: 'ALONGSIDE_BACKUP_MINUTES must be a whole number from 1 to 1440',
  ALONGSIDE_BACKUP_PASSPHRASE:
    'ALONGSIDE_BACKUP_PASSPHRASE must have at least 12 characters; keep it somewhere else than the backups, which can’t be opened without it',
  ALONGSIDE_CHECKPOINT_FILE: 'ALONGSIDE_CHECKPOINT_FILE must be a file',
  ALONGSIDE_CHECKPOINT_URL:
    'ALONGSIDE_CHECKPOINT_URL must be an address to send checkpoints to, such as https://elsewhere.example/checkpoints',
  ALONGSIDE_CHECKPOINT_KEY:
    'ALONGSIDE_CHECKPOINT_KEY must have at least 16 characters; it signs what is sent to ALONGSIDE_CHECKPOINT_URL',
  ALONGSIDE_CHECKPOINT_MINUTES: 'ALONGSIDE_CHECKPOINT_MINUTES must be a whole number from 1 to 1440',
  ALONGSIDE_FIRST_START: 'ALONGSIDE_FIRST_START must be 1, or left away',
}

/** Where the log's number and hash are kept outside, and how often. */
export interface CheckpointPlaces {
  file: string | undefined
  /** `key` signs what is sent, so that whoever keeps it knows from whom it came. */
  address: { url: string; key: string } | undefined
  everyMinutes: number
}

export interface Config {
  port: number
  host: string
  databaseUrl: string
  /** Made and kept in the data folder where none is given. */
  secret: string | undefined
  /** Older secrets that still count, for what was signed or sealed with them. */
  secretsBefore: readonly string[]
  origin: string | undefined
  /** UTC ms and how many times as fast as real time; only the demonstration centre takes it. */
  playedClock: { start: number; speed: number } | undefined
  /** Undefined: as suits whoever reads it. */
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug' | undefined
  dataFolder: string
  /** Where the server keeps backups that it takes by itself; undefined: it takes none. */
  backups: { folder: string; everyMinutes: number } | undefined
  backupPassphrase: string | undefined
  /** Where the log's number and hash are kept outside; undefined: nowhere. */
  checkpoints: CheckpointPlaces | undefined
  /** Where there is no centre yet, a page for making one takes the place of the demonstration. */
  isFirstStart: boolean
}

export class WrongConfig extends Error {}

/** @throws WrongConfig with a sentence that names the variable, never its value. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const name = parsed.error.issues[0]?.path[0] as keyof typeof says
    throw new WrongConfig(`${says[name]}.`)
  }
  const env = parsed.data
  if (env.ALONGSIDE_BACKUPS !== undefined && env.ALONGSIDE_BACKUP_PASSPHRASE === undefined) {
    throw new WrongConfig(`${says.ALONGSIDE_BACKUP_PASSPHRASE}.`)
  }
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    secret: env.ALONGSIDE_SECRET,
    secretsBefore: env.ALONGSIDE_SECRET_BEFORE?.split(',') ?? [],
    origin: env.ALONGSIDE_ORIGIN ? new URL(env.ALONGSIDE_ORIGIN).origin : undefined,
    playedClock: readClock(env.ALONGSIDE_CLOCK),
    logLevel: env.ALONGSIDE_LOG,
    dataFolder: env.ALONGSIDE_DATA,
    backups: env.ALONGSIDE_BACKUPS
      ? { folder: env.ALONGSIDE_BACKUPS, everyMinutes: env.ALONGSIDE_BACKUP_MINUTES }
      : undefined,
    backupPassphrase: env.ALONGSIDE_BACKUP_PASSPHRASE,
    checkpoints: checkpointPlaces(env),
    isFirstStart: env.ALONGSIDE_FIRST_START === '1',
  }
}

/**
 * Whether these settings are for the centre that was found; where there is none, it will be the demonstration.
 * @throws WrongConfig
 */
export function checkSuits(
  { host, playedClock }: Pick<Config, 'host' | 'playedClock'>,
  isDemonstration: boolean,
): void {
  if (isDemonstration && !isLoopback(host)) {
    throw new WrongConfig(
      'HOST: the demonstration centre has sign-ins that everybody knows, so it is served on 127.0.0.1 only. For a centre of your own: npx alongside first-start, or create-centre.',
    )
  }
  if (!isDemonstration && playedClock) {
    throw new WrongConfig('ALONGSIDE_CLOCK: only the demonstration has a clock of its own.')
  }
}

function checkpointPlaces(env: z.infer<typeof Environment>): CheckpointPlaces | undefined {
  const { ALONGSIDE_CHECKPOINT_FILE: file, ALONGSIDE_CHECKPOINT_URL: url } = env
  const { ALONGSIDE_CHECKPOINT_KEY: key, ALONGSIDE_CHECKPOINT_MINUTES: everyMinutes } = env
  if (url !== undefined && key === undefined) throw new WrongConfig(`${says.ALONGSIDE_CHECKPOINT_KEY}.`)
  if (file === undefined && url === undefined) return undefined
  return { file, address: url !== undefined && key !== undefined ? { url, key } : undefined, everyMinutes }
}

function readClock(text: string | undefined): Config['playedClock'] {
  if (text === undefined) return undefined
  const [start = '', speed = ''] = text.split(',')
  const at = Date.parse(start)
  const times = Number(speed)
  if (Number.isNaN(at) || !(times > 0) || times > 10_000) throw new WrongConfig(`${says.ALONGSIDE_CLOCK}.`)
  return { start: at, speed: times }
}
