/** Hands at once: commands through the door without waiting, and rounds of them beside each other. */
import type { Outcome } from '../../../server/commands/run.ts'
import type { CommandName, Sent } from '../../../shared/contract/index.ts'
import type { WorkerName } from '../../harness.ts'
import type { Scene } from './scene.ts'

/** Enough for every order to come up. */
export const rounds = 60

/** Runs the rounds, twelve beside each other, so that connections really do get in each other's way. */
export async function each(round: (n: number) => Promise<void>): Promise<void> {
  for (let done = 0; done < rounds; done += 12) {
    await Promise.all(Array.from({ length: 12 }, (_, n) => round(done + n)))
  }
}

export const sayOf = (outcome: Outcome) => (outcome.is === 'done' ? 'done' : outcome.state)
export const says = (outcomes: readonly Outcome[]) => outcomes.map(sayOf).sort()
export const refusalIn = (outcomes: readonly Outcome[]) => outcomes.find((one) => one.is === 'refused')

/** `run` gives what came of it; `id` the id, and anything but a yes fails the test. */
export function handsOf(scene: Scene) {
  const run = <K extends CommandName>(worker: WorkerName, name: K, input: Sent<K>): Promise<Outcome> =>
    scene.centre.app.door.run(name, { actor: scene.centre.as(worker).actor, input })
  async function id<K extends CommandName>(worker: WorkerName, name: K, input: Sent<K>): Promise<string> {
    const outcome = await run(worker, name, input)
    if (outcome.is !== 'done') throw new Error(`${name}: ${outcome.state}`)
    return outcome.id
  }
  const arrive = (input: Sent<'visit.arrive'> = { label: 'Sam' }) => id('desk', 'visit.arrive', input)
  return { run, id, arrive }
}
