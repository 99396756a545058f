/** A hello and a look in: seen, though nobody is alongside. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

describe('a welcome', () => {
  test('is by whoever says it, or by the worker they name', async () => {
    const { centre, does, visit, last, staff } = scene
    const own = await centre.arrive()
    centre.clock.pass(minutes(2))
    const at = centre.clock.now()
    await does('volunteer', 'visit.welcome', { visitId: own })
    expect(await visit(own)).toMatchObject({
      welcomedAt: at,
      welcomedBy: staff('volunteer'),
      lastSeenAt: at,
      lastSeenBy: staff('volunteer'),
      isWelcomedOnArrival: false,
      firstWithAt: null,
    })
    const named = await centre.arrive()
    await does('desk', 'visit.welcome', { visitId: named, by: staff('peer') })
    expect(await visit(named)).toMatchObject({ welcomedBy: staff('peer'), lastSeenBy: staff('peer') })
    expect(await last(named)).toMatchObject({
      kind: 'visit.welcomed',
      actor: staff('desk'),
      data: { by: staff('peer') },
    })
  })

  test('again by the same worker is the same answer', async () => {
    const { centre, does, story } = scene
    const visitId = await centre.arrive()
    await does('desk', 'visit.welcome', { visitId })
    await does('desk', 'visit.welcome', { visitId })
    expect(await story(visitId)).toHaveLength(2)
  })

  test('visit.welcome refuses alreadyWelcomed, naming who and when', async () => {
    const { centre, does, refused, who } = scene
    const visitId = await centre.arrive()
    const at = centre.clock.now()
    await does('desk', 'visit.welcome', { visitId })
    centre.clock.pass(minutes(1))
    expect(await refused('peer', 'visit.welcome', { visitId })).toEqual({
      error: 'alreadyWelcomed',
      by: who('desk'),
      at,
    })
  })

  test('by somebody who doesn’t work here is invalid', async () => {
    const { centre, invalid } = scene
    const visitId = await centre.arrive()
    expect(await invalid('desk', 'visit.welcome', { visitId, by: uuidv7() })).toEqual({
      path: 'by',
      message: 'unknownStaff',
    })
  })
})

describe('a look in', () => {
  test('is being seen, no welcome, and changes no wish that wasn’t asked about', async () => {
    const { centre, does, visit, last, staff } = scene
    const visitId = await centre.arrive({ wants: ['peer'] })
    centre.clock.pass(minutes(20))
    await does('peer', 'visit.lookIn', { visitId })
    expect(await visit(visitId)).toMatchObject({
      lastSeenAt: centre.clock.now(),
      lastSeenBy: staff('peer'),
      welcomedAt: null,
      firstWithAt: null,
      wants: ['peer'],
    })
    expect(await last(visitId)).toMatchObject({ kind: 'visit.lookedIn', data: {} })
  })

  test('keeps what they said they would like now', async () => {
    const { centre, does, visit, last, staff } = scene
    const visitId = await centre.arrive({ wants: ['peer'], wantsStaff: [staff('peer2')] })
    await does('peer', 'visit.lookIn', { visitId, wants: ['justToBeHere'] })
    expect(await visit(visitId)).toMatchObject({ wants: ['justToBeHere'], wantsStaff: [] })
    expect((await last(visitId)).data).toMatchObject({
      wants: ['justToBeHere'],
      said: [{ field: 'wantsStaff' }],
    })
  })

  test('told late, it doesn’t take the place of a later one', async () => {
    const { centre, does, visit, staff } = scene
    const visitId = await centre.arrive()
    centre.clock.pass(minutes(30))
    await does('peer', 'visit.lookIn', { visitId })
    await does('peer2', 'visit.lookIn', { visitId, occurredAt: centre.clock.now() - minutes(10) })
    expect(await visit(visitId)).toMatchObject({ lastSeenAt: centre.clock.now(), lastSeenBy: staff('peer') })
  })
})
