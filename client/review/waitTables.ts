/* Why: the tables of how long people waited. A visit in them is its time of arrival: no name leaves the page
   with a file or a sheet of paper. */
import type { Figures, Review, Waits } from '../../shared/contract/review.ts'
import { localDay } from '../../shared/domain/days.ts'
import { measureOf } from '../../shared/measures/measures.ts'
import { displayOf } from '../../shared/measures/smallNumbers.ts'
import { say } from '../i18n/i18n.ts'
import type { Cell, ReviewTable } from './reviewTable.ts'
import { momentInWords, oneDecimal, type ReviewWords } from './reviewWords.ts'
import { numberColumn } from './visitTables.ts'
import type { WaitLine } from './waitLayout.ts'

/** The middle and the 9 in 10, each only where enough waited for it to mean something. */
export function shownMiddles(waits: Waits): { median: number | null; ninetieth: number | null } {
  const { hasMiddle, hasNinetieth } = displayOf(waits.count)
  return {
    median: hasMiddle ? oneDecimal(waits.median) : null,
    ninetieth: hasNinetieth ? waits.ninetieth : null,
  }
}

/** The same as lines of a picture in which so many minutes are at `x`. */
export function middleLines(waits: Waits, x: (minutes: number) => number): WaitLine[] {
  const { median, ninetieth } = shownMiddles(waits)
  const line = (minutes: number | null, key: string, dash: string) =>
    minutes === null ? [] : [{ x: x(minutes), text: say(`review.waits.${key}`, { n: minutes }), dash }]
  return [...line(median, 'half', ''), ...line(ninetieth, 'ninth', '4 3')]
}

export function waitsTable({ toWelcome, toWithSomeone }: Figures): ReviewTable {
  const both = (label: string, of: (waits: Waits) => Cell): Cell[] => [
    label,
    of(toWelcome),
    of(toWithSomeone),
  ]
  return {
    key: 'waits',
    title: say('review.waits.heading'),
    columns: [
      { label: say('review.table.measure') },
      numberColumn(measureOf('toWelcome').name),
      numberColumn(measureOf('toWithSomeone').name),
    ],
    rows: [
      both(say('review.table.visits'), (waits) => waits.count),
      both(
        say('review.median', { name: say('review.table.minutes') }),
        (waits) => shownMiddles(waits).median,
      ),
      both(
        say('review.ninetieth', { name: say('review.table.minutes') }),
        (waits) => shownMiddles(waits).ninetieth,
      ),
      both(say('review.longestOf', { name: say('review.table.minutes') }), (waits) => waits.longest),
      both(say('review.table.left'), (waits) => waits.left),
      both(say('review.table.openEnd'), (waits) => waits.open),
      both(say('review.table.carried'), (waits) => waits.carried),
    ],
  }
}

/** '5 to 9' for the minutes of a bin, '240 and more' for the last. */
export function binLabel({ from, to }: Waits['bins'][number]): string {
  return to === null
    ? say('review.table.atLeast', { from })
    : say('review.table.range', { least: from, most: to - 1 })
}

/** Every wait, minute by minute and told apart by how it ended; in bins where there are too many for dots. */
export function waitTable(key: 'toWelcome' | 'toWithSomeone', waits: Waits): ReviewTable {
  const title = say('review.waits.tableTitle', { what: measureOf(key).name })
  const minutes = { label: say('review.table.minutes') }
  if (waits.dots.length === 0)
    return {
      key,
      title,
      columns: [minutes, numberColumn(say('review.table.visits'))],
      rows: waits.count === 0 ? [] : waits.bins.map((bin): Cell[] => [binLabel(bin), bin.count]),
    }
  const count = (at: number, end: string): number =>
    waits.dots.filter((dot) => dot.minutes === at && dot.end === end).length
  return {
    key,
    title,
    columns: [
      minutes,
      numberColumn(say('review.table.met')),
      numberColumn(say('review.table.left')),
      numberColumn(say('review.table.openEnd')),
    ],
    rows: [...new Set(waits.dots.map((dot) => dot.minutes))].map((at): Cell[] => [
      at,
      count(at, 'met'),
      count(at, 'left'),
      count(at, 'open'),
    ]),
  }
}

export function longestTable({ figures, longestWaits }: Review, words: ReviewWords): ReviewTable {
  return {
    key: 'longest',
    title: measureOf('longestWaits').name,
    columns: [
      { label: say('review.table.visit') },
      { label: say('review.table.ended') },
      numberColumn(say('review.table.withSomeone')),
    ],
    rows: longestWaits.map(({ arrivedAt, minutes, end }): Cell[] => [
      say('review.longest.arrived', {
        time: momentInWords(arrivedAt, figures, words, localDay(arrivedAt, words.zone)),
      }),
      say(`review.longest.${end}`),
      minutes,
    ]),
  }
}
