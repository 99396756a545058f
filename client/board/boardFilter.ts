/** The four ways of looking at the board. Kept in the address, so that a link can be sent and Back works. */
import type { Card } from '../../shared/contract/board.ts'
import type { Role } from '../../shared/contract/role.ts'
import { answersFor } from '../../shared/domain/calls.ts'
import type { Placed } from './boardGroups.ts'

export const boardFilters = ['everyone', 'waiting', 'myRole', 'withMe'] as const
export type BoardFilter = (typeof boardFilters)[number]

/** Who is looking. */
export interface Viewer {
  staffId: string
  role: Role
}

/** What the address says, or everyone when it says nothing that we know. */
export function filterFrom(query: unknown): BoardFilter {
  return boardFilters.find((one) => one === query) ?? 'everyone'
}

export function wantsViewer(card: Card, viewer: Viewer): boolean {
  return (
    card.wantsStaff.some((one) => one.staffId === viewer.staffId) ||
    (card.wants?.some((wish) => answersFor(viewer.role, wish)) ?? false)
  )
}

/** A named worker they would rather not see. Said quietly, and never to anybody else. */
export function ratherNot(card: Card, viewer: Viewer): boolean {
  return card.ratherNot.some((one) => one.staffId === viewer.staffId)
}

export function isWith(card: Card, viewer: Viewer): boolean {
  return card.with.some((one) => one.staffId === viewer.staffId)
}

/** Whether a card belongs to a way of looking. Somebody already being seen by a colleague isn't asking. */
export function matches({ card, group }: Placed, filter: BoardFilter, viewer: Viewer): boolean {
  switch (filter) {
    case 'everyone':
      return true
    case 'waiting':
      return group === 'justArrived' || group === 'waiting'
    case 'myRole':
      return group !== 'worried' && group !== 'withSomeone' && wantsViewer(card, viewer)
    case 'withMe':
      return isWith(card, viewer)
  }
}

/** How many each way of looking shows. */
export function counts(all: readonly Placed[], viewer: Viewer): Record<BoardFilter, number> {
  const here = all.filter((one) => one.group !== 'worried')
  const count = (filter: BoardFilter) => here.filter((one) => matches(one, filter, viewer)).length
  return {
    everyone: here.length,
    waiting: count('waiting'),
    myRole: count('myRole'),
    withMe: count('withMe'),
  }
}
