/** What is due is found by what was long ago: not by asking everybody there is for a visit of then. */
import { expect, test } from 'vitest'
import { dialect } from '../../../db/portable.ts'
import { dueRecords } from '../../../server/features/rights/dueRecords.ts'
import { lookerAs } from '../../../server/feed/label.ts'
import { startCentre } from '../../harness.ts'
import { askedMeanwhile, stepsOf } from '../../plans.ts'

test.runIf(dialect === 'sqlite')('who is due is found by when they were added, or were here', async () => {
  const centre = await startCentre()
  const { staffId, agencyId } = centre.as('manager')
  const looker = lookerAs({ role: 'manager', staffId, agencyId })
  const asked = await askedMeanwhile(async () => {
    const of = { centreId: centre.id, now: centre.clock.now(), looker }
    expect(await dueRecords(centre.db.read, of)).toEqual({ due: [], hasMore: false })
  })
  const ofPeople = asked.filter((sql) => sql.includes('from "person"'))
  expect(ofPeople).toHaveLength(2)
  const steps = (await Promise.all(ofPeople.map((sql) => stepsOf(centre, sql)))).flat()
  expect(steps.filter((step) => /(SEARCH|SCAN) person/.test(step)).toSorted()).toEqual([
    expect.stringContaining('person_added (centre_id=? AND added_at>? AND added_at<?)'),
    expect.stringContaining('sqlite_autoindex_person_1 (id=?)'),
  ])
  const ofVisits = steps.filter((step) => /(SEARCH|SCAN) visit/.test(step))
  for (const step of ofVisits)
    expect(step).toMatch(/visit_arrived \(centre_id=\? AND arrived_at<\?\)|visit_person \(person_id=\?/)
  expect(ofVisits.some((step) => step.includes('visit_arrived'))).toBe(true)
  await centre.close()
})
