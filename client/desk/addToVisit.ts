/**
 * A walk-in that turns out to be in already (its first press counted after all): what is typed now is added to that
 * visit. What is blank stays as it is there. Comes only when somebody asks for it.
 */
import type { Sent } from '../../shared/contract/index.ts'
import { call, type NotDone } from '../api/call.ts'

/** All of it is there; or, `isWaiting`, some of it is kept here and will be. */
interface Added {
  ok: true
  isWaiting: boolean
}

/** `arrive` is what would have been sent for them. */
export async function addToVisit(arrive: Sent<'visit.arrive'>, send = call): Promise<NotDone | Added> {
  const { visitId = '', personId, welcomed, reasons, ...rest } = arrive
  const change = { ...rest, visitId, ...(reasons ? { reasonsAdded: reasons } : {}) }
  const changed = await send('visit.change', change)
  if (!changed.ok) return changed
  let isWaiting = changed.isWaiting ?? false
  if (personId) {
    const joined = await send('visit.joinPerson', { visitId, personId })
    const isTheirs = !joined.ok && joined.kind === 'refused' && joined.state === 'alreadyJoined'
    if (!joined.ok && !(isTheirs && joined.facts.personId === personId)) return joined
  }
  if (welcomed) {
    const greeted = await send('visit.welcome', { visitId })
    // Somebody else said hello first: so it is done.
    if (!greeted.ok && !(greeted.kind === 'refused' && greeted.state === 'alreadyWelcomed')) return greeted
    isWaiting ||= greeted.ok && (greeted.isWaiting ?? false)
  }
  return { ok: true, isWaiting }
}
