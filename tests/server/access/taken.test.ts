/** What is printed or saved leaves the screen: kept as a look at whoever is on it, and told to them as such. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { looked } from '../../../db/schema/log.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import { startCentre, type WorkerName } from '../../harness.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()
const rowsOf = (subject: string) =>
  scene.centre.db.read.select().from(looked).where(eq(looked.subject, subject))
const looksAt = async (visitId: string, by: WorkerName = 'peer') =>
  ((await scene.centre.as(by).ask('access.looks', { visitId })).body as Answer<'access.looks'>).looks

test('a sheet with several people on it is a look at each of them: who, when, how, from which page', async () => {
  const { centre, does, staff } = scene
  const subjects = [await centre.arrive({ label: 'Ada' }), await centre.arrive({ label: 'Ben' })]
  await does('volunteer', 'look.record', { what: 'printed', page: 'roll-call', subjects })
  for (const visitId of subjects) {
    expect(await looksAt(visitId)).toMatchObject([
      { what: 'access.looks' },
      { what: 'printed', page: 'roll-call', staffId: staff('volunteer'), at: centre.clock.now() },
    ])
  }
})

test('a copy that is saved as a file is a look at the person, through each of their visits', async () => {
  const { centre, does, staff } = scene
  const personId = await does('desk', 'person.add', { name: 'Ottoline Reed' })
  const visitId = await centre.arrive({ personId })
  await does('manager', 'look.record', { what: 'savedCopy', page: 'rights', subjects: [personId] })
  const saved = (await looksAt(visitId)).filter((one) => one.what === 'savedCopy')
  expect(saved).toMatchObject([{ staffId: staff('manager'), page: 'rights' }])
})

test('figures that name nobody are recorded all the same', async () => {
  const { centre, does, staff } = scene
  const id = await does('manager', 'look.record', { what: 'savedFigures', page: 'review', subjects: [] })
  const [row] = await centre.db.read.select().from(looked).where(eq(looked.id, id))
  expect(row).toMatchObject({ what: 'savedFigures', staffId: staff('manager'), subject: null })
})

test('what was printed while the line was down has the time at which it was', async () => {
  const { centre, does } = scene
  const visitId = await centre.arrive({ label: 'Cass' })
  const occurredAt = centre.clock.now()
  centre.clock.pass(3_600_000)
  await does('desk', 'look.record', { what: 'printed', page: 'roll-call', subjects: [visitId], occurredAt })
  expect(await rowsOf(visitId)).toMatchObject([{ at: occurredAt }])
})

test('sent twice it is one look, and it stands in no log', async () => {
  const { centre, story } = scene
  const visitId = await centre.arrive({ label: 'Dot' })
  const before = (await story(visitId)).length
  const sheet = { what: 'printed' as const, page: 'visit', subjects: [visitId] }
  const key = uuidv7()
  const [first, again] = [
    await centre.as('peer').call('look.record', sheet, { key }),
    await centre.as('peer').call('look.record', sheet, { key }),
  ]
  expect([first.status, again.body]).toEqual([200, first.body])
  expect(await rowsOf(visitId)).toHaveLength(1)
  expect(await story(visitId)).toHaveLength(before)
})

test('whom another centre knows is left out, as somebody who never was', async () => {
  const { centre, does } = scene
  const other = await startCentre({ db: centre.db })
  const theirs = await other.arrive({ label: 'Elsewhere' })
  const ours = await centre.arrive({ label: 'Fay' })
  const subjects = [theirs, uuidv7(), ours]
  await does('desk', 'look.record', { what: 'printed', page: 'desk', subjects })
  expect(await rowsOf(theirs)).toEqual([])
  expect(await rowsOf(ours)).toHaveLength(1)
  await other.stop()
})

test('as many as a sheet may hold go in together', async () => {
  const { centre, does } = scene
  const subjects = await Promise.all(Array.from({ length: 120 }, () => centre.arrive()))
  await does('desk', 'look.record', { what: 'printed', page: 'board', subjects })
  const kept = await centre.db.read.select().from(looked).where(eq(looked.page, 'board'))
  expect(new Set(kept.map((one) => one.subject))).toEqual(new Set(subjects))
})
