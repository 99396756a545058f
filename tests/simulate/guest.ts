/**
 * Somebody in the house, from their own side: they wait as long as they care to, come back when they said,
 * and go when they are ready. They never touch a screen: whoever is near presses for them.
 */
import { uuidv7 } from 'uuidv7'
import type { Guest } from '../../db/demo/guest.ts'
import type { Sent } from '../../shared/contract/index.ts'
import type { Client } from './client.ts'
import type { House, Visitor } from './house.ts'

const minute = 60_000

/** Comes in at their time, is logged by whoever has the desk, and lives their visit to its end. */
export async function visit(house: House, guest: Guest): Promise<void> {
  await house.time.until(guest.arrivesAt)
  if (house.time.isOver()) return
  const desk = house.near()
  const visitId = uuidv7()
  const arrival = await arrivalOf(house, desk, guest, visitId)
  house.comesIn(guest, visitId)
  const logged = await desk.call('visit.arrive', arrival)
  if (logged.is === 'refused') {
    // Somebody of that name is here already: so it is another.
    const { personId: _, ...unknown } = arrival
    await desk.call('visit.arrive', unknown)
  }
  if (guest.manner === 'loggedTwice') {
    await house.time.pass(house.draw(visitId, 'undo').int(1, 5) * minute)
    await desk.call('visit.retract', { visitId })
    return
  }
  await stay(house, house.visitor(visitId))
}

async function arrivalOf(
  house: House,
  desk: Client,
  guest: Guest,
  visitId: string,
): Promise<Sent<'visit.arrive'>> {
  const personId = guest.person !== null && !guest.isNew ? await findKnown(desk, guest) : undefined
  const { personId: _, ...rest } = guest.arrival
  const input = house.placed(rest, { visit: visitId })
  return personId === undefined ? input : { ...input, personId }
}

/** As the desk does: types the beginning of the name, and takes the one whose second line is right. */
async function findKnown(desk: Client, guest: Guest): Promise<string | undefined> {
  const { people: regulars } = await import('../../db/demo/people.ts')
  const person = regulars.find((one) => one.key === guest.person)
  if (!person) return undefined
  const { people } = await desk.ask('people', { startsWith: person.name })
  const found = people.find(
    (one) => one.name === person.name && one.secondLine === (person.secondLine ?? null),
  )
  return found?.hereNow ? undefined : found?.id
}

/** Until they have gone, or the run is over. */
export async function stay(house: House, visitor: Visitor): Promise<void> {
  const { guest, visitId } = visitor
  const { time } = house
  const began = time.now()
  if (guest.manner === 'toBeHere' || (guest.manner === 'stays' && house.card(visitId)?.doing === 'staying')) {
    visitor.goesAt = began + guest.rests * minute
  }
  let aloneSince = began
  while (!time.isOver()) {
    await time.pass(house.draw(visitId, Math.floor(time.now())).int(20, 60) * 1_000)
    const card = house.card(visitId)
    // Nobody's screen has them: they have gone, or the news is on its way.
    if (!card) {
      if (time.now() - began > 3 * minute) return
      continue
    }
    if (card.goneAt !== null) return
    const isWithSomebody = card.with.some((one) => one.begunAt !== null)
    if (isWithSomebody) aloneSince = time.now()
    visitor.isMet ||= isWithSomebody
    if (card.outAt !== null) await maybeBack(house, visitor)
    else if (isWithSomebody) continue
    else if (visitor.goesAt !== null) await maybeGo(house, visitor)
    else if (time.now() - aloneSince > guest.waits * minute) await leave(house, visitor)
  }
}

async function maybeBack(house: House, visitor: Visitor): Promise<void> {
  if (visitor.backAt !== null && house.time.now() < visitor.backAt) return
  visitor.backAt = null
  await house.near().call('visit.comeBack', { visitId: visitor.visitId })
}

async function maybeGo(house: House, visitor: Visitor): Promise<void> {
  if (house.time.now() >= (visitor.goesAt ?? Infinity)) await leave(house, visitor)
}

/** Says goodbye, or is noticed to have gone without one. */
async function leave(house: House, visitor: Visitor): Promise<void> {
  const { visitId, guest, isMet } = visitor
  const isUnmet = !isMet && guest.manner !== 'toBeHere' && guest.manner !== 'stays'
  const goodbye = isUnmet ? { ending: 'left_unseen' } : guest.goodbye
  await house.near().call('visit.leave', { visitId, ...goodbye })
}
