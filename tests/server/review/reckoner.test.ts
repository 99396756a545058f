/** What takes long is read elsewhere: it keeps nobody from reading, and one thread's end is no other's. */
import { EventEmitter } from 'node:events'
import { uuidv7 } from 'uuidv7'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Unavailable } from '../../../db/store.ts'
import { queryHandlers } from '../../../server/features.ts'
import { createReckoner, type Reckoner } from '../../../server/features/review/reckoner.ts'
import type { Passkeys } from '../../../server/features/session/passkeyLibrary.ts'
import { createSealing } from '../../../server/features/session/sealingKeys.ts'
import { createReads } from '../../../server/queries/run.ts'
import { startCentre, type TestCentre } from '../../harness.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.close())

const long = ['review.range', 'log.proof', 'retention.due'] as const
test.each(long)('any number of %s under way keep nobody else from reading', async (name) => {
  const never = () => new Promise<never>(() => undefined)
  const thinking: Reckoner = { review: never, close: () => Promise.resolve() }
  const { db, clock, app } = centre
  const none = () => Promise.resolve(null)
  const nobodys: Passkeys = {
    toMake: () => Promise.resolve({}),
    toSignIn: () => Promise.resolve({}),
    made: none,
    used: none,
  }
  const reads = createReads({
    db,
    clock,
    newId: uuidv7,
    sealing: createSealing([]),
    feeder: app.feeder,
    reckoner: thinking,
    past: { proof: never, board: never, due: never, close: () => Promise.resolve() },
    lastBackup: () => undefined,
    passkeys: nobodys,
    handlers: queryHandlers,
    onFault: (error) => centre.faults.push(error),
  })
  const asker = centre.as('manager').actor
  const about = { asker, centreId: centre.id, input: {} }
  for (let i = 0; i < 20; i++) void reads.ask(name, about)
  expect(await reads.ask('team', about)).toMatchObject({ on: [] })
})

describe('a thread', () => {
  class FakeThread extends EventEmitter {
    asked: number[] = []
    postMessage({ id }: { id: number }) {
      this.asked.push(id)
    }
    unref() {
      return this
    }
    terminate() {
      return Promise.resolve(0)
    }
  }
  const looker = { sight: 'team' as const, agencyId: 'a' }
  const asked = { centreId: 'c', looker, now: 0 }

  function reckoner() {
    const threads: FakeThread[] = []
    const made = createReckoner('file:none', () => {
      const thread = new FakeThread()
      threads.push(thread)
      // Two worlds meet: what the reckoner uses of a thread is all that this one has.
      return thread as unknown as ReturnType<NonNullable<Parameters<typeof createReckoner>[1]>>
    })
    return { made, threads }
  }

  test('that dies fails those who asked it, and none who asked the next', async () => {
    const { made, threads } = reckoner()
    const first = made.review(asked)
    threads[0]?.emit('error', new Error('out of memory'))
    await expect(first).rejects.toThrow('out of memory')
    const second = made.review(asked)
    threads[0]?.emit('exit', 1)
    threads[1]?.emit('message', { id: threads[1].asked[0], value: { measuresVersion: 7 } })
    expect(await second).toEqual({ measuresVersion: 7 })
    expect(threads).toHaveLength(2)
  })

  test('tells that the database is away as just that', async () => {
    const { made, threads } = reckoner()
    const answer = made.review(asked)
    threads[0]?.emit('message', { id: 0, fault: { name: 'Unavailable', why: 'busy' } })
    await expect(answer).rejects.toBeInstanceOf(Unavailable)
    await expect(answer).rejects.toMatchObject({ why: 'busy' })
  })
})
