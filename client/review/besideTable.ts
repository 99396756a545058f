/* Why: the same figures of other days beside this one's. No arrow, no better or worse, no percentage of change:
   one day is one day. */
import type { Figures, Review, Waits } from '../../shared/contract/review.ts'
import { formatDate } from '../../shared/domain/clockWords.ts'
import { addDays } from '../../shared/domain/days.ts'
import { measureOf } from '../../shared/measures/measures.ts'
import { displayOf } from '../../shared/measures/smallNumbers.ts'
import { say } from '../i18n/i18n.ts'
import type { Cell, ReviewTable } from './reviewTable.ts'
import { dayName, type ReviewWords } from './reviewWords.ts'
import { numberColumn } from './visitTables.ts'
import { shownMiddles } from './waitTables.ts'

export interface BesideRow {
  label: string
  /** Minutes are said with their unit on the page. */
  isMinutes: boolean
  cells: Cell[]
}

/** What stands over each column: which day, and its date. */
export function besideHeads(
  { figures, beside }: Review,
  { today }: ReviewWords,
): { name: string; days: string }[] {
  const days = ({ first, last }: Figures): string =>
    first === last
      ? formatDate(first, 'short')
      : say('review.span.dates', { first: formatDate(first, 'short'), last: formatDate(last, 'short') })
  const isDay = figures.first === figures.last
  const other = { before: isDay ? 'before' : 'beforeDays', weekBefore: 'weekBefore' }
  return [
    { name: dayName(figures, today, addDays(today, -1)), days: days(figures) },
    ...beside.map((one) => ({ name: say(`review.beside.${other[one.which]}`), days: days(one.figures) })),
  ]
}

export function besideRows({ figures, beside }: Review): BesideRow[] {
  const all = [figures, ...beside.map((one) => one.figures)]
  const row = (label: string, of: (one: Figures) => Cell, isMinutes = false): BesideRow => ({
    label,
    isMinutes,
    cells: all.map(of),
  })
  const longest = (waits: Waits): Cell => waits.longest
  const wait = (key: 'toWelcome' | 'toWithSomeone'): BesideRow[] => {
    const { name } = measureOf(key)
    return [
      row(say('review.median', { name }), (one) => shownMiddles(one[key]).median, true),
      row(say('review.ninetieth', { name }), (one) => shownMiddles(one[key]).ninetieth, true),
      row(say('review.longestOf', { name }), (one) => longest(one[key]), true),
    ]
  }
  return [
    row(measureOf('visits').name, (one) => one.visits),
    row(measureOf('people').name, (one) => one.people),
    row(measureOf('newToUs').name, (one) => one.newToUs),
    ...wait('toWelcome'),
    ...wait('toWithSomeone'),
    row(measureOf('leftFirst').name, (one) => one.toWithSomeone.left),
    row(measureOf('stillWaiting').name, (one) => one.toWithSomeone.open),
    row(say('review.beside.better'), ({ feeling }) =>
      displayOf(feeling.pairs).as === 'sentence'
        ? null
        : say('review.partOf', { part: feeling.up, whole: feeling.pairs }),
    ),
  ]
}

export function besideTable(review: Review, words: ReviewWords): ReviewTable {
  return {
    key: 'beside',
    title: say('review.beside.heading'),
    columns: [
      { label: say('review.table.measure') },
      ...besideHeads(review, words).map(({ name, days }) => numberColumn(`${name}, ${days}`)),
    ],
    rows: besideRows(review).map(({ label, cells }) => [label, ...cells]),
  }
}
