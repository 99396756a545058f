/** Ten thousand contested pick-ups: one winner each, and every loser told who it was. */
import { and, inArray, isNull } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { alongside } from '../../../db/schema/visit.ts'
import type { Outcome } from '../../../server/commands/run.ts'
import type { WorkerName } from '../../harness.ts'
import { useScene } from './scene.ts'

const scene = useScene()
const racers: WorkerName[] = ['peer', 'peer2', 'clinician', 'housing', 'volunteer']
const visits = 10_000
/** Some eighty presses at once: more than connections, and not so many that a slow machine turns some away. */
const atOnce = 40

test(
  'visit.pickUp refuses alreadyPickedUp to all but one of those who press at once, 10,000 times over',
  { timeout: 1_200_000 },
  async () => {
    const { centre, staff, who } = scene
    const { door } = centre.app
    const run = (worker: WorkerName, name: 'visit.arrive' | 'visit.pickUp', input: object) =>
      door.run(name, { actor: centre.as(worker).actor, input })
    const wins = new Map<string, number>()
    let told = 0
    let pressed = 0

    for (let done = 0; done < visits; done += atOnce) {
      const arrived = await Promise.all(
        Array.from({ length: atOnce }, (_, n) => run('desk', 'visit.arrive', { label: `Sam ${done + n}` })),
      )
      const at = centre.clock.now()
      const rounds = arrived.map(async (one, n) => {
        const visitId = idOf(one)
        // Each visit is raced for in another order, or the first in line would always win.
        const turn = Math.floor(Math.random() * racers.length)
        const order = [...racers.slice(turn), ...racers.slice(0, turn)].slice(0, 2 + (n % 2))
        pressed += order.length
        const outcomes = await Promise.all(order.map((worker) => run(worker, 'visit.pickUp', { visitId })))
        const winners = order.filter((_, n) => outcomes[n]?.is === 'done')
        expect(winners).toHaveLength(1)
        const winner = winners[0]!
        for (const outcome of outcomes.filter((other) => other.is === 'refused')) {
          expect(outcome).toEqual({ is: 'refused', state: 'alreadyPickedUp', facts: { by: who(winner), at } })
          told++
        }
        return [visitId, staff(winner)] as const
      })
      const won = new Map(await Promise.all(rounds))
      for (const winner of won.values()) wins.set(winner, (wins.get(winner) ?? 0) + 1)
      const leads = await centre.db.read
        .select({ visitId: alongside.visitId, staffId: alongside.staffId, isLead: alongside.isLead })
        .from(alongside)
        .where(and(inArray(alongside.visitId, [...won.keys()]), isNull(alongside.endedAt)))
      expect(leads).toHaveLength(atOnce)
      for (const one of leads) expect(one).toEqual({ ...one, staffId: won.get(one.visitId), isLead: true })
    }
    expect(told).toBe(pressed - visits)
    expect([...wins.values()].reduce((sum, won) => sum + won, 0)).toBe(visits)
  },
)

function idOf(outcome: Outcome): string {
  if (outcome.is !== 'done') throw new Error(outcome.state)
  return outcome.id
}
