/* Why: what a shared device keeps so that a PIN opens it without the server, in a database of its own: the doors, each
   sealed; its last boards, each sealed for those who see alike; and its secret, which no script can read. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Sealed } from './database.ts'
import type { Door, DoorShelf } from './door.ts'

interface Shape extends DBSchema {
  doors: { key: string; value: Door }
  /** `keptAt`: by this device's clock, UTC ms. */
  boards: { key: string; value: { id: string; keptAt: number } & Sealed }
  /** One row: that the server said this device is shared, and what it said of it. */
  device: { key: 'this'; value: { secret: CryptoKey; name: string; lockMinutes: number } }
}

let opened: Promise<IDBPDatabase<Shape>> | undefined
export function pinDatabase(): Promise<IDBPDatabase<Shape>> {
  opened ??= openDB<Shape>('alongside-pin', 1, {
    upgrade(db) {
      db.createObjectStore('doors', { keyPath: 'owner' })
      db.createObjectStore('boards', { keyPath: 'id' })
      db.createObjectStore('device')
    },
    terminated: () => (opened = undefined),
  }).catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}

export const doorShelf: DoorShelf = {
  all: async () => (await pinDatabase()).getAll('doors'),
  async change(owner, next) {
    const tx = (await pinDatabase()).transaction('doors', 'readwrite', { durability: 'strict' })
    const door = next(await tx.store.get(owner))
    if (door) await tx.store.put(door)
    else await tx.store.delete(owner)
    await tx.done
    return door
  },
  async secret() {
    const kept = await (await pinDatabase()).get('device', 'this')
    if (!kept) throw new Error('this device isn’t shared')
    return kept.secret
  },
}

/** The server said that this device is shared: its secret is made once. */
export async function keepDevice(about: { name: string; lockMinutes: number }): Promise<void> {
  const made = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const tx = (await pinDatabase()).transaction('device', 'readwrite')
  const { name, lockMinutes } = about
  await tx.store.put({ secret: (await tx.store.get('this'))?.secret ?? made, name, lockMinutes }, 'this')
  await tx.done
}

/** It isn't shared any more: nothing of it opens, for nobody. */
export async function forgetDevice(): Promise<void> {
  const tx = (await pinDatabase()).transaction(['doors', 'boards', 'device'], 'readwrite')
  await Promise.all([
    tx.objectStore('doors').clear(),
    tx.objectStore('boards').clear(),
    tx.objectStore('device').clear(),
    tx.done,
  ])
}
