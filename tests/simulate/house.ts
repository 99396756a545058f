/**
 * The building as it is, apart from what any screen says: who is on shift, who is here, and what each of them
 * would tell or ask. Workers know of somebody only by their board until they sit with them.
 */
import { uuidv7 } from 'uuidv7'
import { type Guest, guestOf } from '../../db/demo/guest.ts'
import { type Random, random } from '../../db/demo/random.ts'
import { type KindOfMark, withIds } from '../../db/demo/step.ts'
import { workerOf } from '../../db/demo/workers.ts'
import type { Card } from '../../shared/contract/board.ts'
import { hourAt } from '../../shared/domain/hours.ts'
import type { Client } from './client.ts'
import type { Ledger } from './ledger.ts'
import type { CentreTime } from './time.ts'

/** Somebody who is here: what they came with, and how far they have got. */
export interface Visitor {
  readonly visitId: string
  readonly guest: Guest
  /** Somebody has been with them. */
  isMet: boolean
  isTold: boolean
  hasCalled: boolean
  hasHandedOver: boolean
  hasBeenOut: boolean
  /** When they mean to go, UTC ms; null while they would like somebody. */
  goesAt: number | null
  /** When they mean to be back, UTC ms; null while they are in. */
  backAt: number | null
}

export interface House {
  readonly seed: string
  readonly zone: string
  readonly time: CentreTime
  readonly ledger: Ledger
  readonly clients: readonly Client[]
  /** Who has said "I'm here to help" and not gone, by user name. */
  readonly onShift: Map<string, Client>
  /** Somebody here, known by their visit; whom nobody planned gets a nature of their own, always the same. */
  visitor(visitId: string): Visitor
  comesIn(guest: Guest, visitId: string): Visitor
  /** Their card on the screens of the house. */
  card(visitId: string): Card | undefined
  /** Somebody on shift who could press for a person: the desk first. */
  near(): Client
  /** A plan's marks as this centre's ids; what the centre doesn't have is left out. */
  placed<T extends object>(input: T, own: Partial<Record<KindOfMark, string>>): T
  draw(...names: (string | number)[]): Random
}

export function createHouse(parts: {
  seed: string
  zone: string
  time: CentreTime
  ledger: Ledger
  clients: readonly Client[]
  spaces: readonly { id: string; name: string; key: string }[]
}): House {
  const { seed, zone, time, clients, spaces } = parts
  const visitors = new Map<string, Visitor>()
  const onShift = new Map<string, Client>()
  const staffNamed = (username: string) => {
    const { name } = workerOf(username)
    return clients.find((one) => one.name === name)?.staffId
  }

  const house: House = {
    ...parts,
    onShift,
    comesIn(guest, visitId) {
      const visitor = natureOf(guest, visitId)
      visitors.set(visitId, visitor)
      return visitor
    },
    visitor(visitId) {
      const known = visitors.get(visitId)
      if (known) return known
      const now = time.now()
      const guest = guestOf({ seed, name: visitId, arrivesAt: now, hour: hourAt(now, zone) }, {})
      return house.comesIn({ ...guest, ...asTheyAre(house.card(visitId)) }, visitId)
    },
    card: (visitId) => house.near().held?.cards.get(visitId),
    near() {
      const on = [...onShift.values()]
      const first =
        on.find((one) => one.role === 'desk') ?? on.find((one) => one.role !== 'volunteer') ?? clients[0]
      if (!first) throw new Error('nobody works here')
      return first
    },
    placed(input, own) {
      const missing = Symbol('missing')
      const ids = withIds(input, (kind, name) => {
        const id =
          own[kind] ??
          (kind === 'staff'
            ? staffNamed(name)
            : kind === 'space'
              ? spaces.find((one) => one.key === name)?.id
              : uuidv7())
        return id ?? (missing as unknown as string)
      })
      const isThere = (value: unknown) =>
        Array.isArray(value) ? !value.includes(missing) : value !== missing
      return Object.fromEntries(Object.entries(ids).filter(([, value]) => isThere(value))) as typeof input
    },
    draw: (...names) => random(seed, ...names),
  }
  return house
}

const natureOf = (guest: Guest, visitId: string): Visitor => ({
  visitId,
  guest,
  isMet: false,
  isTold: false,
  hasCalled: false,
  hasHandedOver: false,
  hasBeenOut: false,
  goesAt: null,
  backAt: null,
})

/** Whoever is here already is in the middle of something, as their card says. */
function asTheyAre(card: Card | undefined): Partial<Guest> {
  if (card?.doing === 'staying') return { manner: 'stays', rests: 12 * 60 }
  if (card?.doing === 'inTheSpace') return { manner: 'toBeHere', rests: 60 }
  return { manner: 'toTalk' }
}
