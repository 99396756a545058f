/**
 * Every measure by an example worked by hand: one day, written as commands, and what a manager must see of it.
 * Times are London's on 3 November 2026, when its clocks show UTC.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Review } from '../../../shared/contract/review.ts'
import { fakeClock, hours, minutes } from '../../fakeClock.ts'
import { startCentre, type TestCentre } from '../../harness.ts'
import { at, day, tell } from './told.ts'

let centre: TestCentre
let review: Review

const addPerson = async (name: string) => {
  const { body } = await centre.as('desk').call('person.add', { name })
  return String(body.id)
}

beforeAll(async () => {
  centre = await startCentre({ clock: fakeClock(at('08:00', '2026-11-02')) })
  const sam = await addPerson('Sam')
  const rosa = await addPerson('Rosa')
  const dev = await addPerson('Dev')
  // The day before: Sam once, and somebody who came late and was still waiting at midnight.
  await tell(centre, {
    came: '10:00',
    on: '2026-11-02',
    hello: '10:05',
    with: '10:10',
    left: '11:00',
    person: sam,
  })
  await tell(centre, { came: '23:50', on: '2026-11-02', hello: '23:55', with: '00:10', left: '00:40' })

  centre.clock.set(at('07:30'))
  await centre.as('peer').call('team.on', {})
  await tell(centre, {
    came: '09:00',
    hello: '09:02',
    with: '09:10',
    left: '10:00',
    person: sam,
    arrive: { reasons: ['sleep', 'debt'], cameBy: 'walk_in', feeling: 3 },
    bye: { feeling: 5, gotWhatCameFor: 'yes', feltWelcome: 'yes', helped: ['connected'] },
  })
  await tell(centre, {
    came: '12:00',
    hello: '12:04',
    with: '12:30',
    by: 'clinician',
    left: '13:00',
    person: sam,
    arrive: { reasons: ['sleep', 'someoneIsHurtingMe'], feeling: 4 },
    bye: { feeling: 4, gotWhatCameFor: 'partly' },
  })
  centre.clock.set(at('13:00'))
  await centre.as('peer').call('team.off', {})
  await tell(centre, {
    came: '14:00',
    hello: '14:06',
    with: '14:50',
    by: 'housing',
    left: '15:00',
    person: rosa,
    arrive: { reasons: ['housing'], cameBy: 'walk_in', feeling: 6 },
    bye: { feeling: 4, gotWhatCameFor: 'ratherNotSay' },
  })
  await tell(centre, { came: '16:00', left: '16:20', person: dev })
  await tell(centre, {
    came: '17:00',
    left: '18:00',
    arrive: { wants: ['justToBeHere'], welcomed: true, cameBy: 'from_ed' },
  })
  await tell(centre, { came: '20:00', hello: '20:01', arrive: { channel: 'phone' } })
  const mistake = await tell(centre, { came: '21:00' })
  await centre.as('desk').call('visit.retract', { visitId: mistake })

  centre.clock.set(at('07:42', '2026-11-04'))
  const answer = await centre.as('manager').ask('review.range')
  expect(answer.status).toBe(200)
  review = answer.body as Review
})
afterAll(() => centre.close())

describe('yesterday, when a manager opens the page', () => {
  test('is the local day, whole', () => {
    expect(review.figures).toMatchObject({ first: day, last: day, hours: 24, isSoFar: false })
    expect(review.workedOutAt).toBe(at('07:42', '2026-11-04'))
  })
  test('visits: six, what was logged by mistake is none', () => {
    expect(review.figures.visits).toBe(6)
    expect(review.figures.byChannel).toEqual([
      { key: 'inPerson', count: 5 },
      { key: 'phone', count: 1 },
    ])
  })
  test('people, visitsNotIdentified: three known in four visits, two visits with nobody identified', () => {
    expect(review.figures).toMatchObject({ people: 3, visitsByPeople: 4, visitsNotIdentified: 2 })
  })
  test('newToUs: Rosa and Dev, not Sam who came the day before', () => {
    expect(review.figures.newToUs).toBe(2)
  })
  test('outOfHours: 17:00 and 20:00', () => {
    expect(review.figures.outOfHours).toBe(2)
  })
  test('arrivalsByHour: one in each of six hours, none in the others', () => {
    const busy = review.figures.arrivals.filter((one) => one.count > 0)
    expect(review.figures.arrivals).toHaveLength(24)
    expect(busy.map((one) => [one.label, one.count])).toEqual([
      ['09:00', 1],
      ['12:00', 1],
      ['14:00', 1],
      ['16:00', 1],
      ['17:00', 1],
      ['20:00', 1],
    ])
  })
  test('onByHour: a peer from 07:30 to 13:00', () => {
    const [peers] = review.figures.on
    expect(review.figures.on).toHaveLength(1)
    expect(peers?.slots.map((slot) => `${slot.least}${slot.most}`).join(' ')).toBe(
      [
        ...Array<string>(7).fill('00'),
        '01',
        ...Array<string>(5).fill('11'),
        ...Array<string>(11).fill('00'),
      ].join(' '),
    )
  })
  test('cameBy: walked in twice, not asked last', () => {
    expect(review.figures.cameBy[0]).toEqual({ key: 'walk_in', count: 2 })
    expect(review.figures.cameBy.at(-1)).toEqual({ key: null, count: 3 })
  })
  test('reasons, reasonCoverage: of the two people with any, each once for a reason; the hidden one is nowhere', () => {
    expect(review.figures.reasons).toEqual({
      peopleWithAny: 2,
      of: 3,
      rows: [
        { key: 'debt', count: 1 },
        { key: 'housing', count: 1 },
        { key: 'sleep', count: 1 },
      ],
    })
    expect(JSON.stringify(review)).not.toContain('someoneIsHurtingMe')
  })
  test('toWelcome, welcomedOnArrival, leftUnwelcomed: 1, 2, 4, 6 minutes and one who left after 20 without', () => {
    const { count, median, ninetieth, longest, left, open, carried } = review.figures.toWelcome
    expect({ count, median, ninetieth, longest, left, open, carried }).toEqual({
      count: 5,
      median: 4,
      ninetieth: 20,
      longest: 20,
      left: 1,
      open: 0,
      carried: 0,
    })
    expect(review.figures).toMatchObject({ welcomedOnArrival: 1, leftUnwelcomed: 1 })
  })
  test('toWithSomeone, leftFirst, stillWaiting, wantedNobody: 10, 30, 50, one left after 20, one open, one carried over midnight', () => {
    const { count, median, longest, left, open, carried, dots } = review.figures.toWithSomeone
    expect({ count, left, open, carried }).toEqual({ count: 6, left: 1, open: 1, carried: 1 })
    expect(dots).toEqual([
      { minutes: 10, end: 'met' },
      { minutes: 20, end: 'left' },
      { minutes: 20, end: 'met' },
      { minutes: 30, end: 'met' },
      { minutes: 50, end: 'met' },
      { minutes: 240, end: 'open' },
    ])
    expect({ median, longest }).toEqual({ median: 25, longest: 240 })
    expect(review.figures.wantedNobody).toBe(1)
  })
  test('longestWaits: they lead down to the visits', () => {
    expect(review.longestWaits.map((one) => [one.minutes, one.end])).toEqual([
      [240, 'open'],
      [50, 'met'],
      [30, 'met'],
      [20, 'left'],
      [20, 'met'],
      [10, 'met'],
    ])
    expect(review.longestWaits[1]).toMatchObject({ label: 'Rosa', arrivedAt: at('14:00') })
  })
  test('alongsideByRole, alongsideByAgency: by role and agency, by name', () => {
    expect(review.figures.alongside).toEqual({
      visits: 3,
      byRole: [
        { role: 'clinician', visits: 1 },
        { role: 'housing', visits: 1 },
        { role: 'peer', visits: 1 },
      ],
      byAgency: [
        { agency: 'The Charity', visits: 2 },
        { agency: 'The Trust', visits: 1 },
      ],
    })
  })
  test('gotWhatCameFor, feltWelcome, whatHelped: two answered of six who left; four states apart', () => {
    expect(review.figures.gotWhatCameFor).toEqual({
      answered: 2,
      of: 6,
      rows: [
        { key: 'yes', count: 1 },
        { key: 'partly', count: 1 },
        { key: 'no', count: 0 },
        { key: 'ratherNotSay', count: 1 },
        { key: 'notAsked', count: 3 },
      ],
    })
    expect(review.figures.feltWelcome).toMatchObject({ answered: 1, of: 6 })
    expect(review.figures.whatHelped).toEqual({ answered: 1, of: 6, rows: [{ key: 'connected', count: 1 }] })
  })
  test('feelingPairs: three pairs, one up, one the same, one down', () => {
    expect(review.figures.feeling).toMatchObject({
      pairs: 3,
      of: 6,
      up: 1,
      same: 1,
      down: 1,
      medianBefore: 4,
      medianAfter: 4,
      meanChange: 0,
    })
    expect(review.figures.feeling.lines).toHaveLength(3)
  })
  test('openLong: none for more than twelve hours at midnight', () => {
    expect(review.figures.openLong).toBe(0)
  })
  test('beside it: the day before and the same weekday a week before', () => {
    expect(review.beside.map(({ which, figures }) => [which, figures.first, figures.visits])).toEqual([
      ['before', '2026-11-02', 2],
      ['weekBefore', '2026-10-27', 0],
    ])
  })
})

describe('other ranges', () => {
  const ask = async (from: string, to = from) => {
    const { status, body } = await centre.as('manager').ask('review.range', { from, to })
    return { status, body: body as Review & { error: string } }
  }
  test('the wait that crossed midnight is open on its own day, at the length it had reached', async () => {
    const { toWithSomeone } = (await ask('2026-11-02')).body.figures
    expect(toWithSomeone).toMatchObject({ count: 2, open: 1, longest: 10 })
  })
  test('the day the clocks go back has 25 hours, and both of its one o’clocks', async () => {
    const { figures } = (await ask('2026-10-25')).body
    expect(figures.hours).toBe(25)
    expect(figures.arrivals.map((one) => one.label).filter((label) => label.startsWith('01:'))).toHaveLength(
      2,
    )
  })
  test('today so far ends now, and stands beside as much of the day before', async () => {
    const { figures, beside } = (await ask('2026-11-04')).body
    expect(figures).toMatchObject({ isSoFar: true, to: centre.clock.now(), hours: 8 })
    expect(beside[0]?.figures.to).toBe(at('07:42'))
  })
  test('two days together count each visit once', async () => {
    const { figures, beside } = (await ask('2026-11-02', day)).body
    expect(figures).toMatchObject({ visits: 8, people: 3, newToUs: 3, hours: 48 })
    expect(beside.map((one) => one.which)).toEqual(['before'])
  })
  test('a range that ends before it begins, or a day that isn’t one, is answered 400', async () => {
    expect((await ask(day, '2026-11-01')).status).toBe(400)
    expect((await ask('2026-02-30')).status).toBe(400)
  })
  test('a day on which nobody came has no middle figure', async () => {
    const { figures, longestWaits } = (await ask('2026-09-01')).body
    expect(figures).toMatchObject({
      visits: 0,
      people: 0,
      toWelcome: { count: 0, median: null, longest: null },
    })
    expect(longestWaits).toEqual([])
  })
  test('a late entry changes the day that it belongs to', async () => {
    await centre.as('desk').call('visit.arrive', { arrivedAt: at('22:00') })
    expect((await ask(day)).body.figures.visits).toBe(7)
    expect(centre.clock.now() - at('22:00')).toBeLessThan(hours(24) + minutes(0))
  })
})
