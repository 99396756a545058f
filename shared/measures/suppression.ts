// What every figure goes through before it leaves the centre (domain.md 6.4), so that nobody can be found in it.
// Pages inside the centre show true numbers and say that they aren't to be shared.

/** A figure as it may leave: a count to the nearest five, or hidden. */
export type Suppressed = number | '*'

const FEWEST = 5

/** Below five, and nothing at all, is '*'; five and more goes to the nearest five. */
export function suppressCount(count: number | null): Suppressed {
  return count === null || count < FEWEST ? '*' : Math.round(count / 5) * 5
}

/** '*' where either number is below five or missing, else a whole percentage of the true numbers. */
export function suppressPercentage(part: number | null, whole: number | null): Suppressed {
  if (part === null || whole === null || part < FEWEST || whole < FEWEST) return '*'
  return Math.round((100 * part) / whole)
}

/** A table as it may leave, with the totals of its rows, its columns and of all. */
export interface SuppressedTable {
  readonly cells: readonly (readonly Suppressed[])[]
  readonly rowTotals: readonly Suppressed[]
  readonly columnTotals: readonly Suppressed[]
  readonly total: Suppressed
}

/**
 * Suppresses a table of true counts (rows of equal length) so that no hidden cell can be worked out from its
 * row, its column or a total: where only one is hidden in a line, the next smallest goes with it, and where
 * there is no other cell, the total. A table of one row is a list with its total.
 */
export function suppressTable(counts: readonly (readonly number[])[]): SuppressedTable {
  const withTotals = [...counts.map(addTotal), addTotal(sumColumns(counts))]
  const hidden = withTotals.map((row) => row.map((count) => count < FEWEST))
  const lines = linesOf(withTotals)
  while (lines.some((line) => hideOneMore(line, withTotals, hidden))) continue
  const shown = withTotals.map((row, r) =>
    row.map((count, c) => (hidden[r]?.[c] ? '*' : suppressCount(count))),
  )
  const bottom = shown.at(-1) ?? []
  return {
    cells: shown.slice(0, -1).map((row) => row.slice(0, -1)),
    rowTotals: shown.slice(0, -1).map((row) => row.at(-1) ?? '*'),
    columnTotals: bottom.slice(0, -1),
    total: bottom.at(-1) ?? '*',
  }
}

interface Place {
  readonly row: number
  readonly column: number
}

/** Each row and each column with its total at the end: whatever adds up, and so could give a hidden cell away. */
function linesOf(table: readonly (readonly number[])[]): Place[][] {
  const columns = table[0]?.length ?? 0
  const rows = table.map((cells, row) => cells.map((_, column) => ({ row, column })))
  const across = Array.from({ length: columns }, (_, column) => table.map((_, row) => ({ row, column })))
  return [...rows, ...across]
}

/** Hides the next smallest of a line in which only one is hidden, its total last. Says whether it did. */
function hideOneMore(
  line: readonly Place[],
  table: readonly (readonly number[])[],
  hidden: boolean[][],
): boolean {
  const open = line.filter(({ row, column }) => !hidden[row]?.[column])
  if (open.length !== line.length - 1) return false
  const total = line.at(-1)
  const valueOf = (place: Place) => (place === total ? Infinity : (table[place.row]?.[place.column] ?? 0))
  const next = [...open].sort((a, b) => valueOf(a) - valueOf(b))[0]
  const row = next && hidden[next.row]
  if (!next || !row) return false
  row[next.column] = true
  return true
}

function addTotal(row: readonly number[]): number[] {
  return [...row, row.reduce((sum, count) => sum + count, 0)]
}

function sumColumns(rows: readonly (readonly number[])[]): number[] {
  return (rows[0] ?? []).map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0))
}
