/**
 * Days that are over are kept, and still right: after whatever was told late, put right, taken back or joined to a
 * person, a review says what a plain recount of every row says. A seed that failed stays here by its number.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Figures } from '../../../shared/contract/review.ts'
import { addDays, localDay } from '../../../shared/domain/days.ts'
import { fakeClock, hours, minutes } from '../../fakeClock.ts'
import { startCentre, type TestCentre, type WorkerName } from '../../harness.ts'
import { seeded } from '../../seeded.ts'
import { plainRecount } from './plainRecount.ts'

const zone = 'Europe/London'
/** Clocks go back on the 25th. */
const start = Date.UTC(2026, 9, 21, 9)
const people: string[] = []
let centre: TestCentre

beforeAll(async () => {
  centre = await startCentre({ clock: fakeClock(start) })
  for (const name of ['Sam', 'Rosa', 'Dev', 'Ines']) {
    people.push(String((await centre.as('desk').call('person.add', { name })).body.id))
  }
})
afterAll(() => centre.close())

/** One of the things that can be done to any visit of the last days, at once or told late; refusals are fine. */
async function something({ of, below, chance }: ReturnType<typeof seeded>, visits: string[]): Promise<void> {
  const now = centre.clock.now()
  const late = chance(0.3) ? { occurredAt: now - minutes(below(3 * 24 * 60)) } : {}
  const by = of<WorkerName>(['peer', 'clinician', 'housing', 'peer2'])
  const desk = centre.as('desk')
  const visitId = visits.length > 0 ? visits[Math.max(0, visits.length - 1 - below(12))]! : ''
  const personId = of(people)
  const act = visits.length === 0 ? 0 : below(12)
  if (act <= 2) {
    const answer = await desk.call('visit.arrive', {
      ...late,
      ...(chance(0.5) ? { personId } : {}),
      ...(chance(0.5) ? { wants: [of(['peer', 'justToBeHere', 'anyone'])] } : {}),
      ...(chance(0.6) ? { reasons: [of(['sleep', 'debt', 'someoneIsHurtingMe']), 'housing'] } : {}),
      ...(chance(0.3) ? { cameBy: 'walk_in', feeling: below(11), welcomed: true } : {}),
      ...(chance(0.2) ? { spaceId: of([centre.spaces.guestRoom, centre.spaces.lounge]) } : {}),
    })
    if (answer.status === 200) visits.push(String(answer.body.id))
  } else if (act === 3) await desk.call('visit.welcome', { visitId, ...late })
  else if (act === 4) await centre.as(by).call('visit.beginWith', { visitId, ...late })
  else if (act === 5) await centre.as(by).call('visit.join', { visitId, ...late })
  else if (act <= 7)
    await desk.call('visit.leave', {
      ...{ visitId, ...late },
      ...(chance(0.5) ? { feeling: below(11), gotWhatCameFor: of(['yes', 'no', 'ratherNotSay']) } : {}),
      ...(chance(0.5) ? { feltWelcome: 'mostly', toldAgain: 'once', helped: ['connected'] } : {}),
    })
  else if (act === 8)
    await desk.call('visit.change', {
      visitId,
      ...(chance(0.5) ? { arrivedAt: now - minutes(below(4 * 24 * 60)) } : { suggestedBy: 'gp' }),
      ...(chance(0.3) ? { reasonsAdded: ['loneliness'], spaceId: centre.spaces.guestRoom } : {}),
    })
  else if (act === 9) await desk.call('visit.joinPerson', { visitId, personId })
  else if (act === 10) await desk.call('visit.partPerson', { visitId })
  else await centre.as('manager').call(of(['visit.retract', 'visit.reopen']), { visitId })
}

/** The review and the recount of some ranges, held against each other. */
async function compare({ below }: ReturnType<typeof seeded>): Promise<void> {
  const now = centre.clock.now()
  const today = localDay(now, zone)
  const some = addDays(today, -below(8))
  for (const [from, to] of [
    [addDays(today, -14), today],
    [addDays(today, -6), addDays(today, -1)],
    [addDays(some, -below(4)), some],
    [some, some],
  ] as const) {
    const { status, body } = await centre.as('manager').ask('review.range', { from, to })
    expect(status).toBe(200)
    const { on: _on, ...figures } = body.figures as Figures
    const of = { centreId: centre.id, first: from, last: to, now }
    expect(figures, `${from} to ${to}`).toEqual(await plainRecount(centre.db.read, of))
  }
}

