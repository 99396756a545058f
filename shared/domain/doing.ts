/**
 * What a visit is doing now: worked out from what happened and the time, never typed in and never stored.
 * Server and client use this one function, so they can't disagree.
 */
import type { Doing } from '../contract/board.ts'

/** The facts that decide it; a card has them all. Times are UTC ms. */
export interface DoingFacts {
  goneAt: number | null
  isStaying: boolean
  outAt: number | null
  welcomedAt: number | null
  wants: readonly string[] | null
  wantsStaff: readonly unknown[]
  with: readonly { begunAt: number | null; dueBy: number | null }[]
}

/** The one wish that means: nobody just now. */
export const justToBeHere = 'justToBeHere'

/** The first that is true (product.md, "What a visit is doing"). */
export function doing(visit: DoingFacts, now: number): Doing {
  if (visit.goneAt !== null) return 'gone'
  if (visit.isStaying) return 'staying'
  if (visit.outAt !== null) return 'out'
  if (visit.with.some((one) => one.begunAt !== null)) return 'withSomeone'
  if (visit.with.some((one) => isOnTheWay(one, now))) return 'onTheWay'
  if (visit.welcomedAt === null) return 'justArrived'
  return wantsSomeone(visit) ? 'waiting' : 'inTheSpace'
}

/** They would like somebody, or nobody has asked them: not asked is never taken for nothing wanted. */
export function wantsSomeone(visit: Pick<DoingFacts, 'wants' | 'wantsStaff'>): boolean {
  if (visit.wantsStaff.length > 0) return true
  return visit.wants === null || visit.wants.some((wish) => wish !== justToBeHere)
}

/** Said "I'll go", hasn't begun, and is still expected. Nobody is lost because a worker was stopped on the stairs. */
export function isOnTheWay(one: { begunAt: number | null; dueBy: number | null }, now: number): boolean {
  return one.begunAt === null && one.dueBy !== null && now < one.dueBy
}

/** When `doing` may next change by the clock alone, UTC ms; Infinity if it can't. */
export function nextByClock(visit: DoingFacts, now: number): number {
  const due = visit.with.filter((one) => isOnTheWay(one, now)).map((one) => one.dueBy ?? Infinity)
  return Math.min(Infinity, ...due)
}
