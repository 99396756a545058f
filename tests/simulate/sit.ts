/** Being with somebody, as a worker lives it: listen, write down what they tell, ask others in, hand over, part. */
import { uuidv7 } from 'uuidv7'
import { callWords, handoverWords, notes, outWords } from '../../db/demo/notes.ts'
import type { Random } from '../../db/demo/random.ts'
import type { Role } from '../../shared/contract/role.ts'
import type { Client } from './client.ts'
import type { House, Visitor } from './house.ts'

const minute = 60_000

interface Sitting {
  house: House
  client: Client
  visitor: Visitor
  draw: Random
}

/** From being there until they part, or until this worker's shift is nearly over. */
export async function sit(
  house: House,
  client: Client,
  visitId: string,
  draw: Random,
  offAt: number,
): Promise<void> {
  const visitor = house.visitor(visitId)
  const sitting = { house, client, visitor, draw }
  const { guest } = visitor
  visitor.isMet = true
  const minutes = guest.talks[visitor.isTold ? 1 : 0]
  const ends = Math.min(house.time.now() + minutes * minute, offAt - 2 * minute)
  await settle(sitting)
  await tell(sitting)
  if (guest.callFor && !visitor.hasCalled && isThere(sitting)) await callFor(sitting, guest.callFor)
  await writeNote(sitting)
  while (!house.time.isOver() && isThere(sitting) && house.time.now() < ends) {
    await house.time.pass(Math.min(2 * minute, Math.max(1_000, ends - house.time.now())))
  }
  if (house.time.isOver() || !isThere(sitting)) return
  const isCutShort = offAt - house.time.now() < 4 * minute
  if ((guest.handsOver && !visitor.hasHandedOver) || isCutShort) {
    visitor.hasHandedOver = true
    if (await handOver(sitting, offAt)) return
  }
  await part(sitting)
}

/** By this worker's own board: still here, in, and with this worker. */
function isThere({ client, visitor }: Sitting): boolean {
  const card = client.held?.cards.get(visitor.visitId)
  if (card?.goneAt !== null || card.outAt !== null) return false
  return card.with.some((one) => one.staffId === client.staffId)
}

async function settle({ house, client, visitor, draw }: Sitting): Promise<void> {
  const rooms = ['talking1', 'talking2', 'talking3', 'quietCorner', 'family', 'garden'] as const
  if (visitor.guest.manner === 'byPhone' || draw.chance(0.3)) return
  await house.time.pass(draw.int(30, 120) * 1_000)
  const { visitId } = visitor
  const input = house.placed({ visitId, spaceId: `@space:${draw.pick(rooms)}` }, {})
  await client.call('visit.change', input)
}

async function tell(sitting: Sitting): Promise<void> {
  const { house, client, visitor, draw } = sitting
  if (visitor.isTold) return
  await house.time.pass(draw.int(2, 7) * minute)
  if (house.time.isOver() || !isThere(sitting)) return
  visitor.isTold = true
  const { visitId, guest } = visitor
  if (guest.telling.written) await client.call('visit.change', { visitId, ...guest.telling.written })
  if (!guest.isNew || client.role === 'volunteer') return
  const added = await client.call('person.add', { name: guest.isNew.name, personId: uuidv7(), visitId })
  if (added.is === 'done' && draw.chance(0.1)) {
    // The wrong Sam: parted, and joined again when it turns out to have been right.
    await client.call('visit.partPerson', { visitId })
    await client.call('visit.joinPerson', { visitId, personId: added.value.id })
  }
}

async function callFor({ house, client, visitor, draw }: Sitting, role: Role): Promise<void> {
  visitor.hasCalled = true
  const isOn = client.held?.team.some((one) => one.role === role && one.staffId !== client.staffId)
  if (!isOn) return
  const { visitId } = visitor
  const callId = uuidv7()
  const word = draw.pick(callWords[role] ?? ['If you have a moment'])
  await client.call('visit.callFor', { visitId, callId, toRole: role, word })
  if (draw.chance(0.1)) {
    await house.time.pass(draw.int(3, 9) * minute)
    if (!house.time.isOver()) await client.call('visit.withdrawCall', { visitId, callId })
  }
}

async function writeNote(sitting: Sitting): Promise<void> {
  const { house, client, visitor, draw } = sitting
  if (client.role === 'volunteer' || !draw.chance(0.5)) return
  await house.time.pass(draw.int(3, 10) * minute)
  if (house.time.isOver() || !isThere(sitting)) return
  const text = draw.pick(notes)
  const { visitId } = visitor
  const written = await client.call('note.write', { visitId, text, isTogether: draw.chance(0.4) })
  if (written.is === 'done' && draw.chance(0.1)) {
    await client.call('note.correct', { noteId: written.value.id, text: `${text} (Put right.)` })
  }
}

/** True: somebody took over, or this worker goes home all the same; false: they go on together. */
async function handOver(sitting: Sitting, offAt: number): Promise<boolean> {
  const { house, client, visitor, draw } = sitting
  const { visitId } = visitor
  const roles = ['peer', 'clinician', 'seniorPeer', 'socialCare'] as const
  const others = client.held?.team.filter((one) => one.staffId !== client.staffId) ?? []
  const toRole = roles.find((role) => others.some((one) => one.role === role))
  if (!toRole) return false
  const named = others.find((one) => one.role === toRole)
  const to = named && draw.chance(0.4) ? { toStaffId: named.staffId } : { toRole }
  const offered = await client.call('visit.handOver', { visitId, ...to, word: draw.pick(handoverWords) })
  if (offered.is !== 'done') return !isThere(sitting)
  const patience = house.time.now() + draw.int(3, 9) * minute
  while (!house.time.isOver() && isThere(sitting) && house.time.now() < Math.min(patience, offAt)) {
    await house.time.pass(20_000)
  }
  if (house.time.isOver() || !isThere(sitting)) return true
  if (house.time.now() >= offAt - minute) return true
  const isOffered = client.held?.cards.get(visitId)?.handover
  if (isOffered) await client.call('visit.withdrawHandover', { visitId })
  return !isThere(sitting)
}

/** A walk round the block, a while in the space, a night, or goodbye. */
async function part(sitting: Sitting): Promise<void> {
  const { house, client, visitor, draw } = sitting
  const { visitId, guest } = visitor
  const now = Math.round(house.time.now())
  if (guest.goesOut !== null && !visitor.hasBeenOut) {
    visitor.hasBeenOut = true
    visitor.backAt = now + guest.goesOut * minute
    const until = Math.round(visitor.backAt) + 5 * minute
    await client.call('visit.stepOut', { visitId, until, word: draw.pick(outWords) })
    return
  }
  if (guest.manner === 'stays' && visitor.goesAt === null) {
    await client.call('visit.change', house.placed({ visitId, spaceId: `@space:room${draw.int(1, 4)}` }, {}))
  }
  if (guest.rests > 0 && guest.manner !== 'byPhone') {
    visitor.goesAt ??= now + guest.rests * minute
    await client.call('visit.stepAway', { visitId, wants: ['justToBeHere'] })
    return
  }
  await client.call('visit.leave', { visitId, ...guest.goodbye })
}
