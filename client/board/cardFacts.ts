/** What a card means for whoever looks at it. Pure: what the buttons and lines of a card are decided by. */
import type { Alongside, Card } from '../../shared/contract/board.ts'
import type { Role } from '../../shared/contract/role.ts'
import { teamAndVolunteers } from '../../shared/contract/roleGroups.ts'
import { answersFor, callsAsking } from '../../shared/domain/calls.ts'
import { isOnTheWay, justToBeHere } from '../../shared/domain/doing.ts'
import type { Viewer } from './boardFilter.ts'
import type { BoardGroup } from './boardGroups.ts'

/** The one likely thing to do: go, say that one is there, join, open the visit; null: leave be. */
export type MainAct = 'goTo' | 'withThem' | 'join' | 'open' | null

export function mainAct(card: Card, group: BoardGroup, viewer: Viewer): MainAct {
  if (!canAct(viewer.role) || group === 'worried' || group === 'out') return null
  const mine = card.with.find((one) => one.staffId === viewer.staffId)
  if (mine) return mine.begunAt === null ? 'withThem' : 'open'
  if (group === 'justArrived' || group === 'waiting') return 'goTo'
  if (group === 'onTheWay' || group === 'withSomeone') return 'join'
  if (group === 'staying' && card.with.length > 0) return 'join'
  return group === 'staying' && asksForSomeone(card) ? 'goTo' : null
}

export function canAct(role: Role): boolean {
  return teamAndVolunteers.some((one) => one === role)
}

/** They said that they would like somebody. Not being asked isn't saying so. */
export function asksForSomeone(card: Pick<Card, 'wants' | 'wantsStaff'>): boolean {
  return card.wantsStaff.length > 0 || (card.wants?.some((wish) => wish !== justToBeHere) ?? false)
}

/** Those who are with them or on the way, the lead first, then by who came first. */
export function company(card: Card, now: number): Alongside[] {
  return card.with
    .filter((one) => one.begunAt !== null || isOnTheWay(one, now))
    .toSorted((a, b) => Number(b.lead) - Number(a.lead) || a.since - b.since)
}

/** Those who said “I’ll go”, haven't begun, and are no longer expected. */
export function lateFor(card: Card, now: number): Alongside[] {
  return card.with.filter((one) => one.begunAt === null && !isOnTheWay(one, now))
}

/** A handover that this viewer may take: offered to them by name, or to their role, by somebody else. */
export function offeredTo(card: Card, viewer: Viewer): NonNullable<Card['handover']> | null {
  const offer = card.handover
  if (!offer || offer.from.staffId === viewer.staffId) return null
  return offer.to?.staffId === viewer.staffId || answersFor(viewer.role, offer.toRole) ? offer : null
}

/** Calls that ask at `now` (UTC ms) for this viewer, their role or their agency, and that they didn't make themselves. */
export function callsFor(card: Card, viewer: Viewer & { agency: string }, now: number): Card['calls'] {
  if (company(card, now).some((one) => one.staffId === viewer.staffId)) return []
  return callsAsking(card, now).filter(
    (one) =>
      one.by.staffId !== viewer.staffId &&
      (one.to?.staffId === viewer.staffId ||
        answersFor(viewer.role, one.toRole) ||
        one.toAgency === viewer.agency),
  )
}
