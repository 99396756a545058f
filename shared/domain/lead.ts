/**
 * Who leads among those alongside: the one to ask, never a rank. Worked out from the rows alone, so that
 * stepping away, going home and taking over can't disagree about who comes next.
 */
import { isOnTheWay } from './doing.ts'

/** What decides it. Times are UTC ms; `begunAt` null: said "I'll go" and isn't there yet. */
export interface LeadFacts {
  staffId: string
  isLead: boolean
  saidAt: number
  begunAt: number | null
  dueBy: number | null
}

/** The lead who is there, or who said they'd go and is still expected. */
export function standingLead<T extends LeadFacts>(rows: readonly T[], now: number): T | undefined {
  return rows.find((one) => one.isLead && (one.begunAt !== null || isOnTheWay(one, now)))
}

/** The lead who said they'd go, hasn't begun, and is no longer expected. */
export function lapsedLead<T extends LeadFacts>(rows: readonly T[], now: number): T | undefined {
  return rows.find((one) => one.isLead && one.begunAt === null && !isOnTheWay(one, now))
}

/** Who leads when the lead goes: whoever has been there longest, else whoever said first that they'd come. */
export function nextLead<T extends LeadFacts>(rows: readonly T[]): T | undefined {
  const order = (one: T) => [one.begunAt === null ? 1 : 0, one.begunAt ?? one.saidAt] as const
  return rows.toSorted((a, b) => {
    const [isComingA, timeA] = order(a)
    const [isComingB, timeB] = order(b)
    return isComingA - isComingB || timeA - timeB || (a.staffId < b.staffId ? -1 : 1)
  })[0]
}
