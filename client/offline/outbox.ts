/* Why: nothing that was pressed is lost. A press is stored before it is sent, goes up in order with the key it was
   made with, exactly once however often a tab, a browser or the server dies, and what the server refuses later is
   kept for whoever typed it. Knows no browser: what stores, sends and locks is passed in. */
import { shallowRef, type ShallowRef } from 'vue'
import type { RawAnswer } from '../api/http.ts'

/** One press. Times are the centre's, UTC ms. */
export interface Press {
  key: string
  name: string
  input: Readonly<Record<string, unknown>>
  /** What the person is called, as the page knew it. */
  label: string
  at: number
}
export interface Item extends Press {
  /** Its place in the order. */
  seq: number
  /** How often the server met a fault of its own. */
  faults: number
  /** What the server said no with; null while it waits. */
  met: Exclude<RawAnswer, { ok: true }> | null
}

/** Where one owner's presses are kept, sealed. */
export interface Shelf {
  /** Stored for good once this resolves. A key that is there already is left as it is. */
  add(press: Press): Promise<void>
  all(): Promise<Item[]>
  change(item: Item): Promise<void>
  remove(seq: number): Promise<void>
}
/** What tabs of the same owner tell each other. */
export interface Message {
  key?: string
  answer?: RawAnswer
}
export interface OutboxParts {
  shelf: Shelf
  /** One try, or a few in quick succession. Never throws. */
  send(item: Item): Promise<RawAnswer>
  /** Runs it while no other tab of this owner runs theirs. */
  alone(work: () => Promise<void>): Promise<void>
  tell(message: Message): void
  later(run: () => void, ms: number): () => void
  /** Nothing is tried again by itself while nobody can see the page. */
  isSeen(): boolean
  newKey(): string
}
export interface Outbox {
  /** In their order, refused ones among them. */
  items: Readonly<ShallowRef<readonly Item[]>>
  /** Stores it, sends it in its turn, and gives the answer; 'waiting' where that takes too long. */
  take(press: Press): Promise<RawAnswer | 'waiting'>
  /** Tries now: the line is back, or somebody looks at the page again. */
  wake(): Promise<void>
  /** Reads what is there. */
  look(): Promise<void>
  hear(message: Message): Promise<void>
  /** Sends a refused one as a press of its own, as it happened then. */
  again(seq: number): Promise<void>
  dismiss(seq: number): Promise<void>
  close(): void
}

/** How long whoever pressed waits for an answer before it is said that it waits, in ms. */
export const patience = 4_000
/** The pauses between tries while the server can't be reached, in ms; the last for ever. */
export const pauses = [1_000, 3_000, 5_000, 10_000, 30_000] as const
/** A fault that comes so often is no passing one. */
const mostFaults = 5
const soonAgain = ['unavailable', 'tooMany', 'signedOut']

