/* Why: the tables of what people said as they left and how they felt. "Rather not say" and "not asked" are rows of
   their own, never part of an answer's percentage. */
import type { Figures } from '../../shared/contract/review.ts'
import { feltWelcome, gotWhatCameFor, toldAgain } from '../../shared/lists/leavingAnswers.ts'
import { measureOf } from '../../shared/measures/measures.ts'
import { displayOf } from '../../shared/measures/smallNumbers.ts'
import { percentage } from '../../shared/measures/statistics.ts'
import { say } from '../i18n/i18n.ts'
import type { Cell, ReviewTable } from './reviewTable.ts'
import { oneDecimal, type ReviewWords } from './reviewWords.ts'
import { countColumns, countRow, numberColumn } from './visitTables.ts'

export type LeavingKey = 'gotWhatCameFor' | 'feltWelcome' | 'toldAgain'
export const leavingKeys: readonly LeavingKey[] = ['gotWhatCameFor', 'feltWelcome', 'toldAgain']
const lists = { gotWhatCameFor, feltWelcome, toldAgain }

export interface AnswerRow {
  key: string
  label: string
  count: number
  isAnswer: boolean
}

/** Each answer to a question in the list's order, those that are none last. Not asked has either of two keys. */
export function answerRows(key: LeavingKey, answers: Figures[LeavingKey]): AnswerRow[] {
  const countOf = (answer: string): number =>
    answers.rows.filter((row) => (row.key ?? 'notAsked') === answer).reduce((sum, row) => sum + row.count, 0)
  return lists[key].map((one) => ({
    key: one.key,
    label: one.label,
    count: countOf(one.key),
    isAnswer: !one.isNoAnswer,
  }))
}

export function leavingTable(figures: Figures): ReviewTable {
  const isWide = leavingKeys.some((key) => displayOf(figures[key].answered).hasPercentages)
  return {
    key: 'leaving',
    title: say('review.leaving.heading'),
    columns: [
      { label: say('review.table.question') },
      { label: say('review.table.answer') },
      numberColumn(say('review.table.visits')),
      ...(isWide ? [numberColumn(say('review.table.percent'))] : []),
    ],
    rows: leavingKeys.flatMap((key) => {
      const { answered } = figures[key]
      const share = (row: AnswerRow): number | null =>
        row.isAnswer && displayOf(answered).hasPercentages ? percentage(row.count, answered) : null
      return answerRows(key, figures[key]).map((row): Cell[] => [
        measureOf(key).name,
        row.label,
        row.count,
        ...(isWide ? [share(row)] : []),
      ])
    }),
  }
}

export function helpedTable({ whatHelped }: Figures, words: ReviewWords): ReviewTable {
  const base = whatHelped.answered
  return {
    key: 'whatHelped',
    title: measureOf('whatHelped').name,
    columns: countColumns(say('review.table.answer'), say('review.table.visits'), base),
    rows: whatHelped.rows.flatMap(({ key, count }) =>
      key === null ? [] : [countRow(words.label('whatHelped', key), count, base)],
    ),
  }
}

export function feelingTable({ feeling }: Figures): ReviewTable {
  const { hasMiddle } = displayOf(feeling.pairs)
  const middle = (value: number | null): Cell => (hasMiddle ? oneDecimal(value) : null)
  return {
    key: 'feeling',
    title: measureOf('feelingPairs').name,
    columns: [{ label: say('review.table.measure') }, numberColumn(say('review.table.number'))],
    rows: [
      [say('review.table.answered'), feeling.pairs],
      [say('review.table.outOf'), feeling.of],
      [say('review.feeling.wentUp'), feeling.up],
      [say('review.feeling.stayed'), feeling.same],
      [say('review.feeling.wentDown'), feeling.down],
      [say('review.feeling.middleBefore'), middle(feeling.medianBefore)],
      [say('review.feeling.middleAfter'), middle(feeling.medianAfter)],
      [say('review.feeling.meanChange'), middle(feeling.meanChange)],
    ],
  }
}

/** Each pair of answers and how many visits had it. */
export function feelingsTable({ feeling }: Figures): ReviewTable {
  return {
    key: 'feelings',
    title: `${say('review.table.arriving')}, ${say('review.table.leaving')}`,
    columns: [
      numberColumn(say('review.table.arriving')),
      numberColumn(say('review.table.leaving')),
      numberColumn(say('review.table.visits')),
    ],
    rows: feeling.lines
      .toSorted((a, b) => a.before - b.before || a.after - b.after)
      .map(({ before, after, count }): Cell[] => [before, after, count]),
  }
}
