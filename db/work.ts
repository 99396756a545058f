/**
 * One run of a piece of work and of the savepoints inside it, the same on both engines. It neither begins
 * nor commits; it must leave nothing behind that can still reach the connection.
 */
import { type Scope, faceOf } from './scope.ts'
import type { Work, Writer } from './store.ts'

/** What an engine gives: a statement of its own, and a scope with the maker of its Drizzle instance. */
export interface Ground {
  execute(sql: string): void | Promise<void>
  open(around?: Scope): { scope: Scope; make: () => Writer }
}

/** Runs `work` once and ends its scope. @throws what it threw, or the database's error that it kept to itself. */
export async function perform<T>(ground: Ground, work: Work<T>, around?: Scope): Promise<T> {
  const { scope, make } = ground.open(around)
  const tx = faceOf(scope, make)
  try {
    const result = await work(tx, async (inner) => {
      scope.hold()
      try {
        return await inStep(ground, scope, () => perform(ground, inner, scope))
      } finally {
        scope.resume()
      }
    })
    scope.assertSound()
    return result
  } finally {
    scope.end()
  }
}

/** Savepoints of one name nest: the innermost is meant, on both engines. */
async function inStep<R>(ground: Ground, around: Scope, run: () => Promise<R>): Promise<R> {
  // Once the work around it has ended, the connection is somebody else's: not one word more.
  const say = async (sql: string) => {
    if (around.isOver) throw new Error('a savepoint outlived the work it belonged to')
    await ground.execute(sql)
  }
  await say('SAVEPOINT step')
  let result: R
  try {
    result = await run()
  } catch (error) {
    try {
      await say('ROLLBACK TO SAVEPOINT step')
      await say('RELEASE SAVEPOINT step')
    } catch (broken) {
      // The transaction is lost. The first error says why; this one sees to it that nothing is committed.
      around.failed(broken)
    }
    throw error
  }
  await say('RELEASE SAVEPOINT step')
  return result
}
