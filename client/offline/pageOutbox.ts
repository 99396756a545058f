/* Why: this page's outbox: whose it is, how it speaks to the server and to other tabs, and when it tries again. It
   opens with the sign-in and closes with its end; nobody else's presses are ever read or sent here. */
import { shallowRef, watch } from 'vue'
import { post } from '../api/call.ts'
import { browserNetwork, type RawAnswer } from '../api/http.ts'
import { newId } from '../api/newId.ts'
import type { Owner, Posted, Press } from '../api/offline.ts'
import { owes, standsBefore } from '../api/owedSignOut.ts'
import { waiting } from '../api/waiting.ts'
import { createOutbox, type Item, type Message, type Outbox } from './outbox.ts'
import { database } from './database.ts'
import { type BoardKeys, canKeep, type Keys, keysFor, ownerOf } from './sealing.ts'
import { createShelf } from './shelf.ts'

/** 'off': this browser can't keep anything here. 'notYet': its keys couldn't be had so far. */
export const keeping = shallowRef<'on' | 'off' | 'notYet'>('notYet')
/** What the server refused later, oldest first. */
export const refused = shallowRef<readonly Item[]>([])

/** How many of theirs stay sealed: the server gives no key any more that opens them. */
export const unopened = shallowRef(0)

interface Open {
  owner: string
  keys: Keys
  board: BoardKeys | undefined
  outbox: Outbox
  close(): void
}
let now: Open | null = null
let opening: { owner: string; done: Promise<Open | null> } | null = null

/** Opens the outbox of whoever is signed in; the same one while it is theirs. Null where nothing can be kept. */
export function openOutbox(me: Owner): Promise<Open | null> {
  const owner = ownerOf(me)
  if (opening?.owner === owner) return opening.done
  closeOutbox()
  const mine = { owner, done: start(me, owner).catch(() => null) }
  opening = mine
  void mine.done.then((found) => {
    // Without its keys it is tried again when the next thing is pressed, or the line is back.
    if (opening === mine && !found) opening = null
    else if (opening !== mine) found?.close()
  })
  return mine.done
}

export function closeOutbox(): void {
  now?.close()
  now = opening = null
  keeping.value = 'notYet'
  waiting.value = refused.value = []
  unopened.value = 0
}

/** What is open now, for the list of what waits. */
export const outboxNow = (): Outbox | null => now?.outbox ?? null

/** A private window or a full disk may have a database and open none. */
const opens = (): Promise<boolean> =>
  database().then(
    () => true,
    () => false,
  )

async function start(me: Owner, owner: string): Promise<Open | null> {
  keeping.value = 'notYet'
  if (!canKeep() || !(await opens())) {
    keeping.value = 'off'
    return null
  }
  const held = await keysFor(me)
  if (!held) return null
  const { keys, board } = held
  // Its name is the owner's: tabs of somebody else neither hear this nor wait for it.
  const name = `alongside.outbox.${owner}`
  const channel = new BroadcastChannel(name)
  const outbox = createOutbox({
    shelf: createShelf(owner, keys, (count) => (unopened.value = count)),
    send: (item) => sendAs(me.staffId, item),
    alone: async (work) => void (await navigator.locks.request(name, work)),
    tell: (message) => channel.postMessage(message),
    later: (run, ms) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    isSeen: () => document.visibilityState === 'visible',
    newKey: newId,
  })
  channel.onmessage = ({ data }: MessageEvent<Message>) => void outbox.hear(data)
  const stop = watch(outbox.items, (items) => {
    waiting.value = items.filter((one) => !one.met).map(shown)
    refused.value = items.filter((one) => one.met)
  })
  await outbox.look()
  now = {
    owner,
    keys,
    board,
    outbox,
    close() {
      outbox.close()
      channel.close()
      stop()
    },
  }
  keeping.value = 'on'
  // A browser that runs short of room is asked to spare what waits here.
  void navigator.storage.persist().catch(() => null)
  void outbox.wake()
  return now
}

const shown = ({ seq, key, name, input, label, at }: Item) => ({
  seq,
  key,
  name,
  label,
  at,
  visitId: typeof input.visitId === 'string' ? input.visitId : '',
})

/** A second try soon after the first; more would keep whoever pressed waiting. */
async function sendAs(staffId: string, { name, input, key }: Item): Promise<RawAnswer> {
  const first = owes() ? await standsBefore(browserNetwork) : null
  return first ?? (await post(name, input, key, staffId, browserNetwork, navigator.onLine ? [300] : []))
}

/**
 * Takes a press that may wait. Null: nothing can be kept here, so it goes on its way as any other. The promise ends with the server's answer, or with `isWaiting` where there is none yet.
 */
export async function take(me: Owner, press: Press): Promise<Posted | null> {
  if (!canKeep()) return null
  const open = await soon(openOutbox(me))
  if (!open) return null
  const input: { visitId?: unknown } = { ...press.input }
  // A disk that is full keeps nothing: the press goes on its way, and the page has what was typed.
  const answer = await open.outbox.take({ ...press, input: { ...press.input } }).catch(() => null)
  if (answer !== 'waiting') return answer
  const id = typeof input.visitId === 'string' ? input.visitId : ''
  return { ok: true, value: { id, seq: 0 }, isWaiting: true }
}

/** Keys that the server is slow to give keep nobody waiting. */
const soon = <T>(found: Promise<T>): Promise<T | null> =>
  Promise.race([found, new Promise<null>((late) => setTimeout(() => late(null), 2_000))])
