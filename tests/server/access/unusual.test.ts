/** Looks that are out of the way: which they are, and that none goes from the list before somebody went through it. */
import { and, eq, inArray } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { lookToReview, looked } from '../../../db/schema/log.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import { addLooks, looksAt } from '../../../server/rows/looks.ts'
import { hours } from '../../fakeClock.ts'
import { startCentre, type WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const reviews = async () =>
  (await scene.centre.as('manager').ask('access.reviews')).body as Answer<'access.reviews'>
const listed = async (subject: string) =>
  (await reviews()).looks
    .filter((one) => one.subject === subject)
    .map(({ what, by, why }) => ({ what, by, why }))
const rename = (worker: WorkerName, name: string) =>
  scene.does('administrator', 'account.rename', { staffId: scene.staff(worker), name })

/** Somebody who left two days ago, and whom nobody of the team was with. */
async function longGone(name: string) {
  const { centre, does } = scene
  const personId = await does('desk', 'person.add', { name })
  const visitId = await centre.arrive({ personId })
  await does('desk', 'visit.leave', { visitId })
  centre.clock.pass(hours(48))
  return { personId, visitId }
}

describe('what is looked at for being unusual', () => {
  test('a copy of everything about somebody who isn’t here', async () => {
    const { centre, who } = scene
    const { personId } = await longGone('Abel Northcote')
    await centre.as('manager').ask('person.copy', { personId })
    expect(await listed(personId)).toEqual([{ what: 'person.copy', by: who('manager'), why: ['noVisit'] }])
  })

  test('a copy of somebody who is here isn’t', async () => {
    const { centre } = scene
    const { personId } = await longGone('Bridie Northcote')
    await centre.arrive({ personId })
    await centre.as('manager').ask('person.copy', { personId })
    expect(await listed(personId)).toEqual([])
  })

  test('asking who has seen a record', async () => {
    const { centre, who } = scene
    const { visitId } = await longGone('Cai Northcote')
    await centre.as('housing').ask('access.looks', { visitId })
    expect(await listed(visitId)).toEqual([{ what: 'access.looks', by: who('housing'), why: ['noVisit'] }])
  })

  test('a search that finds somebody of the same surname, and none for finding who isn’t here', async () => {
    const { centre, staff } = scene
    const { personId } = await longGone('Dilys Wetherby')
    await rename('socialCare', 'Ann Wetherby')
    for (const by of ['socialCare', 'housing'] as const)
      await centre.as(by).ask('people', { startsWith: 'dilys' })
    expect(await listed(personId)).toEqual([
      { what: 'people', by: { staffId: staff('socialCare'), name: 'Ann Wetherby' }, why: ['sameSurname'] },
    ])
  })

  test('a visit that was taken back long ago, and a copy of somebody who has no other', async () => {
    const { centre, does } = scene
    const personId = await does('desk', 'person.add', { name: 'Evan Northcote' })
    const visitId = await centre.arrive({ personId })
    await does('desk', 'visit.retract', { visitId })
    await centre.as('housing').ask('visit', { visitId })
    expect(await listed(visitId)).toEqual([])
    centre.clock.pass(hours(48))
    await centre.as('benefits').ask('visit', { visitId })
    await centre.as('manager').ask('person.copy', { personId })
    for (const subject of [visitId, personId])
      expect(await listed(subject)).toMatchObject([{ why: ['noVisit'] }])
  })

  test('a copy of somebody whom one was with at any time isn’t', async () => {
    const { centre, does } = scene
    const personId = await does('desk', 'person.add', { name: 'Edith Northcote' })
    const visitId = await centre.arrive({ personId })
    await does('manager', 'visit.beginWith', { visitId })
    await does('desk', 'visit.leave', { visitId })
    centre.clock.pass(hours(48))
    await centre.as('manager').ask('person.copy', { personId })
    expect(await listed(personId)).toEqual([])
  })

  test('nobody chooses who stands in the log: that they do is no unusual look', async () => {
    const { centre } = scene
    const { visitId } = await longGone('Edda Northcote')
    await centre.as('manager').ask('log')
    expect(await listed(visitId)).toEqual([])
  })
})

test('stays listed, however long nobody goes through it', async () => {
  const { centre, does, who } = scene
  const { visitId } = await longGone('Flora Northcote')
  await centre.as('housing').ask('visit', { visitId })
  centre.clock.pass(hours(24 * 60))
  const mine = (await reviews()).looks.filter((one) => one.subject === visitId)
  expect(mine).toMatchObject([{ by: who('housing'), why: ['noVisit'] }])
  await does('manager', 'access.review', { subject: mine[0]?.id ?? '' })
  expect(await listed(visitId)).toEqual([])
})

test('of an erased name nothing is told, and the look stays to be gone through', async () => {
  const { centre, does } = scene
  const personId = await does('desk', 'person.add', { name: 'Gwen Quarles' })
  const visitId = await centre.arrive({ personId })
  await rename('employment', 'Ida Quarles')
  await centre.as('employment').ask('visit', { visitId })
  expect(await listed(visitId)).toMatchObject([{ why: ['sameSurname'] }])
  await does('desk', 'visit.leave', { visitId })
  await does('manager', 'person.erase', { personId, why: 'theyAsked' })
  expect(await listed(visitId)).toMatchObject([{ why: [] }])
})

test('what mayn’t be told to whoever goes through it is listed without why', async () => {
  const { centre, does } = scene
  const personId = await does('desk', 'person.add', { name: 'Gwil Ravenscar' })
  const visitId = await centre.arrive({ personId })
  await rename('benefits', 'Una Ravenscar')
  await centre.as('benefits').ask('visit', { visitId })
  await does('peer', 'restriction.begin', { subject: personId, why: 'notRight', letIn: [] })
  const mine = (await reviews()).looks.filter((one) => one.subject === visitId)
  expect(mine).toMatchObject([{ why: [] }])
  expect(JSON.stringify(mine)).not.toContain('Gwil')
  await does('manager', 'access.review', { subject: mine[0]?.id ?? '' })
  expect(await listed(visitId)).toEqual([])
})

test('what is another centre’s is nobody here: neither is it unusual, nor is it named', async () => {
  const { centre, staff } = scene
  const other = await startCentre({ db: centre.db, clock: centre.clock })
  const added = await other.as('desk').call('person.add', { name: 'Hob Elsewhere' })
  const personId = String(added.body.id)
  const visitId = await other.arrive({ personId })
  await other.as('desk').call('visit.leave', { visitId })
  centre.clock.pass(hours(48))
  expect((await centre.as('housing').ask('visit', { visitId })).status).toBe(404)
  expect((await centre.as('manager').ask('person.copy', { personId })).status).toBe(404)
  const kept = await centre.db.read
    .select()
    .from(looked)
    .leftJoin(lookToReview, eq(lookToReview.lookId, looked.id))
    .where(inArray(looked.subject, [visitId, personId]))
  expect(kept.map((one) => one.look_to_review)).toEqual([null, null])
  // Nor would it be named if it were marked.
  const of = { centreId: centre.id, at: centre.clock.now(), staffId: staff('housing'), sessionId: 's' }
  const marked = looksAt({ ...of, what: 'visit', isUnusual: true }, [visitId, personId], uuidv7)
  await centre.db.note((tx) => addLooks(tx, marked))
  const { looks } = await reviews()
  for (const { id } of marked)
    expect(looks.find((one) => one.id === id)).toMatchObject({ label: 'Guest', visitId: null, why: [] })
  expect(JSON.stringify(looks)).not.toContain('Elsewhere')
  await other.stop()
})

test('says how many more there are than a page shows', async () => {
  const { centre, staff } = scene
  const { visitId } = await longGone('Hal Northcote')
  const before = await reviews()
  const of = { centreId: centre.id, at: centre.clock.now(), staffId: staff('housing'), sessionId: 's' }
  const looks = looksAt(
    { ...of, what: 'visit', isUnusual: true },
    Array.from({ length: 103 }, () => visitId),
    uuidv7,
  )
  await (
    await centre.db.note((tx) => addLooks(tx, looks))
  ).kept
  const after = await reviews()
  expect(after.looks).toHaveLength(100)
  expect(after.moreLooks).toBe(before.looks.length + before.moreLooks + 3)
})

test('who has seen a record comes a page after the other, and nobody is left out', async () => {
  const { centre, staff } = scene
  const visitId = await centre.arrive({ label: 'Iris' })
  const of = { centreId: centre.id, at: centre.clock.now(), staffId: staff('housing'), sessionId: 's' }
  const looks = looksAt(
    { ...of, what: 'visit' },
    Array.from({ length: 620 }, () => visitId),
    uuidv7,
  )
  await (
    await centre.db.note((tx) => addLooks(tx, looks))
  ).kept
  centre.clock.pass(hours(1))
  const ask = async (before: Answer<'access.looks'>['before']) => {
    const from: Record<string, string | number> = before ? { beforeAt: before.at, beforeId: before.id } : {}
    return (await centre.as('peer').ask('access.looks', { visitId, ...from })).body as Answer<'access.looks'>
  }
  const first = await ask(null)
  const rest = await ask(first.before)
  expect(rest.before).toBeNull()
  const seen = [...first.looks, ...rest.looks].filter((one) => one.what === 'visit').map((one) => one.id)
  expect(seen.toSorted()).toEqual(looks.map((one) => one.id).toSorted())
  // However many pages are turned, it is one look.
  const asked = and(eq(looked.subject, visitId), eq(looked.what, 'access.looks'))
  expect(await centre.db.read.select().from(looked).where(asked)).toMatchObject([{ staffId: staff('peer') }])
})
