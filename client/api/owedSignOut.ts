/* Why: a sign-out that the server couldn't be told leaves a cookie that still opens everything. A note stays in
   this browser until it was told, and nothing else is asked before that: not by this page, not after a reload. */
import { shallowRef, type ShallowRef } from 'vue'
import { browserNetwork, type Network, send, type Trouble } from './http.ts'
import { newId } from './newId.ts'

const place = 'alongside.signOut'
/** Where the browser keeps nothing, this page does. */
let isOwed = false

/**
 * This page was opened with a PIN while the server couldn't be reached (offline/sharedDesk.ts). The browser's cookie is
 * nobody's, or somebody else's: until they have signed in nothing is asked in their name, and what they press waits.
 */
export const openedByPin = shallowRef(false)

/** The server was asked and couldn't be told yet: the sign-in page says so. */
const waits = shallowRef(owes())
export const signOutWaits: Readonly<ShallowRef<boolean>> = waits

export function owes(): boolean {
  return openedByPin.value || isNoted()
}

function isNoted(): boolean {
  try {
    return isOwed || localStorage.getItem(place) !== null
  } catch {
    return isOwed
  }
}

/** From now on the server has to be told; `false`: it was, or another sign-in has taken the cookie's place. */
export function oweSignOut(owed: boolean): void {
  isOwed = owed
  if (!owed) waits.value = false
  try {
    if (owed) localStorage.setItem(place, '1')
    else localStorage.removeItem(place)
  } catch {
    // Storage is switched off: the note lasts as long as this page.
  }
}

/** Another tab of this browser was signed out: the sign-in was this one's too. */
export function onSignedOutElsewhere(heard: () => void): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (key === place && newValue !== null) heard()
  })
}

let telling: Promise<boolean> | null = null

/** Tells the server, once however many ask for it at a time. True: nothing is owed any more. */
export function tellSignOut(network: Network = browserNetwork): Promise<boolean> {
  telling ??= tell(network).finally(() => (telling = null))
  return telling
}

async function tell(network: Network): Promise<boolean> {
  const answer = await send(
    '/api/session.signOut',
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': newId() },
      body: '{}',
    },
    network,
  )
  // Whatever the server has understood is an answer, also that it knew of no session.
  const isTold = answer.ok || !['unavailable', 'tooMany', 'fault'].includes(answer.kind)
  if (isTold) oweSignOut(false)
  else waits.value = true
  return isTold
}

/** What stands before `name` is asked: null when nothing does, else what it ended in. */
export async function standsBefore(network: Network, name = ''): Promise<Trouble | null> {
  if (!owes()) return null
  // What is the same whoever asks, and what ends this state, is asked all the same once whoever was here is out.
  const isHeld = openedByPin.value && name !== 'session.switchUser' && name !== 'device'
  if (!isHeld && (!isNoted() || (await tellSignOut(network)))) return null
  return { ok: false, kind: 'unavailable', isOffline: !network.isOnline(), retryAfter: null }
}
