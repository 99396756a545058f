/**
 * What a search says beyond a query builder's words. Hints for a planner without statistics, or with old ones: a
 * condition on `beside…` is checked row by row and never chosen as the way in, where another index is known to leave
 * fewer rows. They change no result on either engine.
 */
import { type AnyColumn, sql, type SQL, type SQLWrapper } from 'drizzle-orm'

/** A column of text, out of its index's sight. */
export const besideText = (column: AnyColumn): SQL<string> => sql<string>`${column} || ''`

/** A column of numbers or times, out of its index's sight. */
export const besideNumber = (column: AnyColumn): SQL<number> => sql<number>`${column} + 0`

/**
 * True of every row. `column` is one of text that is never empty and stands in no index, so that none can be read instead
 * of the rows: by statistics of a young table SQLite takes reading one from end to end for the shortest way.
 */
export const notByIndexAlone = (column: AnyColumn): SQL => sql`${column} <> ''`

/** What a subquery of one row and one column gives, as a column: null where it finds no row. */
export const scalar = <T>(query: SQLWrapper, column: AnyColumn): SQL<T | null> =>
  // Two worlds meet: what the column's decoder gives is known to whoever names the column.
  sql`${query}`.mapWith(column) as SQL<T | null>

/** Something to select where only being there counts. */
export const anything = sql`1`
