/* Why: what this browser keeps while the server can't be reached: presses that wait, the last picture, and the keys
   that open both. Everything but the keys is sealed, and the keys can be used but never read. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** AES-GCM: 12 random bytes, and what was sealed. */
export interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  box: ArrayBuffer
}

interface Shape extends DBSchema {
  /** In the order of the presses, over all tabs. `key` is the press's own. */
  waiting: {
    key: number
    value: { seq?: number; owner: string; key: string } & Sealed
    indexes: { owner: string; key: [string, string] }
  }
  /** `board`: of a shared device's last board. `byPin`: opened without the server, until then by this device's clock. */
  keys: {
    key: string
    value: {
      owner: string
      keys: CryptoKey[]
      board?: { id: string; keys: CryptoKey[] }
      byPin?: { until: number }
    }
  }
  picture: { key: string; value: { owner: string } & Sealed }
}
export type Kept = IDBPDatabase<Shape>

let opened: Promise<Kept> | undefined

/** @throws what the browser says where it keeps nothing (a private window, a full disk). */
export function database(): Promise<Kept> {
  opened ??= openDB<Shape>('alongside', 1, {
    upgrade(db) {
      const waiting = db.createObjectStore('waiting', { keyPath: 'seq', autoIncrement: true })
      waiting.createIndex('owner', 'owner')
      waiting.createIndex('key', ['owner', 'key'], { unique: true })
      db.createObjectStore('keys', { keyPath: 'owner' })
      db.createObjectStore('picture', { keyPath: 'owner' })
    },
    terminated: () => (opened = undefined),
  }).catch((error: unknown) => {
    opened = undefined
    throw error
  })
  return opened
}
