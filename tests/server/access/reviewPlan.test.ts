/** What is to be gone through is found without all that was gone through before: that only grows. */
import { expect, test } from 'vitest'
import { dialect } from '../../../db/portable.ts'
import { opening } from '../../../db/schema/access.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import { hours } from '../../fakeClock.ts'
import { startCentre } from '../../harness.ts'
import { askedMeanwhile, stepsOf } from '../../plans.ts'

test.runIf(dialect === 'sqlite')('what waits to be gone through is found by what waits', async () => {
  const centre = await startCentre()
  const manager = centre.as('manager')
  const visitId = await centre.arrive({ label: 'Sam' })
  await centre.as('clinician').call('access.open', { visitId, reason: 'They can’t be woken.' })
  await centre.as('desk').call('visit.leave', { visitId })
  centre.clock.pass(hours(48))
  expect((await centre.as('housing').ask('visit', { visitId })).status).toBe(200)
  const asked = await askedMeanwhile(async () => {
    expect((await manager.ask('access.reviews')).body.looks).toHaveLength(1)
    expect((await manager.ask('session')).body.toReview).toBe(1)
  })
  const stepsTo = async (table: string) => {
    const steps: string[] = []
    for (const sql of asked.filter((one) => one.includes(`from "${table}"`)))
      steps.push(...(await stepsOf(centre, sql)))
    return steps.filter((step) => new RegExp(`^(SEARCH|SCAN) (${table}|looked|access_review)\\b`).test(step))
  }
  const waiting = await stepsTo('look_to_review')
  expect(waiting.filter((step) => step.includes('look_to_review_centre (centre_id=?)'))).toHaveLength(2)
  const opened = await stepsTo('opening')
  expect(opened.filter((step) => step.includes('opening_unreviewed (centre_id=?)'))).toHaveLength(2)
  expect(opened.filter((step) => step.includes('opening_centre (centre_id=? AND at>?)'))).toHaveLength(1)
  // Whatever else is read is read by its own key.
  const others = [...waiting, ...opened].filter((step) => !/_centre|_unreviewed/.test(step))
  for (const step of others) expect(step).toMatch(/\((id|subject)=\?\)/)
  await centre.close()
})

test('what was gone through before openings had the time of it waits no longer', async () => {
  const centre = await startCentre()
  const manager = centre.as('manager')
  const visitId = await centre.arrive({ label: 'Sam' })
  const clinician = centre.as('clinician')
  const ids: string[] = []
  for (const reason of ['They can’t be woken.', 'They still can’t.'])
    ids.push(String((await clinician.call('access.open', { visitId, reason })).body.id))
  expect((await manager.call('access.review', { subject: ids[0] ?? '' })).status).toBe(200)
  // As the version before this one left it.
  await centre.db.write((tx) => tx.update(opening).set({ reviewedAt: null }))
  centre.clock.pass(hours(15 * 24))
  expect((await manager.ask('session')).body.toReview).toBe(1)
  const { openings } = (await manager.ask('access.reviews')).body as Answer<'access.reviews'>
  expect(openings.map(({ id, reviewed }) => ({ id, reviewed }))).toEqual([{ id: ids[1], reviewed: null }])
  await centre.close()
})
