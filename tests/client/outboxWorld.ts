/* Why: a browser's disk, its tabs and a server for outboxes: what dies and what doesn't is a test's to say. */
import type { RawAnswer } from '../../client/api/http.ts'
import {
  createOutbox,
  type Item,
  type Message,
  type Outbox,
  type Press,
} from '../../client/offline/outbox.ts'
import { fakeTime } from './fakeSocket.ts'

export const noLine: RawAnswer = { ok: false, kind: 'unavailable', isOffline: true, retryAfter: null }
export const gone: NonNullable<Item['met']> = { ok: false, kind: 'refused', state: 'alreadyGone', facts: {} }

/** A browser and a server: what is stored outlives tabs, what is answered outlives both. */
export function world(
  answer: (item: Item, nth: number) => RawAnswer | 'lost' = () => ({ ok: true, value: {} }),
) {
  const rows = new Map<number, Item>()
  const done = new Map<string, RawAnswer>()
  const order: string[] = []
  const tabs = new Map<Outbox, boolean>()
  const time = fakeTime()
  let seq = 0
  let nth = 0
  let lock: Promise<void> = Promise.resolve()

  /** `hasTurn`: false, while another one sends and doesn't end. */
  function tab(isSeen = () => true, hasTurn = true): Outbox {
    const hears = (message: Message) => {
      for (const other of tabs.keys()) if (other !== mine) void other.hear(message)
    }
    const mine = createOutbox({
      shelf: {
        add({ key, name, input, label, at }: Press) {
          if (![...rows.values()].some((one) => one.key === key)) {
            seq += 1
            rows.set(seq, { seq, key, name, input, label, at, faults: 0, met: null })
          }
          return Promise.resolve()
        },
        all: () => Promise.resolve([...rows.values()].sort((a, b) => a.seq - b.seq)),
        change: (item) => Promise.resolve(void rows.set(item.seq, item)),
        remove: (which) => Promise.resolve(void rows.delete(which)),
      },
      send(item) {
        const before = done.get(item.key)
        if (before) return Promise.resolve(before)
        const met = answer(item, nth++)
        // Lost on the way back: the server did it, and nobody was told.
        const said = met === 'lost' ? ({ ok: true, value: {} } as const) : met
        if (said.ok || said.kind === 'refused') {
          done.set(item.key, said)
          order.push(item.key)
        }
        return Promise.resolve(met === 'lost' ? noLine : said)
      },
      alone(work) {
        if (!hasTurn) return new Promise(() => undefined)
        const turn = lock.then(work)
        lock = turn.catch(() => undefined)
        return turn
      },
      tell: hears,
      later: time.later,
      isSeen,
      newKey: () => `new ${++seq}`,
    })
    tabs.set(mine, true)
    return mine
  }
  return { tab, rows, order, time, done }
}
export const press = (key: string, input: Record<string, unknown> = {}): Press => ({
  key,
  name: 'visit.arrive',
  input: { occurredAt: 5, ...input },
  label: key,
  at: 5,
})
