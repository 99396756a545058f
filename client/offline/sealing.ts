/* Why: what is kept in a browser is read by nobody but its owner while they are signed in. The keys come from the
   server (session.sealingKeys), are imported so that no script can read them, and go with the sign-out. */
import { ask } from '../api/ask.ts'
import type { Owner } from '../api/offline.ts'
import { openedByPin } from '../api/owedSignOut.ts'
import { database, type Sealed } from './database.ts'

export const ownerOf = ({ staffId, centreId }: Owner): string => `${centreId}.${staffId}`

/** Off localhost a browser seals nothing without TLS, and lets no two tabs agree on who sends. */
export const canKeep = (): boolean =>
  isSecureContext && 'indexedDB' in globalThis && 'locks' in navigator && 'subtle' in crypto

const AES = 'AES-GCM'

/** The first seals, all of them open. */
export type Keys = readonly CryptoKey[]
/** What the last board of a shared device is sealed with, for all there who see alike. */
export interface BoardKeys {
  id: string
  keys: Keys
}

/** From 32 bytes each, base64url. */
export function importKeys(texts: readonly string[]): Promise<CryptoKey[]> {
  const bytes = (text: string) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
  return Promise.all(
    texts.map((text) => crypto.subtle.importKey('raw', bytes(text), AES, false, ['encrypt', 'decrypt'])),
  )
}

/** `about` is bound to it: what was sealed as one thing doesn't open as another. */
export async function seal([key]: Keys, value: unknown, about: string): Promise<Sealed> {
  if (!key) throw new Error('there is no key to seal with')
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder()
  const additionalData = text.encode(about)
  const box = await crypto.subtle.encrypt(
    { name: AES, iv, additionalData },
    key,
    text.encode(JSON.stringify(value)),
  )
  return { iv, box }
}

/** What was sealed, or null where none of the keys opens it. */
export async function unseal(keys: Keys, { iv, box }: Sealed, about: string): Promise<unknown> {
  const additionalData = new TextEncoder().encode(about)
  for (const key of keys) {
    const open = await crypto.subtle.decrypt({ name: AES, iv, additionalData }, key, box).catch(() => null)
    if (open) return JSON.parse(new TextDecoder().decode(open)) as unknown
  }
  return null
}

/** This worker's keys: kept here while they are signed in, else the server's to give. Null: neither has them now. */
export async function keysFor(me: Owner): Promise<{ keys: Keys; board?: BoardKeys } | null> {
  const db = await database()
  const owner = ownerOf(me)
  const kept = await db.get('keys', owner)
  // What a PIN opened is over once they have signed in.
  if (kept && (!kept.byPin || openedByPin.value)) return kept
  const answer = await ask('session.sealingKeys', {})
  // Another tab may have signed somebody else in: their keys are never this one's.
  if (!answer.ok || answer.value.staffId !== me.staffId) return null
  const { board } = answer.value
  const keys = await importKeys(answer.value.keys)
  const held = {
    owner,
    keys,
    ...(board ? { board: { id: board.id, keys: await importKeys(board.keys) } } : {}),
  }
  // Whoever was signed in here before has left, also where nobody pressed "Sign out".
  await forgetKeys()
  await db.put('keys', held)
  return held
}

/** Nothing of theirs, or of anybody's, can be opened until its owner signs in again. What waits stays, sealed. */
export async function forgetKeys(owner?: string): Promise<void> {
  const db = await database()
  const whose = owner ?? IDBKeyRange.lowerBound('')
  const tx = db.transaction(['keys', 'picture'], 'readwrite')
  await tx.objectStore('keys').delete(whose)
  await tx.objectStore('picture').delete(whose)
  await tx.done
}
