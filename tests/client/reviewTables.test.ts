// The tables of a review: the same numbers on the page and in the CSV, nothing of few that few can't bear, and the
// one reason that may be seen nowhere.
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeAll, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { csvName, reviewCsv } from '../../client/review/reviewCsv.ts'
import ReviewFigures from '../../client/review/ReviewFigures.vue'
import { cellText } from '../../client/review/reviewTable.ts'
import { reviewTables } from '../../client/review/reviewTables.ts'
import type { Review } from '../../shared/contract/review.ts'
import { Review as ReviewSchema } from '../../shared/contract/review.ts'
import { exampleReview, exampleWords } from './reviewExample.ts'

beforeAll(() => loadWords('review'))

const tableOf = (key: string, review: Review = exampleReview) =>
  reviewTables(review, exampleWords).find((table) => table.key === key)!

async function page(review: Review) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:all(.*)*', component: { render: () => null } }],
  })
  await router.push('/review')
  return mount(ReviewFigures, {
    props: { review, words: exampleWords },
    global: { plugins: [createPinia(), i18n, router] },
  })
}

/** Fields of CSV as RFC 4180 writes them, with the mark at the start taken away. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, field = '', end] of text.slice(1).matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|$)/g)) {
    rows.at(-1)!.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows
}

describe('the tables of a review', () => {
  it('are made from an answer that the contract knows', () => {
    expect(ReviewSchema.parse(exampleReview)).toEqual(exampleReview)
  })

  it('say on the page what the CSV says, to the last digit', async () => {
    const csv = readCsv(await reviewCsv(exampleReview, exampleWords, 'Lantern House'))
    const shown = await page(exampleReview)
    for (const table of reviewTables(exampleReview, exampleWords)) {
      const from = csv.findIndex((row) => row.length === 1 && row[0] === table.title)
      expect(from, table.title).toBeGreaterThan(0)
      const inFile = csv.slice(from + 2, from + 2 + table.rows.length)
      const onPage = shown
        .find(`[data-table="${table.key}"]`)
        .findAll('tbody tr')
        .map((row) =>
          row
            .findAll('th, td:not([aria-hidden])')
            // Beside other days a length of time has its unit on the page.
            .map((cell) => cell.text().replace(/ min$/, '')),
        )
      expect(onPage, table.key).toEqual(inFile)
      expect(inFile, table.key).toEqual(table.rows.map((row) => row.map(cellText)))
    }
  })

  it('head the file with the centre, the days, when and by which definitions', async () => {
    const csv = readCsv(await reviewCsv(exampleReview, exampleWords, '=Lantern House'))
    expect(csv.slice(0, 5)).toEqual([
      // What a spreadsheet could take for a formula is only text.
      ['Centre', "'=Lantern House"],
      ['Days', 'Wednesday 11 November 2026'],
      ['Worked out', 'Thursday 12 November 2026, 07:42'],
      ['Measures’ version', '1'],
      ['For the centre’s own use'],
    ])
    expect(csvName(exampleReview.figures)).toBe('review 2026-11-11.csv')
  })

  it('add up as the day does', () => {
    const sum = (key: string, column: number) =>
      tableOf(key).rows.reduce((all, row) => all + Number(row[column]), 0)
    expect(sum('hours', 1)).toBe(38)
    expect(sum('cameBy', 1)).toBe(38)
    expect(sum('suggestedBy', 1)).toBe(38)
    expect(sum('toWelcome', 1) + sum('toWelcome', 2) + sum('toWelcome', 3)).toBe(32)
    expect(sum('toWithSomeone', 1) + sum('toWithSomeone', 2) + sum('toWithSomeone', 3)).toBe(33)
    expect(sum('feelings', 2)).toBe(18)
  })

  it('never name the reason that may be seen nowhere, nor a person, nor a worker', async () => {
    const csv = await reviewCsv(exampleReview, exampleWords, 'Lantern House')
    const shown = (await page(exampleReview)).html()
    for (const text of [csv, shown]) {
      expect(text).not.toContain('someoneIsHurtingMe')
      expect(text).not.toContain('Guest, blue')
    }
    expect(tableOf('reasons').rows).toHaveLength(24)
  })

  it('leave a middle of few blank, and percentages of fewer than 20', () => {
    const { figures } = exampleReview
    const waits = { ...figures.toWelcome, count: 4, dots: figures.toWelcome.dots.slice(0, 4) }
    const few: Review = {
      ...exampleReview,
      figures: { ...figures, toWelcome: waits, reasons: { ...figures.reasons, peopleWithAny: 19 } },
    }
    const [, middle, ninth] = tableOf('waits', few).rows
    expect([middle?.[1], middle?.[2], ninth?.[1]]).toEqual([null, 12, null])
    expect(tableOf('reasons', few).columns).toHaveLength(2)
    expect(tableOf('reasons').rows[0]).toEqual(['thoughtsOfSuicide', 13, 54])
  })

  it('stand in bins where there are too many visits for dots', () => {
    const { figures } = exampleReview
    const bins = [
      { from: 0, to: 5, count: 150 },
      { from: 5, to: null, count: 10 },
    ]
    const many: Review = {
      ...exampleReview,
      figures: { ...figures, toWelcome: { ...figures.toWelcome, count: 160, dots: [], bins } },
    }
    expect(tableOf('toWelcome', many).rows).toEqual([
      ['0–4', 150],
      ['5 and more', 10],
    ])
  })
})
