/**
 * A walk-in that turns out to be in already (its first press counted after all): what is typed now is added to that
 * visit. What is blank stays as it is there. Comes only when somebody asks for it.
 */
import type { Sent } from '../../shared/contract/index.ts'
import { call, type NotDone } from '../api/call.ts'

/** `arrive` is what would have been sent for them. Null when all of it is there. */
export async function addToVisit(arrive: Sent<'visit.arrive'>, send = call): Promise<NotDone | null> {
  const { visitId = '', personId, welcomed, reasons, ...rest } = arrive
  const change = { ...rest, visitId, ...(reasons ? { reasonsAdded: reasons } : {}) }
  const changed = await send('visit.change', change)
  if (!changed.ok) return changed
  if (personId) {
    const joined = await send('visit.joinPerson', { visitId, personId })
    const isTheirs = !joined.ok && joined.kind === 'refused' && joined.state === 'alreadyJoined'
    if (!joined.ok && !(isTheirs && joined.facts.personId === personId)) return joined
  }
  if (welcomed) {
    const greeted = await send('visit.welcome', { visitId })
    // Somebody else said hello first: so it is done.
    if (!greeted.ok && !(greeted.kind === 'refused' && greeted.state === 'alreadyWelcomed')) return greeted
  }
  return null
}
