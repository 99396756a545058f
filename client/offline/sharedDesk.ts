/* Why: this browser's doors, where it is on a shared device: made when a PIN was right, put right whenever the server
   says who may change here, and opened when it can't be reached. Never on a device of one's own. */
import type { Answer } from '../../shared/contract/index.ts'
import { pinOpensFor } from '../../shared/domain/pinOpens.ts'
import { ask } from '../api/ask.ts'
import type { KeptSession } from '../api/offline.ts'
import { oweSignOut } from '../api/owedSignOut.ts'
import { database } from './database.ts'
import { createDoors, type Opened } from './door.ts'
import { doorShelf, forgetDevice, keepDevice, pinDatabase } from './pinDatabase.ts'
import {
  type BoardKeys,
  canKeep,
  forgetKeys,
  importKeys,
  type Keys,
  ownerOf,
  seal,
  unseal,
} from './sealing.ts'

type SharedDevice = Answer<'device'>['device']
/** What a PIN opens: who it is, and what their seals and this device's last board open with. */
interface Inside {
  me: Answer<'session'>
  keys: string[]
  board: { id: string; keys: string[] }
}

const doors = createDoors(doorShelf, Date.now)
const aboutBoard = (id: string) => `board ${id}`

/** What the server has said of this device; null: that it isn't shared. */
export async function heard(device: SharedDevice): Promise<void> {
  if (!canKeep()) return
  if (!device) return forgetDevice()
  await keepDevice(device)
  await doors.hear(device.people)
  await dropOldBoards()
}
async function dropOldBoards(): Promise<void> {
  const db = await pinDatabase()
  // A board is nobody's to see for longer than a door opens.
  for (const { id, keptAt } of await db.getAll('boards'))
    if (Date.now() - keptAt > pinOpensFor) await db.delete('boards', id)
}

/** Asks it, whoever is signed in; for so many ms, where somebody waits for it. Undefined: no server. */
export async function hearDevice(patience?: number): Promise<SharedDevice | undefined> {
  const asked = ask('device', {})
  const answer = await (patience === undefined ? asked : Promise.race([asked, after(patience)]))
  if (!answer?.ok) return undefined
  await heard(answer.value.device).catch(() => null)
  return answer.value.device
}

const after = (ms: number): Promise<null> => new Promise((late) => setTimeout(() => late(null), ms))

/** What is known of this device without asking, and who can open it now; null: it isn't shared. */
export async function keptDevice(): Promise<SharedDevice> {
  if (!canKeep()) return null
  const kept = await (await pinDatabase()).get('device', 'this')
  if (!kept) return null
  // Nobody may have been here for days.
  await dropOldBoards()
  const people = (await doors.standing()).map(({ staffId, name, mark, until }) => ({
    ...{ staffId, name, mark },
    opensFor: until - Date.now(),
  }))
  return { name: kept.name, lockMinutes: kept.lockMinutes, people }
}

export const hasDoor = async (staffId: string): Promise<boolean> =>
  (await keptDevice())?.people.some((one) => one.staffId === staffId) ?? false

/** Their PIN was right a moment ago, and they are signed in. Where anything is missing there is no door. */
export async function keepDoor(staffId: string, pin: string): Promise<void> {
  if (!canKeep()) return
  const [me, sealing, device] = await Promise.all([
    ask('session', {}),
    ask('session.sealingKeys', {}, { as: staffId }),
    hearDevice(),
  ])
  if (!me.ok || !sealing.ok || !device) return
  const { keys, board } = sealing.value
  const standing = device.people.find((one) => one.staffId === staffId)
  // The browser may have changed hands in between.
  if (!standing || !board || me.value.staffId !== staffId || sealing.value.staffId !== staffId) return
  const inside: Inside = { me: me.value, keys, board }
  await doors.keep(ownerOf(me.value), pin, standing, inside)
}

/** Whether it is their PIN, without the server. */
export async function tryDoor(staffId: string, pin: string): Promise<Opened> {
  const door = canKeep() ? (await doors.standing()).find((one) => one.staffId === staffId) : undefined
  return door ? doors.open(door.owner, pin) : { is: 'shut' }
}

/**
 * Opens this device for them. Whoever was signed in here is out, in every tab, and the server is told before anything
 * else is asked of it; the page has to start anew. 'bare': it was their PIN, but no board is kept for them.
 */
export async function openHere(staffId: string, pin: string): Promise<Opened | { is: 'bare' }> {
  const opened = await tryDoor(staffId, pin)
  if (opened.is !== 'open') return opened
  // Sealed by keepDoor and bound to its owner.
  const inside = opened.inside as Inside
  const [keys, boardKeys] = await Promise.all([importKeys(inside.keys), importKeys(inside.board.keys)])
  const seen = await lastBoard({ id: inside.board.id, keys: boardKeys })
  if (!seen) return { is: 'bare' }
  const me = { ...inside.me, isOn: false, isShiftLead: false, endsAt: 0 }
  const owner = ownerOf(me)
  const until = (await doors.standing()).find((one) => one.owner === owner)?.until ?? 0
  const picture = await seal(keys, { ...seen, me }, `picture ${owner}`)
  oweSignOut(true)
  await forgetKeys()
  const tx = (await database()).transaction(['keys', 'picture'], 'readwrite')
  await tx.objectStore('keys').put({ owner, keys, byPin: { until } })
  await tx.objectStore('picture').put({ owner, ...picture })
  await tx.done
  return opened
}

/** What a board shows, whoever looks: kept for all here who see alike. */
export async function keepBoard({ id, keys }: BoardKeys, { me: _me, ...seen }: KeptSession): Promise<void> {
  const sealed = await seal(keys, seen, aboutBoard(id))
  const db = await pinDatabase()
  const tx = db.transaction(['device', 'boards'], 'readwrite')
  // Not shared any more: then nothing of it is kept.
  if (await tx.objectStore('device').get('this'))
    await tx.objectStore('boards').put({ id, keptAt: Date.now(), ...sealed })
  await tx.done
}

async function lastBoard({ id, keys }: { id: string; keys: Keys }): Promise<Omit<KeptSession, 'me'> | null> {
  const kept = await (await pinDatabase()).get('boards', id)
  if (!kept || Date.now() - kept.keptAt > pinOpensFor) return null
  // Sealed by keepBoard and bound to its id.
  return (await unseal(keys, kept, aboutBoard(id))) as Omit<KeptSession, 'me'> | null
}
