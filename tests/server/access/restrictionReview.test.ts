/**
 * A restriction is gone through like an opening, by somebody else than whoever wrote it down: any worker of the team can
 * begin one, and a manager can open a record again by lifting it.
 */
import { expect, test } from 'vitest'
import { opening } from '../../../db/schema/access.ts'
import { operatorOf } from '../../../server/operatorActor.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import { hours } from '../../fakeClock.ts'
import type { WorkerName } from '../../harness.ts'
import { cameAgain, useScene } from '../visit/scene.ts'

const scene = useScene()
const page = async (visitId: string, by: WorkerName): Promise<Visit> =>
  (await scene.centre.as(by).ask('visit', { visitId })).body as Visit

const known = (name: string) => cameAgain(scene, name, hours(30))
const restrict = (subject: string, more: { letIn?: string[]; word?: string } = {}, by: WorkerName = 'peer') =>
  scene.does(by, 'restriction.begin', { subject, why: 'notRight', letIn: [], ...more })
const listed = async (by: WorkerName, personId: string) => {
  const { openings } = (await scene.centre.as(by).ask('access.reviews')).body as Answer<'access.reviews'>
  const rows = await scene.centre.db.read.select().from(opening)
  const theirs = rows.filter((row) => row.personId === personId).map(({ id }) => id)
  return openings.filter((one) => theirs.includes(one.id))
}

test('begun, changed and lifted, by a manager, with why; never by whoever did it', async () => {
  const { centre, does, staff, who, refused } = scene
  const { personId, past } = await known('Quince')
  await restrict(personId, { letIn: [staff('housing')], word: 'About the note of Monday' })
  centre.clock.pass(hours(1))
  await restrict(past, { letIn: [] }, 'housing')
  centre.clock.pass(hours(1))
  const lift = { subject: personId, word: 'Looked into with them.', wereTold: true }
  await does('manager', 'restriction.end', lift)
  const found = await listed('manager', personId)
  expect(found).toMatchObject([
    { kind: 'lifted', by: who('manager'), label: 'Quince', reason: 'Looked into with them.', why: null },
    { kind: 'letIn', by: who('housing'), label: 'Quince', reason: '', why: null, visitId: past },
    { kind: 'restricted', by: who('peer'), label: 'Quince', why: 'notRight', visitId: null },
  ])
  expect(JSON.stringify(found)).not.toContain('Monday')
  expect(found[0]?.reviewOn).toMatch(/^\d{4}-\d\d-\d\d$/)
  const [lifted, letIn] = found
  expect(await refused('manager', 'access.review', { subject: lifted?.id ?? '' })).toEqual({
    error: 'yourOwn',
  })
  const { toReview = 0 } = (await centre.as('manager').ask('session')).body as Answer<'session'>
  await does('manager', 'access.review', { subject: letIn?.id ?? '' })
  const after = (await centre.as('manager').ask('session')).body as Answer<'session'>
  expect(after.toReview ?? 0).toBe(toReview - 1)
})

test('by whoever leads too, who is told neither whose it is nor why', async () => {
  const { does } = scene
  const { personId } = await known('Rowan')
  await restrict(personId)
  await does('clinician', 'team.on', { asLead: true })
  const [found] = await listed('clinician', personId)
  expect(found).toMatchObject({ kind: 'restricted', why: null, reason: '' })
  expect(found?.label).toMatch(/^Guest, /)
  await does('clinician', 'access.review', { subject: found?.id ?? '' })
  await does('clinician', 'team.off', {})
})

test('and is nothing to tell them: they asked it', async () => {
  const { centre, does } = scene
  const { personId, here } = await known('Sorrel')
  await restrict(here, { letIn: [scene.staff('peer')] })
  expect((await page(here, 'peer')).openings).toEqual([])
  const [found] = await listed('manager', personId)
  const told = await centre.as('peer').call('access.tellPerson', { openingId: found?.id ?? '' })
  expect(told.status).toBe(404)
  await does('desk', 'visit.leave', { visitId: here })
})

test('what is told again after a restore stands in no list a second time', async () => {
  const { centre } = scene
  const { personId } = await known('Teasel')
  const outcome = await centre.app.door.run('restriction.begin', {
    actor: { ...operatorOf(centre.id), role: 'manager' },
    input: { subject: personId, why: 'notRight', letIn: [] },
  })
  expect(outcome.is).toBe('done')
  expect(await listed('manager', personId)).toEqual([])
})