test.each([1, 2])('seed %i: a week with everything told late, put right and taken back', async (seed) => {
  const chance = seeded(seed)
  const visits: string[] = []
  for (let round = 0; round < 14; round++) {
    for (let i = 0; i < 12; i++) {
      centre.clock.pass(minutes(chance.below(20)))
      await something(chance, visits)
    }
    centre.clock.pass(hours(10))
    await compare(chance)
  }
  expect(visits.length).toBeGreaterThan(10)
  expect(centre.faults).toEqual([])
})

test('what is told, put right or taken back on one day counts anew on another', async () => {
  const desk = centre.as('desk')
  const does = async (sent: Promise<{ status: number; body: unknown }>) => {
    const { status, body } = await sent
    expect(status, JSON.stringify(body)).toBe(200)
    return (body as { id: string }).id
  }
  const on = (day: number, hour = 12) => Date.UTC(2026, 11, day, hour)
  const personId = await does(desk.call('person.add', { name: 'Ada' }))
  const seen = async (day: number) => {
    const of = `2026-12-0${day}`
    const { body } = await centre.as('manager').ask('review.range', { from: of, to: of })
    const { newToUs, ended } = body.figures as Figures
    return { newToUs, ended }
  }
  centre.clock.set(on(1))
  const first = await does(desk.call('visit.arrive', { personId }))
  const open = await does(desk.call('visit.arrive', {}))
  centre.clock.set(on(1, 13))
  await does(desk.call('visit.leave', { visitId: first }))
  centre.clock.set(on(3))
  const second = await does(desk.call('visit.arrive', { personId }))
  centre.clock.set(on(3, 13))
  await does(desk.call('visit.leave', { visitId: second }))
  centre.clock.set(on(5))
  expect([await seen(1), await seen(2), await seen(3)]).toEqual([
    { newToUs: 1, ended: 1 },
    { newToUs: 0, ended: 0 },
    { newToUs: 0, ended: 1 },
  ])

  await does(desk.call('visit.leave', { visitId: open, occurredAt: on(2) }))
  expect(await seen(2)).toEqual({ newToUs: 0, ended: 1 })
  await does(centre.as('manager').call('visit.retract', { visitId: first }))
  expect([await seen(1), await seen(3)]).toEqual([
    { newToUs: 0, ended: 0 },
    { newToUs: 1, ended: 1 },
  ])
  const late = await does(desk.call('visit.arrive', { arrivedAt: on(2) }))
  await does(desk.call('visit.leave', { visitId: late, occurredAt: on(4) }))
  await does(desk.call('visit.joinPerson', { visitId: late, personId }))
  expect([await seen(2), await seen(3), await seen(4)]).toEqual([
    { newToUs: 1, ended: 1 },
    { newToUs: 0, ended: 1 },
    { newToUs: 0, ended: 1 },
  ])
  await does(desk.call('visit.change', { visitId: late, arrivedAt: on(4, 11) }))
  expect([await seen(2), await seen(3)]).toEqual([
    { newToUs: 0, ended: 1 },
    { newToUs: 1, ended: 1 },
  ])
  await does(desk.call('visit.partPerson', { visitId: late }))
  expect((await seen(3)).newToUs).toBe(1)

  // Erased, a visit is nobody's: whoever comes after it comes for the first time.
  await does(desk.call('visit.joinPerson', { visitId: open, personId }))
  expect([await seen(1), await seen(3)]).toMatchObject([{ newToUs: 1 }, { newToUs: 0 }])
  await does(centre.as('manager').call('visit.erase', { visitId: open, why: 'theyAsked' }))
  expect([await seen(1), await seen(3)]).toMatchObject([{ newToUs: 0 }, { newToUs: 1 }])
})
