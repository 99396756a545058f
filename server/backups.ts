/**
 * Backups on a schedule: each is the `alongside backup` command in a process of its own, so that copying and
 * sealing cost the server neither memory nor a turn of its thread. Never two at once.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { backupTimes } from './cli/generations.ts'
import type { ProcessLog } from './log.ts'

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
  /** DATABASE_URL and the passphrase go by the environment: arguments can be read by everybody on the machine. */
  environment: Record<string, string | undefined>
  log: Pick<ProcessLog, 'info' | 'journal'>
  now: () => number
}): Promise<Backups> {
  const { folder, everyMinutes, environment, log, now } = parts
  let last = (await backupTimes(folder))[0] ?? null
  let waiting: NodeJS.Timeout | undefined
  let stopped = false
  let running: Promise<void> | null = null
  let end: (() => void) | undefined

  function backUp(): Promise<number | null> {
    const child = spawn(process.execPath, [...commandLine(), 'backup', '--to', `${folder}/`], {
      env: { ...process.env, ...environment },
      stdio: 'ignore',
    })
    end = () => void child.kill()
    return new Promise((resolve) => {
      child.once('error', () => resolve(null))
      child.once('exit', resolve)
    })
  }

  async function one(): Promise<void> {
    clearTimeout(waiting)
    const code = await backUp()
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

  const since = last === null ? Infinity : (now() - last) / 60_000
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

/** Built, the command lies beside this file; from source it needs the loader. */
function commandLine(): string[] {
  const isSource = import.meta.url.endsWith('.ts')
  const file = new URL(isSource ? './cli/main.ts' : './cli.js', import.meta.url)
  return [...(isSource ? ['--import', 'tsx'] : []), fileURLToPath(file)]
}
