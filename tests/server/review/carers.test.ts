/** Carers and supporters in a review: whoever came and is tied to somebody as their supporter, counted once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Figures } from '../../../shared/contract/review.ts'
import { fakeClock } from '../../fakeClock.ts'
import { startCentre, type TestCentre } from '../../harness.ts'
import { plainRecount } from './plainRecount.ts'
import { at, day, tell } from './told.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre({ clock: fakeClock(at('08:00')) })
})
afterAll(() => centre.close())

const carers = async (on = day) => {
  const { body } = await centre.as('manager').ask('review.range', { from: on, to: on })
  const figures = body.figures as Figures
  const plain = await plainRecount(centre.db.read, {
    centreId: centre.id,
    ...{ first: on, last: on, now: centre.clock.now() },
  })
  expect(figures.carers).toBe(plain.carers)
  return figures.carers
}
const does = async (name: Parameters<ReturnType<TestCentre['as']>['send']>[0], input: object) => {
  const answer = await centre.as(name === 'restriction.end' ? 'manager' : 'peer').send(name, input)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return String(answer.body.id)
}

test('carers: one known who came twice, one nobody knows; none of a tie taken back, and none whose record is restricted', async () => {
  const known = await does('person.add', { name: 'Carol' })
  const supported = await does('person.add', { name: 'Joseph' })
  const first = await tell(centre, { came: '09:00', left: '09:30', person: known })
  await tell(centre, { came: '11:00', left: '11:30', person: known })
  const unknown = await tell(centre, { came: '12:00', left: '12:30' })
  const third = await tell(centre, { came: '13:00', left: '13:30' })
  await tell(centre, { came: '14:00', left: '14:30', person: supported })
  expect(await carers()).toBe(0)

  // By a visit of hers, which counts for all of them; and once more by herself, to another.
  await does('tie.add', { supporter: first, supported })
  await does('tie.add', { supporter: known, supported: third })
  await does('tie.add', { supporter: unknown, supported })
  const wrong = await does('tie.add', { supporter: third, supported })
  expect(await carers()).toBe(3)
  await does('tie.end', { tieId: wrong })
  expect(await carers()).toBe(2)
  expect(await carers('2026-11-02')).toBe(0)

  await does('restriction.begin', { subject: known, why: 'notRight', letIn: [] })
  expect(await carers()).toBe(1)
  await does('restriction.end', { subject: known, word: 'Put right.', wereTold: true })
  await does('visit.joinPerson', { visitId: unknown, personId: known })
  expect(await carers()).toBe(1)
})
