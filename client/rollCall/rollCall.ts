/* Why: who has to be counted when a building is left in a hurry: everybody whose visit is open, by where they are.
   Pure, so that it is the same from a live board and from one that was kept. */
import type { Card } from '../../shared/contract/board.ts'
import type { Space } from '../../shared/contract/centre.ts'
import type { Waiting } from '../api/waiting.ts'

export interface Group {
  /** A space's id, or why there is none: nobody said where, out for a bit, not in the building at all. */
  key: string
  is: 'space' | 'unsaid' | 'out' | 'elsewhere'
  name: string
  cards: Card[]
}

/** Spaces in their order, then those of whom nobody said where; last those who needn't be looked for inside. */
export function rollCall(cards: readonly Card[], spaces: Iterable<Pick<Space, 'id' | 'name'>>): Group[] {
  const open = cards
    .filter((card) => card.goneAt === null)
    .toSorted((a, b) => a.label.localeCompare(b.label) || (a.id < b.id ? -1 : 1))
  const isInside = (card: Card) => card.channel === 'inPerson' && card.outAt === null
  const known = [...spaces]
  const ids = new Set(known.map((space) => space.id))
  const groups: Group[] = [
    ...known.map(({ id, name }) => ({
      key: id,
      is: 'space' as const,
      name,
      cards: open.filter((card) => isInside(card) && card.spaceId === id),
    })),
    group('unsaid', (card) => isInside(card) && (card.spaceId === null || !ids.has(card.spaceId))),
    group('out', (card) => card.outAt !== null),
    group('elsewhere', (card) => card.outAt === null && !isInside(card)),
  ]
  return groups.filter((one) => one.cards.length > 0)

  function group(is: Exclude<Group['is'], 'space'>, belongs: (card: Card) => boolean): Group {
    return { key: is, is, name: '', cards: open.filter(belongs) }
  }
}

/** How many of them should be found inside. */
export const inside = (groups: readonly Group[]): number =>
  groups
    .filter(({ is }) => is === 'space' || is === 'unsaid')
    .reduce((sum, { cards }) => sum + cards.length, 0)

const moves = ['visit.leave', 'visit.reopen', 'visit.retract', 'visit.stepOut', 'visit.comeBack']

/** The last that this device has kept about whether somebody on the board is still here; null for nothing. */
export const heardSince = (waiting: readonly Waiting[], visitId: string): string | null =>
  waiting.findLast((one) => one.visitId === visitId && moves.includes(one.name))?.name ?? null

/** Who came by a press that still waits, is on no board yet, and hasn't left or been taken back by another one. */
export function cameMeanwhile(
  waiting: readonly Waiting[],
  isOnBoard: (visitId: string) => boolean,
): readonly Waiting[] {
  const isOver = new Set(
    waiting
      .filter(({ name }) => name === 'visit.leave' || name === 'visit.retract')
      .map(({ visitId }) => visitId),
  )
  return waiting.filter(
    ({ name, visitId }) => name === 'visit.arrive' && !isOnBoard(visitId) && !isOver.has(visitId),
  )
}
