/**
 * Whoever runs `analyze` on a young SQLite file freezes what it finds there: the planner then takes the log for a few
 * dozen entries for ever. A card must not cost a walk of it, and the next start forgets what was frozen.
 */
import { expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { dialect } from '../../db/portable.ts'
import { askFromOutside } from '../database.ts'
import { startCentre, type TestCentre } from '../harness.ts'
import { askedMeanwhile, stepsOf } from '../plans.ts'

/** What SQLite is asked, from the arrival of somebody to the press of whoever goes to them. */
const askedFor = (centre: TestCentre) =>
  askedMeanwhile(async () => {
    const live = await centre.as('desk').live()
    const board = new Promise((done) => live.once('board.reset', done))
    live.emit('board.follow', {})
    await board
    const told = () => new Promise((done) => live.once('board.delta', done))
    const arrived = told()
    const visitId = await centre.arrive({ label: 'Sam' })
    await arrived
    const pickedUp = told()
    await centre.as('peer').call('visit.pickUp', { visitId })
    await pickedUp
  })

test.runIf(dialect === 'sqlite')('the log is never read from end to end for a card', async () => {
  const centre = await startCentre()
  const asked = await askedFor(centre)
  const ofLog = asked.filter((sql) => sql.includes('from "change"'))
  expect(ofLog.length).toBeGreaterThan(4)
  await askFromOutside(centre.db.url, 'analyze')
  for (const by of [1_000, 2_000, 4_000, 8_000])
    await askFromOutside(
      centre.db.url,
      `insert into change select centre_id, seq + ${by}, at, occurred_at, actor, kind, subject, data, command_id, hash
       from change`,
    )
  for (const sql of ofLog) {
    const steps = (await stepsOf(centre, sql)).filter((step) => /\bchange\b/.test(step))
    expect(steps).not.toEqual([])
    for (const step of steps) expect(step).toMatch(/\(centre_id=\? AND (seq>\?|subject=\?)/)
  }

  // The next start: nothing whatever is read from end to end.
  await (await openDatabase({ url: centre.db.url })).close()
  const scans: string[] = []
  for (const sql of asked)
    scans.push(
      ...(await stepsOf(centre, sql))
        .filter((step) => step.startsWith('SCAN'))
        .map((step) => `${step}: ${sql}`),
    )
  expect(scans).toEqual([])
  await centre.close()
})
