/* Why: one owner's presses in this browser's database, each sealed as itself. */
import { database } from './database.ts'
import type { Item, Press, Shelf } from './outbox.ts'
import { type Keys, seal, unseal } from './sealing.ts'

/** `owner` as sealing.ts writes it. `shut` hears how many of theirs none of the keys opens, at each look. */
export function createShelf(owner: string, keys: Keys, shut: (count: number) => void): Shelf {
  const about = (key: string) => `waiting ${owner} ${key}`
  return {
    async add(press) {
      const { key, name, input, label, at } = press
      const inside = { key, name, input, label, at, faults: 0, met: null }
      const sealed = await seal(keys, inside, about(key))
      const db = await database()
      // Strict: on the disk before anybody is told that it is kept.
      const tx = db.transaction('waiting', 'readwrite', { durability: 'strict' })
      if ((await tx.store.index('key').getKey([owner, key])) === undefined)
        await tx.store.add({ owner, key, ...sealed })
      await tx.done
    },
    async all() {
      const rows = await (await database()).getAllFromIndex('waiting', 'owner', owner)
      const items: Item[] = []
      for (const row of rows.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))) {
        // Sealed by us and bound to its key: what opens is a press.
        const inside = (await unseal(keys, row, about(row.key))) as
          (Press & Pick<Item, 'faults' | 'met'>) | null
        if (inside) items.push({ ...inside, seq: row.seq ?? 0 })
      }
      shut(rows.length - items.length)
      return items
    },
    async change({ seq, ...inside }) {
      const sealed = await seal(keys, inside, about(inside.key))
      const db = await database()
      const tx = db.transaction('waiting', 'readwrite', { durability: 'strict' })
      // Gone meanwhile, by another tab: it stays gone.
      if (await tx.store.get(seq)) await tx.store.put({ seq, owner, key: inside.key, ...sealed })
      await tx.done
    },
    async remove(seq) {
      await (await database()).delete('waiting', seq)
    },
  }
}
