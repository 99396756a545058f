/**
 * Checkpoints kept outside: every so often the log's number and hash go to a file, an address, or both, so that even
 * a log that was written anew from the start is found. Never in anybody's way: what can't be sent is tried a few
 * times, said in the log, and the next one says as much.
 */
import { createHmac } from 'node:crypto'
import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import type { Reader } from '../db/store.ts'
import { findCentres } from './centres.ts'
import type { CheckpointPlaces } from './config.ts'
import type { ProcessLog } from './log.ts'
import { checkpointNow } from './proof/checkpoint.ts'
import type { KeptCheckpoint } from './proof/keptCheckpoints.ts'

export interface Checkpoints {
  /** Sends what is new now, or waits for what is being sent. */
  send(): Promise<void>
  stop(): void
}

/** How long before it is tried again, ms, and how long an answer is waited for. */
const usual = { pauses: [1_000, 10_000], patience: 10_000 }

export function startCheckpoints(parts: {
  read: Reader
  places: CheckpointPlaces
  log: Pick<ProcessLog, 'journal'>
  now: () => number
  times?: typeof usual
}): Checkpoints {
  const { read, places, log, now, times = usual } = parts
  const stopping = new AbortController()
  const { signal } = stopping
  let waiting: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null

  async function taken(): Promise<KeptCheckpoint[]> {
    const takenAt = now()
    const found: KeptCheckpoint[] = []
    for (const { id } of await findCentres(read)) {
      const { seq, hash } = await checkpointNow(read, id)
      // A centre whose log has no entry yet has nothing to keep.
      if (seq > 0) found.push({ centreId: id, seq, hash, takenAt })
    }
    return found
  }

  /** Tries again what may work the next time. */
  async function patiently(place: string, work: () => Promise<void>): Promise<void> {
    for (const wait of [...times.pauses, null]) {
      try {
        return await work()
      } catch (error) {
        if (signal.aborted) return
        // No address and no message: either may hold what only the operator may see.
        const about = { place, code: codeOf(error) }
        if (wait === null) return log.journal.warn(about, 'a checkpoint could not be kept outside')
        await pause(wait, undefined, { signal, ref: false }).catch(() => undefined)
      }
    }
  }

  /** One for each place: what a place has is not sent there again. */
  function place(name: string, put: (checkpoints: KeptCheckpoint[]) => Promise<void>) {
    const sent = new Map<string, string>()
    return (all: readonly KeptCheckpoint[]) =>
      patiently(name, async () => {
        const fresh = all.filter(({ centreId, hash }) => sent.get(centreId) !== hash)
        if (fresh.length === 0) return
        await put(fresh)
        for (const { centreId, hash } of fresh) sent.set(centreId, hash)
      })
  }

  const { file, address } = places
  const puts = [
    ...(file === undefined ? [] : [place('file', (all) => appendTo(file, all))]),
    ...(address ? [place('address', (all) => post(address, all, times.patience, signal))] : []),
  ]

  async function one(): Promise<void> {
    clearTimeout(waiting)
    try {
      const all = await taken()
      await Promise.all(puts.map((put) => put(all)))
    } catch (error) {
      if (!signal.aborted) log.journal.warn({ code: codeOf(error) }, 'no checkpoint could be read')
    }
    running = null
    wait(places.everyMinutes * 60_000)
  }
  const send = () => (running ??= one())
  function wait(ms: number): void {
    if (signal.aborted) return
    waiting = setTimeout(() => void send(), ms)
    waiting.unref()
  }

  wait(0)
  return {
    send,
    stop() {
      stopping.abort()
      clearTimeout(waiting)
    },
  }
}

/** One line of JSON each, on the disk before it counts. */
async function appendTo(file: string, checkpoints: readonly KeptCheckpoint[]): Promise<void> {
  const handle = await open(file, 'a', 0o600)
  try {
    await handle.appendFile(checkpoints.map((one) => `${JSON.stringify(one)}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}

class NotTaken extends Error {
  constructor(readonly code: number) {
    super('the address did not take it')
  }
}

async function post(
  { url, key }: { url: string; key: string },
  checkpoints: readonly KeptCheckpoint[],
  patience: number,
  stopped: AbortSignal,
): Promise<void> {
  const body = JSON.stringify({ checkpoints })
  const answer = await fetch(url, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'alongside-signature': signatureOf(body, key) },
    redirect: 'error',
    signal: AbortSignal.any([stopped, AbortSignal.timeout(patience)]),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new NotTaken(answer.status)
}

/** What the header `Alongside-Signature` says: HMAC-SHA-256 of the very bytes of the body, in hexadecimal. */
export const signatureOf = (body: string, key: string): string =>
  `sha256=${createHmac('sha256', key).update(body).digest('hex')}`

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error) return String(error.code)
  if ('cause' in error) return codeOf(error.cause)
  return error instanceof Error ? error.name : undefined
}
