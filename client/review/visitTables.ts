/* Why: the tables about who came, when, how and why, and who was alongside by role and agency. */
import type { Figures } from '../../shared/contract/review.ts'
import { reasons } from '../../shared/lists/reasons.ts'
import { waysOfComing } from '../../shared/lists/waysOfComing.ts'
import { measureOf, type MeasureKey } from '../../shared/measures/measures.ts'
import { displayOf } from '../../shared/measures/smallNumbers.ts'
import { percentage } from '../../shared/measures/statistics.ts'
import { say } from '../i18n/i18n.ts'
import type { Cell, Column, ReviewTable } from './reviewTable.ts'
import { groupLabel, type ReviewWords } from './reviewWords.ts'

export const numberColumn = (label: string): Column => ({ label, isNumber: true })
const nameOf = (key: MeasureKey): string => measureOf(key).name

/** Counts with a percentage beside them where `base` is large enough for one. */
export function countColumns(first: string, second: string, base: number): Column[] {
  const columns = [{ label: first }, numberColumn(second)]
  return displayOf(base).hasPercentages ? [...columns, numberColumn(say('review.table.percent'))] : columns
}
export const countRow = (label: string, count: number, base: number, isAnswer = true): Cell[] =>
  displayOf(base).hasPercentages ? [label, count, isAnswer ? percentage(count, base) : null] : [label, count]

/** The plain counts, each out of what it is a part of. */
export function figuresTable(figures: Figures, words: ReviewWords): ReviewTable {
  const { visits, toWithSomeone } = figures
  const row = (key: MeasureKey, count: number, of: number | null): Cell[] => [nameOf(key), count, of]
  return {
    key: 'figures',
    title: say('review.also.heading2'),
    columns: [
      { label: say('review.table.measure') },
      numberColumn(say('review.table.number')),
      numberColumn(say('review.table.outOf')),
    ],
    rows: [
      row('visits', visits, null),
      ...figures.byChannel.map(({ key, count }): Cell[] => [words.label('channels', key), count, visits]),
      row('people', figures.people, null),
      row('visitsNotIdentified', figures.visitsNotIdentified, visits),
      row('newToUs', figures.newToUs, figures.people),
      row('carers', figures.carers, null),
      row('outOfHours', figures.outOfHours, visits),
      row('welcomedOnArrival', figures.welcomedOnArrival, visits),
      row('leftUnwelcomed', figures.leftUnwelcomed, figures.ended),
      row('wantedNobody', figures.wantedNobody, visits),
      row('leftFirst', toWithSomeone.left, toWithSomeone.count),
      row('stillWaiting', toWithSomeone.open, toWithSomeone.count),
      row('openLong', figures.openLong, null),
      [say('review.table.hours'), figures.hours, null],
    ],
  }
}

/** '2', or '1 to 3' where it changed within the hour. */
export function onCell({ least, most }: { least: number; most: number }): Cell {
  return least === most ? least : say('review.table.range', { least, most })
}

/** Hours that are still to come are blank: nobody knows yet, which isn't nobody. */
export function hoursTable({ arrivals, on, to }: Figures): ReviewTable {
  return {
    key: 'hours',
    title: say(on.length > 0 ? 'review.hours.heading' : 'review.hours.headingDays'),
    columns: [
      { label: say('review.table.hourFrom') },
      numberColumn(say('review.table.visits')),
      ...on.map(({ group }) => numberColumn(groupLabel(group))),
    ],
    rows: arrivals.map(({ label, count, from }, i) => [
      label,
      from === null || from < to ? count : null,
      ...on.map(({ slots }): Cell => {
        const slot = slots[i]
        return slot && (from === null || from < to) ? onCell(slot) : null
      }),
    ]),
  }
}

/** Whether a key is an answer: not asked and rather not say are none. */
export const isAnswer = (key: string | null): boolean =>
  key !== null && !waysOfComing.some((way) => way.key === key && way.isNoAnswer)

/** Visits with an answer to one of the two questions about how people come. */
export const answeredWays = (rows: Figures['cameBy']): number =>
  rows.reduce((sum, row) => sum + (isAnswer(row.key) ? row.count : 0), 0)

export function waysTable(key: 'cameBy' | 'suggestedBy', figures: Figures, words: ReviewWords): ReviewTable {
  const base = figures.visits
  return {
    key,
    title: nameOf(key),
    columns: countColumns(say('review.table.answer'), say('review.table.visits'), base),
    rows: figures[key].map((row) => countRow(words.label('waysOfComing', row.key), row.count, base)),
  }
}

/** The reasons that may be seen: one never may, and what is no reason is coverage. Checked here once more. */
export const seenReasons = (figures: Figures): { key: string; count: number }[] =>
  figures.reasons.rows.flatMap(({ key, count }) =>
    key === null || reasons.some((one) => one.key === key && one.neverOnBoard) ? [] : [{ key, count }],
  )

export function reasonsTable(figures: Figures, words: ReviewWords): ReviewTable {
  const base = figures.reasons.peopleWithAny
  return {
    key: 'reasons',
    title: nameOf('reasons'),
    columns: countColumns(say('review.table.reason'), say('review.table.people'), base),
    rows: seenReasons(figures).map((row) => countRow(words.label('reasons', row.key), row.count, base)),
  }
}

const byName = (a: readonly Cell[], b: readonly Cell[]): number =>
  String(a[0]).localeCompare(String(b[0]), 'en-GB')

/** By name, not by number: who was there, never who did most. */
export function rolesTable({ alongside }: Figures, words: ReviewWords): ReviewTable {
  return {
    key: 'byRole',
    title: nameOf('alongsideByRole'),
    columns: [{ label: say('review.table.role') }, numberColumn(say('review.table.visits'))],
    rows: alongside.byRole.map(({ role, visits }): Cell[] => [words.role(role), visits]).toSorted(byName),
  }
}

export function agencyTable({ alongside }: Figures): ReviewTable {
  return {
    key: 'byAgency',
    title: nameOf('alongsideByAgency'),
    columns: [{ label: say('review.table.agency') }, numberColumn(say('review.table.visits'))],
    rows: alongside.byAgency.map(({ agency, visits }): Cell[] => [agency, visits]).toSorted(byName),
  }
}
