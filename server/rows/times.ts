/**
 * Nothing ends before it began, though the end was said by a desk that was offline or by a slow clock: the one
 * rule for it, once for a time in hand and once for a column.
 */
import { type AnyColumn, sql, type SQL } from 'drizzle-orm'
import { ph } from '../../db/statement.ts'

/** `at`, or the latest of what it can't be before; null is what never happened. All UTC ms. */
export function notBefore(at: number, ...began: (number | null)[]): number {
  return began.reduce<number>((latest, time) => (time !== null && time > latest ? time : latest), at)
}

/** The same in an UPDATE: the placeholder `at`, or what stands in the column if that is later. */
export const endingAfter = (began: AnyColumn | SQL): SQL<number> =>
  sql`case when ${began} > ${ph('at')} then ${began} else ${ph('at')} end`
