/**
 * What somebody asks holds on every page that is open, not from its next opening: of a visit on the board by its card,
 * of one that is over and of ties by a call to whoever looked. Nobody else is called.
 */
import { describe, expect, test } from 'vitest'
import type { BoardDelta } from '../../../shared/contract/live.ts'
import { hours } from '../../fakeClock.ts'
import type { WorkerName } from '../../harness.ts'
import { cameAgain, useScene } from '../visit/scene.ts'

const scene = useScene()

/** A screen that follows the board: what comes there, and everything up to now. */
async function screen(worker: WorkerName) {
  const { centre } = scene
  const socket = await centre.as(worker).live()
  const deltas: BoardDelta[] = []
  let calls = 0
  socket.on('board.delta', (delta: BoardDelta) => deltas.push(delta))
  socket.on('session.changed', () => calls++)
  const ready = new Promise((done) => socket.once('board.reset', done))
  socket.emit('board.follow', {})
  await ready
  // Whoever brings the picture up for the reset tells everybody of the steps before it, this one among them.
  deltas.length = 0
  calls = 0
  const untilPut = (id: string) =>
    expect.poll(() => deltas.some(({ puts }) => puts.some((card) => card.id === id))).toBe(true)
  return {
    /** How often it was called since last asked; a call comes after the delta of its step, before that of the next. */
    async called(): Promise<number> {
      await untilPut(await centre.arrive())
      await untilPut(await centre.arrive())
      const before = calls
      calls = 0
      return before
    },
    deltas,
  }
}
const opens = async (worker: WorkerName, visitId: string) => {
  expect((await scene.centre.as(worker).ask('visit', { visitId })).status).toBe(200)
}

const known = (name: string) => cameAgain(scene, name, hours(2))

describe('a restriction', () => {
  test('calls whoever has a past visit of theirs open, when it begins and when it is lifted', async () => {
    const { does } = scene
    const { personId, past, here } = await known('Alder')
    await opens('housing', past)
    await opens('clinician', here)
    const [reading, onBoard, elsewhere] = await Promise.all(
      (['housing', 'clinician', 'desk'] as const).map(screen),
    )
    await does('peer', 'restriction.begin', { subject: personId, why: 'notRight', letIn: [] })
    expect(await reading?.called()).toBe(1)
    expect(await elsewhere?.called()).toBe(0)
    // Whoever has the visit of now open hears by its card, of the same version.
    expect(await onBoard?.called()).toBe(0)
    const puts = onBoard?.deltas.flatMap((delta) => delta.puts).filter((card) => card.id === here) ?? []
    expect(puts).toHaveLength(1)
    await does('manager', 'restriction.end', { subject: personId, word: 'Put right.', wereTold: true })
    expect(await reading?.called()).toBe(1)
    expect(await elsewhere?.called()).toBe(0)
  })

  test('made in a visit that is over reaches its own open page', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive({ label: 'Birch' })
    await does('peer', 'visit.leave', { visitId })
    await opens('housing', visitId)
    const reading = await screen('housing')
    await does('peer', 'restriction.begin', { subject: visitId, why: 'forAClaim', letIn: [] })
    expect(await reading.called()).toBe(1)
  })

  test('that a visit brings along or takes away reaches the pages of the person’s others', async () => {
    const { centre, does } = scene
    const { personId, past, here } = await known('Cedar')
    await does('peer', 'visit.leave', { visitId: here })
    const visitId = await centre.arrive()
    await does('peer', 'restriction.begin', { subject: visitId, why: 'notRight', letIn: [] })
    await opens('housing', past)
    const reading = await screen('housing')
    await does('peer', 'visit.joinPerson', { visitId, personId })
    expect(await reading.called()).toBe(1)
    await does('peer', 'visit.partPerson', { visitId })
    expect(await reading.called()).toBe(1)
  })
})

test('a choice about sharing calls whoever has a past visit of theirs, or a copy, open', async () => {
  const { centre, does } = scene
  const { personId, past } = await known('Dogwood')
  await opens('housing', past)
  expect((await centre.as('manager').ask('person.copy', { personId })).status).toBe(200)
  const [reading, copying] = await Promise.all((['housing', 'manager'] as const).map(screen))
  const agencyIds = [centre.as('housing').agencyId]
  await does('peer', 'person.chooseSharing', { personId, agencyIds, answers: { name: 'no' } })
  expect(await reading?.called()).toBe(1)
  expect(await copying?.called()).toBe(1)
})

test('a tie that is said, chosen about or taken back calls the pages of both, and no card says so', async () => {
  const { does } = scene
  const one = await known('Elder')
  const other = await known('Fern')
  await opens('housing', one.here)
  await opens('clinician', other.past)
  const [carer, supported, elsewhere] = await Promise.all(
    (['housing', 'clinician', 'desk'] as const).map(screen),
  )
  const tieId = await does('peer', 'tie.add', { supporter: one.here, supported: other.personId })
  const steps = [
    () => Promise.resolve(tieId),
    () => does('peer', 'tie.choose', { tieId, side: 'supporter', mayKnow: true }),
    () => does('peer', 'tie.end', { tieId }),
  ]
  for (const step of steps) {
    await step()
    expect(await carer?.called()).toBe(1)
    expect(await supported?.called()).toBe(1)
    expect(await elsewhere?.called()).toBe(0)
  }
  const ids = [one.here, other.here, other.past]
  expect(elsewhere?.deltas.flatMap(({ puts, gone }) => [...puts.map((card) => card.id), ...gone])).toEqual(
    expect.not.arrayContaining(ids),
  )
})

test('whose record of the two is erased is gone from the other’s page that is open', async () => {
  const { centre, does } = scene
  const [one, other] = [await known('Gorse'), await known('Hazel')]
  await does('peer', 'tie.add', { supporter: one.personId, supported: other.personId })
  await does('peer', 'visit.leave', { visitId: one.here })
  await opens('clinician', other.past)
  const reading = await screen('clinician')
  const erased = { personId: one.personId, why: 'theyAsked' as const }
  expect((await centre.as('manager').call('person.erase', erased)).status).toBe(200)
  expect(await reading.called()).toBe(1)
})
