// What a review says in words: enough on a full day, no more than it bears on a small one, and which days.
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { beforeAll, describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { i18n, loadWords } from '../../client/i18n/i18n.ts'
import { hoursLayout } from '../../client/review/hoursLayout.ts'
import { busiestSentence, lateSentence } from '../../client/review/hourSentences.ts'
import ReviewFigures from '../../client/review/ReviewFigures.vue'
import { namedRanges, neighbour, rangeOfAddress, troubleOf } from '../../client/review/reviewRange.ts'
import { leadSentences, nobodySentence, workedOutSentence } from '../../client/review/reviewSentences.ts'
import { wholeTicks } from '../../client/review/scale.ts'
import { hoursTable } from '../../client/review/visitTables.ts'
import { waitLayout } from '../../client/review/waitLayout.ts'
import { fewWaits } from '../../client/review/waitSentences.ts'
import type { Figures, Review } from '../../shared/contract/review.ts'
import { exampleDay, exampleReview, exampleWords } from './reviewExample.ts'

beforeAll(() => loadWords('review'))

const none = {
  count: 0,
  median: null,
  ninetieth: null,
  longest: null,
  left: 0,
  open: 0,
  carried: 0,
  dots: [],
  bins: [],
}
const quiet: Figures = {
  ...exampleDay,
  visits: 0,
  people: 0,
  visitsByPeople: 0,
  visitsNotIdentified: 0,
  newToUs: 0,
  arrivals: exampleDay.arrivals.map((slot) => ({ ...slot, count: 0 })),
  toWelcome: none,
  toWithSomeone: none,
}

describe('the sentences of a review', () => {
  it('say what happened, with what matters in bold', () => {
    expect(leadSentences(exampleDay)).toBe(
      '*38 visits* by at least *31 people*, nine of them here for the first time. Half had someone with them ' +
        'within *12 minutes*; one person left before anyone was with them, and one was still waiting at midnight.',
    )
    expect(workedOutSentence(exampleReview, exampleWords)).toContain('Thursday 12 November 2026 at 07:42')
  })

  it('claim no middle of four waits, and nothing of nobody', () => {
    const dots = exampleDay.toWithSomeone.dots.slice(0, 4)
    const few = { ...exampleDay.toWithSomeone, count: 4, dots, longest: 5, left: 0, open: 0 }
    expect(leadSentences({ ...exampleDay, toWithSomeone: few })).toContain(
      'The longest wait for someone was *5 minutes*',
    )
    expect(fewWaits(few)).toBe(
      '4 waits: 3 minutes, 4 minutes, 5 minutes and 5 minutes. Too few for a picture.',
    )
    const unknown = { ...exampleDay, visits: 1, people: 0, toWithSomeone: none }
    expect(leadSentences(unknown)).toBe('*1 visit*, with nobody identified. Nobody wanted someone with them.')
  })

  it('say that nobody came, and who was on, without a figure', () => {
    expect(nobodySentence(quiet)).toBe(
      'Nobody came in, phoned or wrote on this day. At least three workers were on throughout.',
    )
    expect(nobodySentence({ ...quiet, isSoFar: true, hours: 9 })).toBe(
      'Nobody has come in, phoned or written yet.',
    )
  })

  it('name the busiest hour, and from when people came and nobody from housing was here', () => {
    expect(busiestSentence(exampleDay)).toBe('10:00 was busiest, with 4 visits.')
    expect(lateSentence(exampleDay)).toBe(
      'After 17:00, 11 visits began and nobody from housing, benefits and debt or employment was here.',
    )
    expect(lateSentence({ ...exampleDay, isSoFar: true })).toBe('')
  })
})

describe('the page', () => {
  const at = async (review: Review) => {
    const router = createRouter({
      history: createMemoryHistory(),
      routes: [{ path: '/:all(.*)*', component: { render: () => null } }],
    })
    const page = mount(ReviewFigures, {
      props: { review, words: exampleWords },
      global: { plugins: [createPinia(), i18n, router] },
    })
    await flushPromises()
    return page
  }

  it('draws each picture as one sentence, with every number in a table that a press opens', async () => {
    const page = await at(exampleReview)
    const pictures = page.findAll('[role="img"]')
    expect(pictures.length).toBeGreaterThan(7)
    for (const picture of pictures) expect(picture.attributes('aria-label')).toMatch(/\.$/)
    const opener = page.get('[data-table="hours"] button')
    expect(opener.attributes('aria-expanded')).toBe('false')
    await opener.trigger('click')
    expect(opener.attributes('aria-expanded')).toBe('true')
    expect(page.get('[data-table="hours"] .figure-scroll').classes()).not.toContain('is-shut')
  })

  it('leads down to the visits that waited longest', async () => {
    const links = (await at(exampleReview)).findAll('[data-table="longest"] a')
    expect(links.map((link) => link.text())).toContain('Arrived 18:30')
    expect(links[0]!.attributes('href')).toBe(`/visit/${exampleReview.longestWaits[0]!.visitId}`)
  })

  it('has no picture and no five figures where nobody came', async () => {
    const page = await at({ ...exampleReview, figures: quiet, longestWaits: [] })
    expect(page.findAll('[role="img"]')).toEqual([])
    expect(page.find('.keys').exists()).toBe(false)
    expect(page.text()).toContain('33 visits')
  })
})

describe('the days of an address', () => {
  it('are read, and are none where they are no days', () => {
    expect(rangeOfAddress({ from: '2026-11-11', to: '2026-11-17' })).toEqual({
      from: '2026-11-11',
      to: '2026-11-17',
    })
    expect(rangeOfAddress({ from: '2026-11-11' })).toEqual({ from: '2026-11-11', to: '2026-11-11' })
    for (const query of [
      {},
      { from: '2026-02-30' },
      { from: '2026-11-12', to: '2026-11-11' },
      { from: ['x'] },
    ])
      expect(rangeOfAddress(query)).toBeNull()
    expect(troubleOf('2000-01-01', '2026-01-01')).toBe('tooLong')
  })

  it('have names and neighbours', () => {
    expect(namedRanges('2026-11-12').map(({ days }) => days)).toEqual([
      { from: '2026-11-11', to: '2026-11-11' },
      { from: '2026-11-12', to: '2026-11-12' },
      { from: '2026-11-05', to: '2026-11-11' },
    ])
    expect(neighbour({ from: '2026-11-05', to: '2026-11-11' }, -1)).toEqual({
      from: '2026-10-29',
      to: '2026-11-04',
    })
  })
})

describe('the pictures', () => {
  it('start at zero, in whole numbers, and reach the highest', () => {
    for (const most of [0, 1, 2, 4, 7, 38, 151, 4_000]) {
      const ticks = wholeTicks(most, 3)
      expect(ticks[0]).toBe(0)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most)
      expect(ticks.every(Number.isInteger)).toBe(true)
    }
  })

  it('show every wait as a dot that hides no other, on wide and on narrow screens', () => {
    for (const width of [328, 1130]) {
      const { dots, radius } = waitLayout(exampleDay.toWithSomeone.dots, width)
      expect(dots).toHaveLength(33)
      for (const [i, one] of dots.entries())
        for (const other of dots.slice(i + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(radius)
    }
  })

  it('keep every hour and everybody on within their width', () => {
    for (const width of [328, 1130]) {
      const { bars, bands, barWidth } = hoursLayout(exampleDay, width)
      expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(38)
      expect(Math.max(...bars.map((bar) => bar.x + barWidth))).toBeLessThanOrEqual(width)
      const last = bands[0]!.runs.at(-1)!
      expect(last.x + last.width).toBeCloseTo(width)
    }
  })

  it('leave the hours to come empty, which isn’t nobody', () => {
    const noon = exampleDay.from + 12 * 3_600_000
    const soFar = { ...exampleDay, to: noon, isSoFar: true }
    const housing = hoursLayout(soFar, 1130).bands.find((band) => band.group === 'housing')!
    expect(housing.runs.map((run) => run.most)).toEqual([0, 1])
    expect(
      hoursTable(soFar)
        .rows[12]!.slice(1)
        .every((cell) => cell === null),
    ).toBe(true)
    expect(hoursTable(soFar).rows[11]![1]).toBe(3)
  })
})
