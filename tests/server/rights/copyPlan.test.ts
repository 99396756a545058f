/** A copy costs what is written about one person, however long a centre's log is and however much a worker ever did. */
import { expect, test } from 'vitest'
import { dialect } from '../../../db/portable.ts'
import { hours } from '../../fakeClock.ts'
import { startCentre } from '../../harness.ts'
import { askedMeanwhile, stepsOf } from '../../plans.ts'

test.runIf(dialect === 'sqlite')('a copy is read by its subjects alone', async () => {
  const centre = await startCentre()
  const manager = centre.as('manager')
  const added = await centre.as('desk').call('person.add', { name: 'Abel Northcote' })
  const personId = String(added.body.id)
  const visitId = await centre.arrive({ personId })
  await centre.as('desk').call('visit.leave', { visitId })
  centre.clock.pass(hours(48))
  const asked = await askedMeanwhile(async () => {
    expect((await manager.ask('person.copy', { personId })).status).toBe(200)
  })
  const stepsTo = async (table: string, of = '') => {
    const steps: string[] = []
    for (const sql of asked.filter((one) => one.includes(`"${table}"`) && one.includes(of)))
      steps.push(...(await stepsOf(centre, sql)).filter((step) => new RegExp(`\\b${table}\\b`).test(step)))
    return steps
  }
  const ofStory = await stepsTo('change', '"subject" in')
  expect(ofStory).not.toEqual([])
  for (const step of ofStory) expect(step).toContain('(centre_id=? AND subject=?')
  const ofWorkers = await stepsTo('alongside')
  expect(ofWorkers.length).toBeGreaterThan(1)
  for (const step of ofWorkers) expect(step).toContain('(visit_id=?')
  await centre.close()
})
