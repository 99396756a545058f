/* Why: what a table of the review is, for whoever makes one and whoever shows one. */

export type Cell = string | number | null
export interface Column {
  label: string
  isNumber?: boolean
}
export type TableKey =
  | 'figures'
  | 'hours'
  | 'cameBy'
  | 'suggestedBy'
  | 'reasons'
  | 'waits'
  | 'toWelcome'
  | 'toWithSomeone'
  | 'longest'
  | 'byRole'
  | 'byAgency'
  | 'leaving'
  | 'whatHelped'
  | 'feeling'
  | 'feelings'
  | 'beside'

/** The first column heads its row. A cell that is null has no value: it stays blank, never 0. */
export interface ReviewTable {
  key: TableKey
  title: string
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
}

/** What a cell shows, on the page and in the CSV. */
export const cellText = (cell: Cell): string => (cell === null ? '' : String(cell))
