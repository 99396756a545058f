/**
 * A full disk over HTTP: a press is told to come back and leaves nothing, its key is free, and what needs no
 * disk goes on. Only SQLite can be filled from inside a test.
 */
import { eq, ne } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { command } from '../../db/schema/log.ts'
import { visit } from '../../db/schema/visit.ts'
import { openTestDatabase } from '../database.ts'
import { startCentre } from '../harness.ts'

test.runIf(dialect === 'sqlite')('a full disk', async () => {
  const db = await openTestDatabase({ pages: 280 })
  const centre = await startCentre({ db })
  const desk = centre.as('desk')
  const words = 'x'.repeat(4_000)
  const first = await centre.arrive()
  const cards = async () => (await desk.ask('board')).body.cards as { id: string }[]

  let kept = 1
  let full = await desk.call('visit.arrive', { words })
  for (; full.status === 200; full = await desk.call('visit.arrive', { words })) kept++
  expect({ status: full.status, body: full.body, wait: full.headers.get('retry-after') }).toEqual({
    status: 503,
    body: { error: 'unavailable', why: 'full' },
    wait: '2',
  })
  expect(await cards()).toHaveLength(kept)

  // Even what is small: whatever is left of the disk is used up first.
  const key = uuidv7()
  let press = await desk.call('visit.arrive', { words }, { key })
  expect(press.status).toBe(503)

  // Reading goes on, and so does the sign-in that stands; what records who looked can't, and doesn't show.
  for (const [worker, name] of [
    ['desk', 'centre'],
    ['desk', 'team'],
    ['desk', 'session'],
    ['desk', 'board'],
    ['manager', 'review.range'],
  ] as const) {
    expect({ name, status: (await centre.as(worker).ask(name)).status }).toEqual({ name, status: 200 })
  }
  // Once there is no room for a look either, nobody's record is shown: nobody could say who saw it.
  let record = await desk.ask('visit', { visitId: first })
  for (let n = 0; record.status === 200 && n < 2_000; n++)
    record = await desk.ask('visit', { visitId: first })
  expect({ status: record.status, body: record.body }).toEqual({
    status: 503,
    body: { error: 'unavailable', why: 'full' },
  })
  expect((await desk.send('session.renew', {})).status).toBe(200)

  // There is room again: the same key does what it never did, and once.
  expect(await db.read.select().from(command).where(eq(command.key, key))).toEqual([])
  await db.write((tx) => tx.delete(visit).where(ne(visit.id, first)))
  press = await desk.call('visit.arrive', { words }, { key })
  expect(press.status).toBe(200)
  expect((await desk.call('visit.arrive', { words }, { key })).body).toEqual(press.body)
  await centre.close()
})
