/**
 * Which group of the board a card stands in and in what order: by what somebody is doing and how long
 * nobody has been with them, never by a grade. Pure; runs over every card on each change.
 */
import type { Card } from '../../shared/contract/board.ts'
import { doing } from '../../shared/domain/doing.ts'

/** In the order of the board: go to somebody, join somebody, leave be. */
export const boardGroups = [
  'justArrived',
  'waiting',
  'onTheWay',
  'withSomeone',
  'inTheSpace',
  'out',
  'staying',
  'worried',
] as const
export type BoardGroup = (typeof boardGroups)[number]

export const columns: readonly (readonly BoardGroup[])[] = [
  ['justArrived', 'waiting'],
  ['onTheWay', 'withSomeone'],
  ['inTheSpace', 'out', 'staying', 'worried'],
]

/** A card beside what its visit is doing at this moment. */
export interface Placed {
  card: Card
  group: BoardGroup
}

/** Ids by group, in order. Two of them are compared to say whether the order has changed. */
export type Placement = Readonly<Record<BoardGroup, readonly string[]>>

/** Where a card belongs at `now` (UTC ms); null for somebody who has left without our being worried. */
export function groupOf(card: Card, now: number): BoardGroup | null {
  const state = doing(card, now)
  if (state !== 'gone') return state
  return card.isWorried ? 'worried' : null
}

/** Every card that is on the board at `now`, with its group. */
export function placed(cards: Iterable<Card>, now: number): Placed[] {
  const all: Placed[] = []
  for (const card of cards) {
    const group = groupOf(card, now)
    if (group !== null) all.push({ card, group })
  }
  return all
}

/** Sorted ids of every group, the empty ones too: groups never change place. */
export function placement(all: readonly Placed[]): Placement {
  const groups: Record<BoardGroup, Card[]> = {
    justArrived: [],
    waiting: [],
    onTheWay: [],
    withSomeone: [],
    inTheSpace: [],
    out: [],
    staying: [],
    worried: [],
  }
  for (const { card, group } of all) groups[group].push(card)
  const ids = (group: BoardGroup) =>
    groups[group]
      .sort((a, b) => order(group, a) - order(group, b) || (a.id < b.id ? -1 : 1))
      .map((card) => card.id)
  return {
    justArrived: ids('justArrived'),
    waiting: ids('waiting'),
    onTheWay: ids('onTheWay'),
    withSomeone: ids('withSomeone'),
    inTheSpace: ids('inTheSpace'),
    out: ids('out'),
    staying: ids('staying'),
    worried: ids('worried'),
  }
}

/** When anybody was last with them or saw them; else when they came. UTC ms. */
export function lastCompany(card: Card): number {
  return card.lastSeenAt ?? card.arrivedAt
}

/** What a group is ordered by: earliest first, so that whoever has been alone longest stands on top. */
function order(group: BoardGroup, card: Card): number {
  switch (group) {
    case 'onTheWay':
      return earliest(card.with.map((one) => one.since))
    case 'withSomeone':
      return earliest(card.with.flatMap((one) => one.begunAt ?? []))
    case 'out':
      return card.outUntil ?? Number.MAX_SAFE_INTEGER
    case 'staying':
      return card.arrivedAt
    case 'worried':
      return card.goneAt ?? 0
    default:
      return lastCompany(card)
  }
}

function earliest(times: readonly number[]): number {
  return times.length === 0 ? 0 : Math.min(...times)
}

export function samePlacement(a: Placement, b: Placement): boolean {
  return boardGroups.every(
    (group) => a[group].length === b[group].length && a[group].every((id, index) => id === b[group][index]),
  )
}
