/**
 * Hints for a planner without statistics: a condition on these is checked row by row and never chosen as the
 * way in, where another index is known to leave fewer rows. They change no result on either engine.
 */
import { type AnyColumn, sql, type SQL } from 'drizzle-orm'

/** A column of text, out of its index's sight. */
export const besideText = (column: AnyColumn): SQL<string> => sql<string>`${column} || ''`

/** A column of numbers or times, out of its index's sight. */
export const besideNumber = (column: AnyColumn): SQL<number> => sql<number>`${column} + 0`