export function createOutbox(parts: OutboxParts): Outbox {
  const { shelf, send, alone, tell, later, isSeen, newKey } = parts
  const items = shallowRef<readonly Item[]>([])
  const callers = new Map<string, (answer: RawAnswer | 'waiting') => void>()
  /** Refused ones that are being made into presses of their own. */
  const goingAgain = new Set<number>()
  let running: Promise<void> | null = null
  let isAsked = false
  let isClosed = false
  let misses = 0
  let stopRetry: (() => void) | undefined

  /** Whoever in this tab still waits for it; nobody else answers them from now on. */
  function claim(key: string): ((answer: RawAnswer | 'waiting') => void) | undefined {
    const caller = callers.get(key)
    callers.delete(key)
    return caller
  }
  function settleAll(): void {
    for (const key of [...callers.keys()]) claim(key)?.('waiting')
  }
  /** It is gone before anybody hears how it ended: told first, they might press again while it still stands there. */
  async function removeThenTell(seq: number, tellThem: () => void): Promise<void> {
    try {
      await shelf.remove(seq)
    } finally {
      tellThem()
    }
  }
  async function look(): Promise<void> {
    items.value = await shelf.all()
  }
  async function changed(message: Message = {}): Promise<void> {
    await look()
    tell(message)
  }

  async function take(press: Press): Promise<RawAnswer | 'waiting'> {
    await shelf.add(press)
    const answer = new Promise<RawAnswer | 'waiting'>((resolve) => callers.set(press.key, resolve))
    const stop = later(() => claim(press.key)?.('waiting'), patience)
    await changed()
    void wake()
    return answer.finally(stop)
  }

  function wake(): Promise<void> {
    stopRetry?.()
    isAsked = true
    running ??= drain().finally(() => (running = null))
    return running
  }
  async function drain(): Promise<void> {
    while (isAsked && !isClosed) {
      isAsked = false
      await alone(sendAll)
    }
  }
  async function sendAll(): Promise<void> {
    for (;;) {
      const next = (await shelf.all()).find((one) => one.met === null)
      if (!next || isClosed) return
      if (!(await ended(next, await send(next)))) return
    }
  }

  /** What an answer makes of a press. False: the rest has to wait as well. */
  async function ended(item: Item, answer: RawAnswer): Promise<boolean> {
    if (!answer.ok && soonAgain.includes(answer.kind)) {
      rest('retryAfter' in answer ? answer.retryAfter : null)
      settleAll()
      return false
    }
    misses = 0
    const caller = claim(item.key)
    if (answer.ok || caller) {
      // Whoever pressed is told what it ended in, and has what they typed before them.
      await removeThenTell(item.seq, () => caller?.(answer))
    } else if (answer.kind === 'fault' && item.faults < mostFaults) {
      await shelf.change({ ...item, faults: item.faults + 1 })
      rest(null)
      return false
    } else await shelf.change({ ...item, met: answer })
    await changed({ key: item.key, answer })
    return true
  }
  function rest(retryAfter: number | null): void {
    const pause = Math.max(pauses[Math.min(misses++, pauses.length - 1)] ?? 0, (retryAfter ?? 0) * 1_000)
    stopRetry?.()
    if (isSeen() && !isClosed) stopRetry = later(() => void wake(), pause)
  }

  const bySeq = (seq: number) => items.value.find((one) => one.seq === seq)
  return {
    items,
    take,
    wake,
    look,
    async hear({ key, answer }) {
      const caller = key !== undefined && answer !== undefined ? claim(key) : undefined
      await look()
      if (!caller || !answer) return
      // Another tab sent it; the one where it was pressed says how it ended.
      const refused = answer.ok ? undefined : items.value.find((one) => one.key === key)
      if (!refused) return caller(answer)
      await removeThenTell(refused.seq, () => caller(answer))
      await changed()
    },
    async again(seq) {
      const item = bySeq(seq)
      if (!item?.met || goingAgain.has(seq)) return
      goingAgain.add(seq)
      try {
        // First the new one, then the old one away: a tab that dies in between shows both and sends one.
        await shelf.add({ ...item, key: keyAgain(item.key), input: asNew(item, newKey) })
        await shelf.remove(seq)
        await changed()
      } finally {
        goingAgain.delete(seq)
      }
      void wake()
    },
    async dismiss(seq) {
      if (!bySeq(seq)?.met) return
      await shelf.remove(seq)
      await changed()
    },
    close() {
      isClosed = true
      stopRetry?.()
      settleAll()
      items.value = []
    },
  }
}

/** The same from whichever tab it is asked for, so that the server counts it once. */
function keyAgain(key: string): string {
  const [, nth = '0', first = key] = /^again\.(\d+)\.(.+)$/.exec(key) ?? []
  return `again.${Number(nth) + 1}.${first}`
}

/** A time that can't be is left out, so that it counts as now; a visit that is there already is another one. */
function asNew({ input, met }: Item, newKey: () => string): Record<string, unknown> {
  const state = met?.kind === 'refused' ? met.state : ''
  const { occurredAt, ...rest } = input
  if (['inTheFuture', 'tooLongAgo'].includes(state)) return rest
  return { ...input, occurredAt, ...(state === 'visitExists' ? { visitId: newKey() } : {}) }
}
