/**
 * Everybody does everything to a handful of visits at once, by a seeded plan. Whatever order it falls into:
 * no fault, no index that has to say no, and every visit sound after it (scene.ts).
 */
import { expect, test } from 'vitest'
import { Invalid, NotAllowed, NotFound } from '../../../server/commands/handler.ts'
import type { CommandName } from '../../../shared/contract/index.ts'
import { minutes } from '../../fakeClock.ts'
import type { WorkerName } from '../../harness.ts'
import { type Seeded, seeded } from '../../seeded.ts'
import { expectSound, useScene } from './scene.ts'

const scene = useScene()
const hands: WorkerName[] = [
  'desk',
  'peer',
  'peer2',
  'seniorPeer',
  'clinician',
  'clinician2',
  'housing',
  'benefits',
  'volunteer',
  'manager',
]
const names = [
  ...(['visit.pickUp', 'visit.beginWith', 'visit.join', 'visit.stepAway', 'visit.lookIn'] as const),
  ...(['visit.pickUp', 'visit.beginWith', 'visit.join', 'visit.stepAway', 'visit.welcome'] as const),
  ...(['visit.handOver', 'visit.takeOver', 'visit.declineHandover', 'visit.withdrawHandover'] as const),
  ...([
    'visit.callFor',
    'visit.answerCall',
    'visit.withdrawCall',
    'visit.stepOut',
    'visit.comeBack',
  ] as const),
  ...(['visit.leave', 'visit.reopen', 'visit.reopen', 'visit.retract', 'visit.settleWorry'] as const),
  ...([
    'visit.joinPerson',
    'visit.partPerson',
    'visit.arrive',
    'visit.change',
    'team.on',
    'team.off',
  ] as const),
] as const satisfies readonly CommandName[]

interface Known {
  visits: string[]
  people: string[]
  calls: string[]
}

function inputOf(name: (typeof names)[number], chance: Seeded, known: Known): object {
  const visitId = chance.of(known.visits)
  switch (name) {
    case 'visit.stepAway':
      return chance.chance(0.6) ? { visitId, wants: [chance.of(['anyone', 'justToBeHere'])] } : { visitId }
    case 'visit.handOver':
      return { visitId, toRole: chance.of(['clinician', 'peer', 'housing'] as const) }
    case 'visit.callFor':
      return { visitId, toRole: 'housing' }
    case 'visit.answerCall':
    case 'visit.withdrawCall':
      return { visitId, callId: chance.of(known.calls) }
    case 'visit.leave':
      return chance.chance(0.3) ? { visitId, ending: 'left_worried' } : { visitId }
    case 'visit.settleWorry':
      return { visitId, how: 'Rang' }
    case 'visit.joinPerson':
      return { visitId, personId: chance.of(known.people) }
    case 'visit.arrive':
      return chance.chance(0.5) ? { personId: chance.of(known.people) } : {}
    case 'visit.change':
      return chance.chance(0.5) ? { visitId, label: null } : { visitId, label: chance.of(['Sam', 'Ben']) }
    case 'team.on':
    case 'team.off':
      return {}
    default:
      return { visitId }
  }
}

test.each([7, 19, 104, 2026])('seed %i', { timeout: 300_000 }, async (seed) => {
  const { centre, does, calls } = scene
  const chance = seeded(seed)
  const known: Known = { visits: [], people: [], calls: [] }
  for (let n = 0; n < 5; n++) {
    const visitId = await centre.arrive()
    known.visits.push(visitId)
    known.people.push(await does('desk', 'person.add', { name: `Amara ${seed} ${n}` }))
    await does('desk', 'visit.callFor', { visitId, toRole: 'housing' })
    known.calls.push(...(await calls(visitId)).map((one) => one.id))
  }
  const came = new Map<string, number>()
  for (let step = 0; step < 60; step++) {
    const planned = Array.from({ length: 12 }, () => {
      const name = chance.of(names)
      return { name, worker: chance.of(hands), input: inputOf(name, chance, known) }
    })
    const answers = await Promise.all(
      planned.map(async ({ name, worker, input }) => {
        const { actor } = centre.as(worker)
        try {
          const outcome = await centre.app.door.run(name, { actor, input })
          if (outcome.is === 'done' && name === 'visit.arrive') known.visits.push(outcome.id)
          return outcome.is === 'done' ? 'done' : outcome.state
        } catch (error) {
          // A role that may not, a call of another visit: part of the plan. Anything else is a fault.
          if ([NotFound, Invalid, NotAllowed].some((kind) => error instanceof kind)) return 'no'
          throw error
        }
      }),
    )
    for (const answer of answers) came.set(answer, (came.get(answer) ?? 0) + 1)
    if (chance.chance(0.15)) centre.clock.pass(minutes(2))
    if (known.visits.length > 12) known.visits.splice(0, known.visits.length - 8)
  }
  expect(came.get('done') ?? 0).toBeGreaterThan(100)
  await expectSound(centre)
})
