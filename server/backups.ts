/**
 * Backups on a schedule: each is the `alongside backup` command in a process of its own, so that copying and
 * sealing cost the server neither memory nor a turn of its thread. Never two at once.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { copyBeside } from '../db/copy.ts'
import { backupTimes } from './cli/generations.ts'
import type { ProcessLog } from './log.ts'

/** DATABASE_URL and the passphrase go by the environment: arguments can be read by everybody on the machine. */
type BackupEnvironment = Record<string, string | undefined>

export interface Backups {
  /** When the last good one was taken, UTC ms; null where there is none. */
  last(): number | null
  /** Takes one now, or waits for the one that is being taken. */
  take(): Promise<void>
  /** No further one is begun; one that is being taken is ended. */
  stop(): void
}

/** `everyMinutes` from the last good one on, also over a restart; a failed one is tried again after a minute. */
export async function startBackups(parts: {
  folder: string
  everyMinutes: number
  environment: BackupEnvironment
  log: Pick<ProcessLog, 'info' | 'journal'>
  now: () => number
}): Promise<Backups> {
  const { folder, everyMinutes, environment, log, now } = parts
  let last = (await backupTimes(folder))[0] ?? null
  let waiting: NodeJS.Timeout | undefined
  let stopped = false
  let running: Promise<void> | null = null
  let end: (() => void) | undefined

  async function one(): Promise<void> {
    clearTimeout(waiting)
    const taking = backUp(folder, environment)
    end = taking.end
    const code = await taking.code
    const newest = (await backupTimes(folder))[0] ?? null
    if (code === 0) last = newest
    else if (!stopped) log.journal.warn({ code }, 'a backup failed')
    running = null
    wait(code === 0 ? everyMinutes : 1)
  }

  function take(): Promise<void> {
    return (running ??= one())
  }

  function wait(minutes: number): void {
    if (stopped) return
    waiting = setTimeout(() => void take(), minutes * 60_000)
    waiting.unref()
  }

  // A clock that was put back finds the last one in the future: no longer to wait than if it were now.
  const since = last === null ? Infinity : Math.max(0, now() - last) / 60_000
  wait(Math.max(0, everyMinutes - since))
  log.info('backups', { everyMinutes, last })
  return {
    last: () => last,
    take,
    stop() {
      stopped = true
      clearTimeout(waiting)
      end?.()
    },
  }
}

function backUp(folder: string, environment: BackupEnvironment) {
  const child = spawn(process.execPath, [...commandLine(), 'backup', '--to', `${folder}/`], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  })
  const code = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', resolve)
  })
  return { code, end: () => void child.kill() }
}

/** No backup, no upgrade: the message is for whoever starts the server. */
export class NoBackup extends Error {
  override readonly name = 'NoBackup'
}

/**
 * A backup before a database is brought to a newer version: into the folder of backups where there is one, else
 * beside the file. @throws NoBackup
 */
export async function backUpBeforeUpgrade(parts: {
  databaseUrl: string
  folder: string | undefined
  environment: BackupEnvironment
  say: (sentence: string) => void
}): Promise<void> {
  const { databaseUrl, folder, environment, say } = parts
  if (folder !== undefined) {
    say('This version changes the database. A backup is taken first, and the upgrade tried on it.')
    if ((await backUp(folder, environment).code) === 0) return
    throw new NoBackup(
      'This version changes the database, and the backup before it failed, so nothing was changed. Run "npx alongside backup" to see why.',
    )
  }
  const kept = await copyBeside(databaseUrl).catch(() => {
    throw new NoBackup(
      'This version changes the database, and a copy of it couldn’t be laid beside it, so nothing was changed. Is there room on the disk?',
    )
  })
  say(
    kept === null
      ? 'This version changes the database, and no backup is taken: ALONGSIDE_BACKUPS isn’t set.'
      : `This version changes the database. As it was, it is kept in ${kept}.`,
  )
}

/** Built, the command lies beside this file; from source it needs the loader. */
function commandLine(): string[] {
  const isSource = import.meta.url.endsWith('.ts')
  const file = new URL(isSource ? './cli/main.ts' : './cli.js', import.meta.url)
  return [...(isSource ? ['--import', 'tsx'] : []), fileURLToPath(file)]
}
