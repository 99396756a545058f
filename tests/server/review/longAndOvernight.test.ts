/**
 * Worked by hand: goodbyes after midnight, visits open for long, who suggested it, and stories told again.
 * Times are London's in November 2026, when its clocks show UTC.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Figures, Review } from '../../../shared/contract/review.ts'
import { fakeClock } from '../../fakeClock.ts'
import { startCentre, type TestCentre } from '../../harness.ts'
import { at, day, tell } from './told.ts'

let centre: TestCentre
const ask = async (from: string, to = from): Promise<Figures> => {
  const { status, body } = await centre.as('manager').ask('review.range', { from, to })
  expect(status).toBe(200)
  return (body as Review).figures
}

beforeAll(async () => {
  centre = await startCentre({ clock: fakeClock(at('08:00', '2026-10-25')) })
  // Never said goodbye to: open for more than eight days when the third of November begins.
  await tell(centre, { came: '09:00', on: '2026-10-25', hello: '09:01' })
  // Staying in a guest room all that time.
  await tell(centre, {
    came: '09:30',
    on: '2026-10-25',
    hello: '09:31',
    arrive: { spaceId: centre.spaces.guestRoom },
  })
  // Gone on the third after more than a week; nobody had ever said hello.
  const old = await tell(centre, { came: '11:00', on: '2026-10-25' })
  // In before midnight, gone after it.
  await tell(centre, {
    came: '23:50',
    on: '2026-11-02',
    hello: '23:55',
    with: '00:10',
    left: '00:40',
    arrive: { feeling: 2, suggestedBy: 'gp' },
    bye: {
      feeling: 6,
      gotWhatCameFor: 'yes',
      feltWelcome: 'mostly',
      toldAgain: 'once',
      helped: ['connected'],
    },
  })
  // Thirteen hours, ended on the day.
  await tell(centre, {
    came: '06:00',
    hello: '06:01',
    left: '19:00',
    arrive: { suggestedBy: 'gp' },
    bye: { toldAgain: 'no' },
  })
  // Twelve hours and not a minute more.
  await tell(centre, {
    came: '06:30',
    hello: '06:31',
    left: '18:30',
    arrive: { suggestedBy: 'nobody' },
    bye: { toldAgain: 'ratherNotSay' },
  })
  centre.clock.set(at('20:00'))
  await centre.as('desk').call('visit.leave', { visitId: old, toldAgain: 'moreThanOnce' })
  // In on the third, gone on the fourth without a hello.
  await tell(centre, { came: '23:40', left: '00:20', arrive: { suggestedBy: 'not_said' } })
  centre.clock.set(at('09:00', '2026-11-05'))
})
afterAll(() => centre.close())

describe('the third of November', () => {
  test('openLong: thirteen hours, eight days without a goodbye, and nine that ended at 20:00; no guest stay', async () => {
    expect((await ask(day)).openLong).toBe(3)
  })
  test('openLong: the next day has only who is still here; the day before had both old ones', async () => {
    expect((await ask('2026-11-04')).openLong).toBe(1)
    expect((await ask('2026-11-02')).openLong).toBe(2)
  })
  test('ended: four goodbyes on the day, whenever they came; each goodbye is in one day alone', async () => {
    const [before, on, after] = [await ask('2026-11-02'), await ask(day), await ask('2026-11-04')]
    expect([before.ended, on.ended, after.ended]).toEqual([0, 4, 1])
    expect((await ask('2026-11-02', '2026-11-04')).ended).toBe(5)
  })
  test('gotWhatCameFor, feltWelcome, whatHelped: the one who left at 00:40 is in this day’s answers', async () => {
    const figures = await ask(day)
    expect(figures.gotWhatCameFor).toMatchObject({ answered: 1, of: 4 })
    expect(figures.feltWelcome.rows).toContainEqual({ key: 'mostly', count: 1 })
    expect(figures.whatHelped).toEqual({ answered: 1, of: 4, rows: [{ key: 'connected', count: 1 }] })
  })
  test('feelingPairs: 2 to 6, over midnight', async () => {
    const { feeling } = await ask(day)
    expect(feeling).toMatchObject({ pairs: 1, of: 4, up: 1, same: 0, down: 0, meanChange: 4 })
    expect((await ask('2026-11-02')).feeling).toMatchObject({ pairs: 0, of: 0 })
  })
  test('toldAgain: no, once and more than once of three who answered; one would rather not say', async () => {
    expect((await ask(day)).toldAgain).toEqual({
      answered: 3,
      of: 4,
      rows: [
        { key: 'no', count: 1 },
        { key: 'once', count: 1 },
        { key: 'moreThanOnce', count: 1 },
        { key: 'ratherNotSay', count: 1 },
        { key: 'notAsked', count: 0 },
      ],
    })
  })
  test('suggestedBy: of the three who came, each with their own answer; not said is shown as itself', async () => {
    expect((await ask(day)).suggestedBy).toEqual([
      { key: 'gp', count: 1 },
      { key: 'nobody', count: 1 },
      { key: 'not_said', count: 1 },
    ])
    expect((await ask('2026-11-02')).suggestedBy).toEqual([{ key: 'gp', count: 1 }])
  })
  test('leftUnwelcomed: on the day they left, not on the day they came', async () => {
    expect((await ask(day)).leftUnwelcomed).toBe(1)
    expect((await ask('2026-11-04')).leftUnwelcomed).toBe(1)
    expect((await ask('2026-11-02')).leftUnwelcomed).toBe(0)
  })
  test('newToUs: whoever’s first visit that counts is here, worked out again when that changes', async () => {
    const { body } = await centre.as('desk').call('person.add', { name: 'Noor' })
    const personId = String(body.id)
    const late = await tell(centre, { came: '10:00', on: '2026-11-04', left: '10:30', person: personId })
    expect((await ask('2026-11-04')).newToUs).toBe(1)
    centre.clock.set(at('09:30', '2026-11-05'))
    const early = await centre.arrive({ arrivedAt: at('15:00') })
    await centre.as('desk').call('visit.leave', { visitId: early })
    await centre.as('desk').call('visit.joinPerson', { visitId: early, personId })
    expect((await ask('2026-11-04')).newToUs).toBe(0)
    expect((await ask(day)).newToUs).toBe(1)
    await centre.as('manager').call('visit.retract', { visitId: early })
    expect((await ask('2026-11-04')).newToUs).toBe(1)
    await centre.as('desk').call('visit.partPerson', { visitId: late })
    expect((await ask('2026-11-04')).newToUs).toBe(0)
  })
})
