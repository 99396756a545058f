/** Fifty thousand people, nearly all of one name: a search looks at a few of them and still finds the right one. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nameWord, person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import { nameWords } from '../../../server/rows/nameWords.ts'
import type { Found } from '../../../shared/contract/person.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

const many = 50_000
const atOnce = 1_000
let centre: TestCentre

/** Rows as person.add makes them, a thousand to a statement. */
async function fill(): Promise<void> {
  for (let from = 0; from < many; from += atOnce) {
    const people = Array.from({ length: atOnce }, (_, n) => ({
      id: uuidv7(),
      centreId: centre.id,
      name: `Sam Smith${(from + n).toString(36)}`,
      otherNames: [],
      addedAt: from + n,
      addedBy: 'a worker of long ago',
      version: 1,
    }))
    const words = people.flatMap(({ id, name }) =>
      nameWords([name]).map((word) => ({ centreId: centre.id, word, personId: id })),
    )
    await centre.db.write(async (tx) => {
      await tx.insert(person).values(people)
      await tx.insert(nameWord).values(words)
    })
  }
}

beforeAll(async () => {
  centre = await startCentre()
  await fill()
})
afterAll(() => centre.close())

const add = async (name: string) => String((await centre.as('desk').call('person.add', { name })).body.id)
const find = async (startsWith: string): Promise<Found[]> =>
  (await centre.as('desk').ask('people', { startsWith })).body.people

test('a name shared by all gives eight of them', async () => {
  const found = await find('sam')
  expect(found).toHaveLength(8)
  expect(new Set(found.map((one) => one.id)).size).toBe(8)
  for (const { name } of found) expect(name).toMatch(/^Sam Smith/)
})

test('a second word that few have finds exactly those', async () => {
  await add('Sam Zebedee')
  await add('Sam Zephyr')
  expect((await find('sam ze')).map((one) => one.name)).toEqual(['Sam Zebedee', 'Sam Zephyr'])
  expect((await find('zeb sam')).map((one) => one.name)).toEqual(['Sam Zebedee'])
  expect((await find(`sam smith${(31_234).toString(36)}`)).map((one) => one.name)).toContain(
    `Sam Smith${(31_234).toString(36)}`,
  )
})

test('whoever came lately comes first, however many share the name', async () => {
  const earlier = await add('Sam')
  const later = await add('Sam')
  for (const personId of [earlier, later]) {
    const visitId = await centre.arrive({ personId })
    await centre.as('desk').call('visit.leave', { visitId })
    centre.clock.pass(60_000)
  }
  expect((await find('sam')).slice(0, 2).map((one) => one.id)).toEqual([later, earlier])
  expect((await find('s')).slice(0, 2).map((one) => one.id)).toEqual([later, earlier])
})

test('whoever is here is found, however many came after them', async () => {
  const visitId = await centre.arrive({ personId: await add('Sam Here') })
  await centre.db.write(async (tx) => {
    const [theirs] = await tx.select().from(visit).where(eq(visit.id, visitId))
    if (!theirs) throw new Error('they never came')
    const since = Array.from({ length: 600 }, (_, n) => {
      const arrivedAt = theirs.arrivedAt + n + 1
      return { ...theirs, id: uuidv7(), personId: null, arrivedAt, goneAt: arrivedAt + 1 }
    })
    for (let from = 0; from < since.length; from += 100) {
      await tx.insert(visit).values(since.slice(from, from + 100))
    }
  })
  expect((await find('sam')).map((one) => one.hereNow?.visitId)).toContain(visitId)
})
