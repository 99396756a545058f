/* Why: what colleagues ask of whoever is signed in, to come or to take over, on whichever page they are. Pure: the
   rules of who is asked are the board's own. */
import type { Card } from '../../shared/contract/board.ts'
import type { Role } from '../../shared/contract/role.ts'
import { team } from '../../shared/contract/roleGroups.ts'
import { callsFor, canAct, offeredTo } from '../board/cardFacts.ts'

export interface Asked {
  /** Of the call or the offer: the same one has the same key, another one another. */
  key: string
  visitId: string
  label: string
  by: string
  /** The sentence, in account.asked. */
  says: 'come' | 'comeRole' | 'takeOver' | 'takeOverRole'
  /** The role (a key) or the agency (a name) that is asked; null: whoever looks, by name. */
  role: Role | null
  agency: string | null
}

/** Oldest first; `now` (UTC ms) decides whether somebody who said they'd come is still expected. */
export function askedOf(
  cards: readonly Card[],
  me: { staffId: string; role: Role; agency: string },
  now: number,
): Asked[] {
  if (!canAct(me.role)) return []
  const found: (Asked & { at: number })[] = []
  for (const card of cards) {
    if (card.goneAt !== null) continue
    const about = { visitId: card.id, label: card.label }
    for (const call of callsFor(card, me, now)) {
      const { at, by } = call
      // By name is nearer than by role or agency.
      const role = call.to ? null : call.toRole
      const agency = call.to ? null : call.toAgency
      const says = call.to ? 'come' : 'comeRole'
      found.push({ ...about, key: call.id, at, by: by.name, says, role, agency })
    }
    const offer = team.some((one) => one === me.role) ? offeredTo(card, me) : null
    if (!offer) continue
    const says = offer.to ? 'takeOver' : 'takeOverRole'
    const key = `${card.id} ${offer.at}`
    const role = offer.to ? null : offer.toRole
    found.push({ ...about, key, at: offer.at, by: offer.from.name, says, role, agency: null })
  }
  return found.toSorted((a, b) => a.at - b.at)
}
