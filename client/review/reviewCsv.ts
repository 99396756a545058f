/* Why: the same tables as on the page, as a file for the centre's own use. What could be taken for a formula by a
   spreadsheet is escaped. The library comes only when a file is asked for. */
import type { Review } from '../../shared/contract/review.ts'
import { formatDate, formatTime } from '../../shared/domain/clockWords.ts'
import { localDay } from '../../shared/domain/days.ts'
import { say } from '../i18n/i18n.ts'
import { cellText } from './reviewTable.ts'
import { reviewTables } from './reviewTables.ts'
import { daysInWords, type ReviewWords } from './reviewWords.ts'

/** The whole review as CSV text, with a mark at its start that tells a spreadsheet it is UTF-8. */
export async function reviewCsv(review: Review, words: ReviewWords, centre: string): Promise<string> {
  const { stringify } = await import('csv-stringify/browser/esm/sync')
  const at = review.workedOutAt
  const head = (key: string, value: string): string[] => [say(`review.csvHead.${key}`), value]
  const lines: string[][] = [
    head('centre', centre),
    head('days', daysInWords(review.figures)),
    head('workedOut', `${formatDate(localDay(at, words.zone), 'full')}, ${formatTime(at, words.zone)}`),
    head('version', String(review.measuresVersion)),
    [say('review.own')],
    ...reviewTables(review, words).flatMap((table) => [
      [],
      [table.title],
      table.columns.map((column) => column.label),
      ...table.rows.map((row) => row.map(cellText)),
    ]),
  ]
  return stringify(lines, { escape_formulas: true, bom: true, record_delimiter: 'windows' })
}

/** 'review 2026-11-11.csv', or with both days. */
export function csvName({ first, last }: Review['figures']): string {
  return first === last ? `review ${first}.csv` : `review ${first} ${last}.csv`
}
