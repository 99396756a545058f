/**
 * Every call that takes an id of anything, with the id of such a thing at another centre, for every role that may
 * call it: answered as for one that never was, and nothing there has changed. Made from the contract, so a new call
 * is among them by itself.
 */
import { eq, inArray } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { feed, looked } from '../../db/schema/log.ts'
import { type CommandName, commands, queries, type QueryName } from '../../shared/contract/index.ts'
import { openTestDatabase, type TestDatabase } from '../database.ts'
import { type Explained, explainedBy } from '../explained.ts'
import { furnish, type Furniture, idFor } from '../furnished.ts'
import { roleOf, startCentre, type TestCentre, workers } from '../harness.ts'
import { idFields } from '../inputsOf.ts'

/** In everything that was said at the other centre. */
const theirWord = 'Zzyzxthere'

let db: TestDatabase
let ours: { centre: TestCentre; has: Furniture }
let theirs: { centre: TestCentre; has: Furniture; log: Explained; head: number }
const headOf = async (centreId: string) =>
  (await db.read.select().from(feed).where(eq(feed.centreId, centreId)))[0]?.head ?? 0

beforeAll(async () => {
  db = await openTestDatabase()
  const [here, there] = [await startCentre({ db }), await startCentre({ db })]
  ours = { centre: here, has: await furnish(here, 'Here') }
  const has = await furnish(there, theirWord)
  theirs = {
    ...{ centre: there, has },
    log: await explainedBy(db.read, there.id),
    head: await headOf(there.id),
  }
})
afterAll(async () => {
  expect([ours.centre.faults, theirs.centre.faults]).toEqual([[], []])
  await ours.centre.stop()
  await theirs.centre.stop()
  await db.close()
})

const rolesOf = (allow: readonly string[] | string) =>
  workers.filter((worker) => !worker.endsWith('2') && Array.isArray(allow) && allow.includes(roleOf(worker)))

/** The contract's example about what is here, but for one field. */
function inputWith(name: CommandName | QueryName, field: { name: string; isList: boolean }, id: string) {
  const { input, example } = { ...commands, ...queries }[name]
  const about = idFields(input).filter((one) => one.name in example && !one.isOwn)
  const own = about.map((one) => [one.name, asked(one, idFor(ours.has, name, one.name))])
  return { ...example, ...Object.fromEntries(own), [field.name]: asked(field, id) } as object
}
const asked = ({ isList }: { isList: boolean }, id: string) => (isList ? [id] : id)

const callsOf = <K extends CommandName | QueryName>(
  of: Record<K, (typeof commands)[CommandName] | (typeof queries)[QueryName]>,
) =>
  (Object.keys(of) as K[]).flatMap((name) =>
    rolesOf(of[name].allow).length === 0
      ? []
      : idFields(of[name].input).map((field) => ({ name, field, asks: field.name })),
  )

/** Of a page with many on it: what isn't this centre's is left out, and nobody is told so. */
const leavesOut = 'look.record'

async function expectUntouched() {
  expect(await theirs.log.unexplained()).toEqual([])
  expect(await headOf(theirs.centre.id)).toBe(theirs.head)
}

describe('a command about what is another centre’s is answered as for what never was, for every role', () => {
  const calls = callsOf(commands).filter(({ name }) => name !== leavesOut)
  test.each(calls.filter(({ field }) => !field.isOwn))('$name with their $asks', async ({ name, field }) => {
    const [first = 'desk', ...others] = rolesOf(commands[name].allow)
    const { centre } = ours
    const there = inputWith(name, field, idFor(theirs.has, name, field.name))
    const never = await centre.as(first).send(name, inputWith(name, field, uuidv7()))
    expect([400, 404, 409]).toContain(never.status)
    for (const worker of [first, ...others]) {
      const { status, body } = await centre.as(worker).send(name, there)
      if (status === never.status && JSON.stringify(body) === JSON.stringify(never.body)) continue
      // Some are told that it isn't theirs to do before anything is looked at.
      const own = await centre.as(worker).send(name, inputWith(name, field, uuidv7()))
      expect({ worker, status, body }).toEqual({ worker, status: own.status, body: own.body })
    }
    await expectUntouched()
  })

  test.each(calls.filter(({ field }) => field.isOwn))(
    '$name with their $asks, which a client makes itself, is never theirs',
    async ({ name, field }) => {
      const there = inputWith(name, field, idFor(theirs.has, name, field.name))
      for (const worker of rolesOf(commands[name].allow)) {
        const { status, body } = await ours.centre.as(worker).send(name, there)
        expect({ worker, isRefused: [400, 404, 409].includes(status) }, JSON.stringify(body)).toEqual({
          worker,
          isRefused: true,
        })
        expect(JSON.stringify(body)).not.toContain(theirWord)
      }
      await expectUntouched()
    },
  )
})

test('a page that was printed is a look at nobody of another centre', async () => {
  const { example } = commands[leavesOut]
  const subjects = [theirs.has.visitId, theirs.has.personId].map(String)
  for (const worker of rolesOf(commands[leavesOut].allow)) {
    expect((await ours.centre.as(worker).send(leavesOut, { ...example, subjects })).status).toBe(200)
  }
  const seen = await db.read.select().from(looked).where(inArray(looked.subject, subjects))
  expect(seen.filter(({ centreId }) => centreId !== theirs.centre.id)).toEqual([])
  await expectUntouched()
})

describe('a question about what is another centre’s is answered as about what never was, to every role', () => {
  test.each(callsOf(queries))('$name with their $asks', async ({ name, field }) => {
    for (const worker of rolesOf(queries[name].allow)) {
      const ask = (id: string) =>
        ours.centre.as(worker).ask(name, inputWith(name, field, id) as Record<string, string>)
      const [there, never] = [await ask(idFor(theirs.has, name, field.name)), await ask(uuidv7())]
      expect({ worker, status: there.status, body: there.body }).toEqual({
        ...{ worker, status: never.status, body: never.body },
      })
      expect(JSON.stringify(there.body)).not.toContain(theirWord)
    }
    await expectUntouched()
  })
})
