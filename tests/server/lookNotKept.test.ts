/** Nobody is shown where it can't be written down that they were: on a full disk, and where the table can't be had. */
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { dialect } from '../../db/portable.ts'
import { looked } from '../../db/schema/log.ts'
import { askFromOutside, openTestDatabase } from '../database.ts'
import { startCentre } from '../harness.ts'

const name = 'Marigold Penhaligon'

test.runIf(dialect === 'sqlite')('a record stays hidden on a full disk', async () => {
  const db = await openTestDatabase({ pages: 280 })
  const centre = await startCentre({ db })
  const peer = centre.as('peer')
  const personId = (await centre.as('desk').call('person.add', { name })).body.id as string
  const visitId = await centre.arrive({ personId })
  const looks = async () => (await db.read.select().from(looked).where(eq(looked.subject, visitId))).length

  // Whatever room there is, is used up by what is said of visits; then by looks, each smaller than a page.
  const words = 'x'.repeat(4_000)
  while ((await centre.as('desk').call('visit.arrive', { words })).status === 200);
  let shown = 0
  let page = await peer.ask('visit', { visitId })
  for (; page.status === 200; page = await peer.ask('visit', { visitId })) shown++
  expect({ status: page.status, body: page.body }).toEqual({
    status: 503,
    body: { error: 'unavailable', why: 'full' },
  })
  expect(await looks()).toBe(shown)

  for (const [worker, question, input] of [
    ['peer', 'people', { startsWith: 'mari' }],
    ['peer', 'access.looks', { visitId }],
    ['manager', 'person.copy', { personId }],
    ['manager', 'review.range', {}],
    ['manager', 'log', {}],
    ['manager', 'board.asOf', { at: centre.clock.now() }],
    ['manager', 'access.reviews', {}],
    ['manager', 'restrictions', {}],
    ['manager', 'retention.due', {}],
  ] as const) {
    const { status, body } = await centre.as(worker).ask(question, input)
    expect({ question, status, body }).toMatchObject({ status: 503, body: { why: 'full' } })
    expect(JSON.stringify(body)).not.toContain('Marigold')
  }
  // The board goes on: who is here has to be seen.
  expect((await peer.ask('board')).status).toBe(200)
  await centre.close()
})

test('a record stays hidden where the look can’t be kept, and is shown once it can', async () => {
  const centre = await startCentre()
  const peer = centre.as('peer')
  const personId = (await centre.as('desk').call('person.add', { name })).body.id as string
  const visitId = await centre.arrive({ personId })
  await askFromOutside(centre.db.url, 'alter table looked rename to looked_away')
  for (const [question, input] of [
    ['visit', { visitId }],
    ['people', { startsWith: 'mari' }],
    ['access.looks', { visitId }],
  ] as const) {
    const { status, body } = await peer.ask(question, input)
    expect({ question, status }).toEqual({ question, status: 500 })
    expect(body).toEqual({ error: 'fault', id: expect.any(String) })
  }
  // Each is told to whoever keeps the machine.
  expect(centre.faults.length).toBeGreaterThanOrEqual(3)
  expect((await peer.ask('board')).status).toBe(200)
  await askFromOutside(centre.db.url, 'alter table looked_away rename to looked')
  expect((await peer.ask('visit', { visitId })).body.person).toMatchObject({ name })
  await centre.close()
})
