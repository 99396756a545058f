/** What a search says beyond the builder's words changes no result, and means the same on both engines. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asc, desc, exists, gte, lt } from 'drizzle-orm'
import { anything, besideNumber, besideText, scalar } from '../../db/searching.ts'
import { space } from '../../db/schema/centre.ts'
import { startCentre, type TestCentre } from '../harness.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.close())

test('besideText and besideNumber compare as the column does', async () => {
  const { read } = centre.db
  const names = async (where: ReturnType<typeof gte>) =>
    (await read.select({ name: space.name }).from(space).where(where).orderBy(asc(space.name))).map(
      (one) => one.name,
    )
  expect(await names(gte(besideText(space.name), 'Q'))).toEqual(await names(gte(space.name, 'Q')))
  expect(await names(gte(besideText(space.name), 'Q'))).toEqual(['Quiet corner', 'Room 1'])
  expect(await names(lt(besideNumber(space.position), 1))).toEqual(await names(lt(space.position, 1)))
})

test('scalar gives a value as its column does, and null where there is none', async () => {
  const { read } = centre.db
  const highest = read.select({ at: space.position }).from(space).orderBy(desc(space.position)).limit(1)
  const none = read.select({ at: space.position }).from(space).where(lt(space.position, 0)).limit(1)
  const [row] = await read
    .select({ most: scalar<number>(highest, space.position), none: scalar<number>(none, space.position) })
    .from(space)
    .limit(1)
  expect(row).toEqual({ most: 2, none: null })
})

test('anything is enough to ask whether there is a row', async () => {
  const { read } = centre.db
  const some = read.select({ one: anything }).from(space)
  expect((await read.select({ id: space.id }).from(space).where(exists(some))).length).toBe(3)
})
