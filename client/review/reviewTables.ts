/* Why: a review's answer as tables, once: the page shows these and the CSV writes these, so that they are equal to
   the last digit. Nothing is counted here that the server has already counted. Never a row for a worker. */
import type { Review } from '../../shared/contract/review.ts'
import { besideTable } from './besideTable.ts'
import { feelingTable, feelingsTable, helpedTable, leavingTable } from './leavingTables.ts'
import { agencyTable, figuresTable, hoursTable, reasonsTable, rolesTable, waysTable } from './visitTables.ts'
import { longestTable, waitsTable, waitTable } from './waitTables.ts'
import type { ReviewTable } from './reviewTable.ts'
import type { ReviewWords } from './reviewWords.ts'

/** All tables of a review, in the order of the page. */
export function reviewTables(review: Review, words: ReviewWords): ReviewTable[] {
  const { figures } = review
  return [
    figuresTable(figures, words),
    hoursTable(figures),
    waitsTable(figures),
    waitTable('toWelcome', figures.toWelcome),
    waitTable('toWithSomeone', figures.toWithSomeone),
    longestTable(review, words),
    reasonsTable(figures, words),
    waysTable('cameBy', figures, words),
    waysTable('suggestedBy', figures, words),
    rolesTable(figures, words),
    agencyTable(figures),
    feelingTable(figures),
    feelingsTable(figures),
    leavingTable(figures),
    helpedTable(figures, words),
    besideTable(review, words),
  ]
}
