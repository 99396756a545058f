/* Why: on a shared device a worker's PIN opens what is kept for them while the server can't be reached. What opens
   their seals is sealed itself, by a key of their PIN and of this device together; guesses are counted before they are
   tried; and it is over soon after the server was last heard. Knows no browser: what keeps doors is passed in. */
import type { Sealed } from './database.ts'
import { type Keys, seal, unseal } from './sealing.ts'

export interface Door {
  /** Centre and worker, as sealing.ts writes it. */
  owner: string
  staffId: string
  name: string
  /** Another one from the server: their PIN, role or agency has changed since. */
  mark: string
  salt: Uint8Array<ArrayBuffer>
  /** How often the PIN is hashed. */
  rounds: number
  sealed: Sealed
  /** Until when it opens, and the latest that this device's clock has shown: a clock put back keeps none open. UTC ms. */
  until: number
  seenAt: number
  /** Misses since it last opened. */
  guesses: number
}
/** What the server says of a worker with a PIN on this device. */
export interface Standing {
  staffId: string
  name: string
  mark: string
  /** From now on, ms. */
  opensFor: number
}

export interface DoorShelf {
  all(): Promise<Door[]>
  /** On the disk once this resolves, and nobody else's change in between. Null from `next` takes it away. */
  change(owner: string, next: (door: Door | undefined) => Door | null): Promise<Door | null>
  /** This device's own secret, which can be used and never read. */
  secret(): Promise<CryptoKey>
}

/** `wrong`: `left` more guesses here. `shut`: there is no door for them here, or none any more. */
export type Opened = { is: 'open'; inside: unknown } | { is: 'wrong'; left: number } | { is: 'shut' }

export const mostGuesses = 5
/** A second on a small computer; for whoever copied the disk it is what a guess costs. */
const manyRounds = 600_000
/** A device's clock may be put right by so much, ms. */
const mostBack = 10 * 60_000

/** A door's key: without the PIN or without this device's secret there is none. */
async function keyOf(
  pin: string,
  { owner, salt, rounds }: Pick<Door, 'owner' | 'salt' | 'rounds'>,
  secret: CryptoKey,
): Promise<Keys> {
  const text = new TextEncoder()
  const typed = await crypto.subtle.importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveBits'])
  const how = { name: 'PBKDF2', hash: 'SHA-512', salt, iterations: rounds }
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, typed, 256))
  const both = new Uint8Array([...bits, ...text.encode(`door ${owner}`)])
  const key = await crypto.subtle.sign('HMAC', secret, both)
  return [await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])]
}
const about = (owner: string) => `door ${owner}`

export function createDoors(shelf: DoorShelf, now: () => number, rounds = manyRounds) {
  const isOver = ({ seenAt, until }: Door): boolean => now() >= until || now() < seenAt - mostBack

  return {
    /** Whoever can be let in here now. What is over goes from the disk at the same look. */
    async standing(): Promise<Door[]> {
      const doors = await shelf.all()
      for (const { owner } of doors.filter(isOver))
        await shelf.change(owner, (door) => (door && !isOver(door) ? door : null))
      return doors.filter((door) => !isOver(door))
    },

    /** Their PIN was right a moment ago, by the server's word: from now on it opens `inside` here. */
    async keep(owner: string, pin: string, standing: Standing, inside: unknown): Promise<void> {
      const { opensFor, ...who } = standing
      const salt = crypto.getRandomValues(new Uint8Array(16))
      const keys = await keyOf(pin, { owner, salt, rounds }, await shelf.secret())
      const sealed = await seal(keys, inside, about(owner))
      const seenAt = now()
      const until = seenAt + opensFor
      await shelf.change(owner, () => ({ owner, ...who, salt, rounds, sealed, seenAt, until, guesses: 0 }))
    },

    /** The server has spoken: doors of whom it doesn't name, or names with another mark, are gone. */
    async hear(standings: readonly Standing[]): Promise<void> {
      const said = new Map(standings.map((one) => [one.staffId, one]))
      for (const { owner } of await shelf.all()) {
        await shelf.change(owner, (door) => {
          const standing = door && said.get(door.staffId)
          if (standing?.mark !== door?.mark || !door || !standing) return null
          return { ...door, name: standing.name, seenAt: now(), until: now() + standing.opensFor }
        })
      }
    },

    async open(owner: string, pin: string): Promise<Opened> {
      // Counted before it is tried: a tab that is closed meanwhile has had its guess.
      const door = await shelf.change(owner, (kept) =>
        !kept || isOver(kept) || kept.guesses >= mostGuesses
          ? null
          : { ...kept, guesses: kept.guesses + 1, seenAt: Math.max(kept.seenAt, now()) },
      )
      if (!door) return { is: 'shut' }
      const inside = await unseal(await keyOf(pin, door, await shelf.secret()), door.sealed, about(owner))
      const left = mostGuesses - door.guesses
      if (inside !== null) {
        await shelf.change(owner, (kept) => (kept ? { ...kept, guesses: 0 } : null))
        return { is: 'open', inside }
      }
      if (left <= 0) await shelf.change(owner, () => null)
      return { is: 'wrong', left: Math.max(0, left) }
    },
  }
}
