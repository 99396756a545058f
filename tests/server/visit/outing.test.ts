/** Out for a bit, expected back: still ours, though nobody is alongside. */
import { describe, expect, test } from 'vitest'
import { hours, minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

describe('stepping out', () => {
  test('ends everybody’s being alongside, leaves calls open, and keeps when they are expected', async () => {
    const { centre, does, beside, calls, visit, outings, said, last, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    await does('clinician', 'visit.join', { visitId })
    await does('peer', 'visit.callFor', { visitId, toRole: 'housing' })
    centre.clock.pass(minutes(10))
    const at = centre.clock.now()
    await does('desk', 'visit.stepOut', { visitId, until: at + hours(1), word: 'For a smoke' })
    expect(await beside(visitId)).toMatchObject([
      { endedAt: at, endedWhy: 'steppedOut' },
      { endedAt: at, endedWhy: 'steppedOut' },
    ])
    expect(await calls(visitId)).toMatchObject([{ withdrawnAt: null, answeredAt: null }])
    expect(await visit(visitId)).toMatchObject({ outAt: at, outUntil: at + hours(1), goneAt: null })
    expect(await outings(visitId)).toMatchObject([{ outAt: at, until: at + hours(1), backAt: null }])
    expect(await said(visitId, 'word')).toEqual(['For a smoke'])
    expect((await last(visitId)).data).toMatchObject({
      until: at + hours(1),
      ended: [staff('peer'), staff('clinician')].sort(),
      said: [{ field: 'word' }],
    })
  })

  test('visit.stepOut refuses steppedOut, saying since when', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    const at = centre.clock.now()
    await does('desk', 'visit.stepOut', { visitId })
    centre.clock.pass(minutes(1))
    expect(await refused('peer', 'visit.stepOut', { visitId })).toEqual({ error: 'steppedOut', at })
  })

  test('they can’t be expected before they went', async () => {
    const { centre, invalid } = scene
    const visitId = await centre.arrive()
    const until = centre.clock.now() - 1
    expect(await invalid('desk', 'visit.stepOut', { visitId, until })).toEqual({
      path: 'until',
      message: 'beforeGoing',
    })
  })
})

describe('coming back', () => {
  test('is being seen; the outing is kept, and the next is another', async () => {
    const { centre, does, visit, outings, last, staff } = scene
    const visitId = await centre.arrive()
    const outAt = centre.clock.now()
    await does('desk', 'visit.stepOut', { visitId, until: outAt + minutes(15) })
    centre.clock.pass(minutes(20))
    const backAt = centre.clock.now()
    await does('volunteer', 'visit.comeBack', { visitId })
    expect(await visit(visitId)).toMatchObject({
      outAt: null,
      outUntil: null,
      lastSeenAt: backAt,
      lastSeenBy: staff('volunteer'),
    })
    expect(await last(visitId)).toMatchObject({ kind: 'visit.cameBack', data: {} })
    centre.clock.pass(1)
    await does('desk', 'visit.stepOut', { visitId })
    expect(await outings(visitId)).toMatchObject([{ outAt, backAt }, { backAt: null }])
  })

  test('visit.comeBack refuses notOut', async () => {
    const { centre, refused } = scene
    const visitId = await centre.arrive()
    expect(await refused('desk', 'visit.comeBack', { visitId })).toEqual({ error: 'notOut' })
  })
})
