/** Whoever is named by a list, the log, a review or a board of the past was looked at, and can hear of it. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { looked } from '../../../db/schema/log.ts'
import type { Answer, QueryName } from '../../../shared/contract/index.ts'
import { addDays, localDay } from '../../../shared/domain/days.ts'
import { hours } from '../../fakeClock.ts'
import type { WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const ask = async <K extends QueryName>(by: WorkerName, name: K, input = {}) => {
  const { status, body } = await scene.centre.as(by).ask(name, input)
  expect(status).toBe(200)
  return body as Answer<K>
}
/** Whom this worker was shown by it. */
const shownTo = async (by: WorkerName, what: QueryName) => {
  const { read } = scene.centre.db
  const theirs = and(eq(looked.staffId, scene.staff(by)), eq(looked.what, what), isNotNull(looked.subject))
  return (await read.select().from(looked).where(theirs)).map((one) => one.subject)
}

test('by the log, each once, however often it is turned', async () => {
  const { centre, does } = scene
  const [one, other] = [await centre.arrive({ label: 'Ada' }), await centre.arrive({ label: 'Ben' })]
  const personId = await does('desk', 'person.add', { name: 'Cleo Marsh' })
  for (let i = 0; i < 2; i++) await ask('manager', 'log')
  const shown = await shownTo('manager', 'log')
  for (const id of [one, other, personId]) expect(shown.filter((seen) => seen === id)).toEqual([id])
  // What is about nobody who comes here is nobody's look.
  expect(shown).not.toContain(scene.staff('peer'))
})

test('by the log of one visit: a look at that one, and once', async () => {
  const { centre, does, staff } = scene
  const visitId = await centre.arrive({ label: 'Dot' })
  await does('peer', 'team.on', { asLead: true })
  await ask('peer', 'log', { visitId })
  await does('peer', 'team.off', {})
  const rows = await centre.db.read.select().from(looked).where(eq(looked.subject, visitId))
  expect(rows).toMatchObject([{ what: 'log', staffId: staff('peer') }])
})

test('by a board of the past', async () => {
  const { centre, does } = scene
  const visitId = await centre.arrive({ label: 'Eli' })
  const at = centre.clock.now()
  centre.clock.pass(hours(1))
  await does('desk', 'visit.leave', { visitId })
  await ask('manager', 'board.asOf', { at })
  expect(await shownTo('manager', 'board.asOf')).toContain(visitId)
})

test('by the longest waits of a review', async () => {
  const { centre, does } = scene
  const visitId = await centre.arrive({ label: 'Fay', wants: ['anyone'] })
  centre.clock.pass(hours(2))
  await does('peer', 'visit.beginWith', { visitId })
  await does('desk', 'visit.leave', { visitId })
  const day = localDay(centre.clock.now(), 'Europe/London')
  const review = await ask('manager', 'review.range', { from: addDays(day, -1), to: day })
  expect(review.longestWaits.map((one) => one.visitId)).toContain(visitId)
  expect(await shownTo('manager', 'review.range')).toContain(visitId)
})

test('by what was opened for a reason', async () => {
  const { centre, does } = scene
  const visitId = await centre.arrive({ label: 'Gil' })
  await does('clinician', 'access.open', { visitId, reason: 'They can’t be woken.' })
  await ask('manager', 'access.reviews')
  expect(await shownTo('manager', 'access.reviews')).toContain(visitId)
})

test('by what was restricted, outside a visit too: a look at the person', async () => {
  const { does } = scene
  const personId = await does('desk', 'person.add', { name: 'Hester Lowe' })
  await does('peer', 'restriction.begin', { subject: personId, why: 'notRight', letIn: [] })
  const { openings } = await ask('manager', 'access.reviews')
  expect(openings.find(({ subject }) => subject === personId)).toMatchObject({ visitId: null })
  expect(await shownTo('manager', 'access.reviews')).toContain(personId)
})

test('who asked after whom is a look at nobody’s record, and recorded', async () => {
  const { centre, staff } = scene
  await ask('manager', 'enquiry.due')
  const all = and(eq(looked.what, 'enquiry.due'), isNull(looked.subject))
  expect(await centre.db.read.select().from(looked).where(all)).toMatchObject([{ staffId: staff('manager') }])
})
