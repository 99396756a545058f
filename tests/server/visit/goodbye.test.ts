/** Goodbye, which nothing blocks and whose every answer is optional. */
import { describe, expect, test } from 'vitest'
import { hours, minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

describe('a goodbye', () => {
  test('of nothing but the goodbye is enough', async () => {
    const { centre, does, visit, last, staff } = scene
    const visitId = await centre.arrive()
    centre.clock.pass(minutes(40))
    const at = centre.clock.now()
    await does('volunteer', 'visit.leave', { visitId })
    expect(await visit(visitId)).toMatchObject({
      goneAt: at,
      goneBy: staff('volunteer'),
      goneRecordedAt: at,
      ending: null,
      isWorried: false,
      helped: null,
      gotWhatCameFor: null,
    })
    expect(await last(visitId)).toMatchObject({ kind: 'visit.left', data: {} })
  })

  test('keeps every answer, and the log none of them', async () => {
    const { centre, does, visit, said, last } = scene
    const visitId = await centre.arrive({ feeling: 2 })
    await does('peer', 'visit.leave', {
      visitId,
      ending: 'home_plan',
      feeling: 6,
      gotWhatCameFor: 'partly',
      feltWelcome: 'mostly',
      toldAgain: 'once',
      helped: ['someHope'],
      differently: 'A kettle upstairs',
      word: 'Back on Friday',
    })
    expect(await visit(visitId)).toMatchObject({
      ending: 'home_plan',
      feeling: 2,
      feelingLeaving: 6,
      gotWhatCameFor: 'partly',
      feltWelcome: 'mostly',
      toldAgain: 'once',
      helped: ['someHope'],
    })
    expect(await said(visitId, 'differently')).toEqual(['A kettle upstairs'])
    expect(await said(visitId, 'word')).toEqual(['Back on Friday'])
    expect(await said(visitId, 'feelingLeaving')).toEqual([6])
    expect(await said(visitId, 'ending')).toEqual(['home_plan'])
    const log = JSON.stringify((await last(visitId)).data)
    for (const secret of ['home_plan', 'partly', 'mostly', 'once', 'Hope', 'kettle', 'Friday']) {
      expect(log).not.toContain(secret)
    }
  })

  test('ends everything that hung on their being here', async () => {
    const { centre, does, beside, offers, calls, outings, visit, last, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    await does('clinician', 'visit.join', { visitId })
    await does('peer', 'visit.handOver', { visitId, toRole: 'clinician' })
    await does('peer', 'visit.callFor', { visitId, toRole: 'housing' })
    centre.clock.pass(minutes(1))
    const at = centre.clock.now()
    await does('desk', 'visit.leave', { visitId })
    expect(await beside(visitId)).toMatchObject([
      { endedAt: at, endedWhy: 'goodbye' },
      { endedAt: at, endedWhy: 'goodbye' },
    ])
    expect(await offers(visitId)).toMatchObject([{ outcome: 'lapsed', endedAt: at }])
    expect(await calls(visitId)).toMatchObject([{ withdrawnAt: at, withdrawnBy: staff('desk') }])
    expect((await last(visitId)).data).toEqual({ ended: [staff('peer'), staff('clinician')].sort() })

    const out = await centre.arrive({ spaceId: centre.spaces.guestRoom })
    await does('desk', 'visit.stepOut', { visitId: out })
    centre.clock.pass(hours(2))
    await does('desk', 'visit.leave', { visitId: out })
    expect(await visit(out)).toMatchObject({ outAt: null, outUntil: null, goneAt: centre.clock.now() })
    expect(await outings(out)).toMatchObject([{ backAt: centre.clock.now() }])
  })

  test('told late stands at its true time, beside when it was recorded', async () => {
    const { centre, does, visit } = scene
    const visitId = await centre.arrive()
    centre.clock.pass(hours(3))
    const occurredAt = centre.clock.now() - hours(1)
    await does('desk', 'visit.leave', { visitId, occurredAt })
    expect(await visit(visitId)).toMatchObject({ goneAt: occurredAt, goneRecordedAt: centre.clock.now() })
  })

  test('visit.leave refuses alreadyGone, naming who said it and when', async () => {
    const { centre, does, refused, who } = scene
    const visitId = await centre.arrive()
    const at = centre.clock.now()
    await does('desk', 'visit.leave', { visitId })
    centre.clock.pass(minutes(1))
    expect(await refused('peer', 'visit.leave', { visitId })).toEqual({
      error: 'alreadyGone',
      by: who('desk'),
      at,
    })
  })

  test.each([
    ['ending', { ending: 'vanished' }, 'unknownKey'],
    ['ending', { ending: 'guest' }, 'unknownKey'],
    ['ending', { ending: 'out_back' }, 'unknownKey'],
    ['feelingSkipped', { feelingSkipped: 'because' }, 'unknownKey'],
    ['helped', { helped: ['magic'] }, 'unknownKey'],
    ['feelingSkipped', { feeling: 4, feelingSkipped: 'ratherNot' }, 'notWithFeeling'],
  ])('%s: %j is invalid, and they are still here', async (path, input, message) => {
    const visitId = await scene.centre.arrive()
    expect(await scene.invalid('desk', 'visit.leave', { visitId, ...input })).toEqual({ path, message })
    expect((await scene.visit(visitId)).goneAt).toBeNull()
  })
})

describe('left and we’re worried', () => {
  test('stays with us until somebody says how it was settled', async () => {
    const { centre, does, visit, said, last } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.leave', { visitId, ending: 'left_worried' })
    expect(await visit(visitId)).toMatchObject({ isWorried: true, worrySettledAt: null })
    expect((await last(visitId)).data).toMatchObject({ isWorried: true })
    centre.clock.pass(hours(4))
    await does('desk', 'visit.settleWorry', { visitId, how: 'Home, with their sister' })
    expect(await visit(visitId)).toMatchObject({ isWorried: true, worrySettledAt: centre.clock.now() })
    expect(await said(visitId, 'worrySettled')).toEqual(['Home, with their sister'])
    const { kind, data } = await last(visitId)
    expect({ kind, fields: data.said?.map((one) => one.field) }).toEqual({
      kind: 'visit.worrySettled',
      fields: ['worrySettled'],
    })
  })

  test('visit.settleWorry refuses notWorried', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    expect(await refused('desk', 'visit.settleWorry', { visitId, how: 'Fine' })).toEqual({
      error: 'notWorried',
    })
    await does('desk', 'visit.leave', { visitId, ending: 'home' })
    expect(await refused('desk', 'visit.settleWorry', { visitId, how: 'Fine' })).toEqual({
      error: 'notWorried',
    })
  })

  test('visit.settleWorry refuses alreadySettled, saying when', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    await does('desk', 'visit.leave', { visitId, ending: 'left_worried' })
    const at = centre.clock.now()
    await does('desk', 'visit.settleWorry', { visitId, how: 'Rang' })
    centre.clock.pass(minutes(1))
    const answer = await refused('peer', 'visit.settleWorry', { visitId, how: 'Rang again' })
    expect(answer).toEqual({ error: 'alreadySettled', at })
  })
})

test('said late by an offline desk, a goodbye is never before what is known to have happened', async () => {
  const { centre, does, visit, calls, offers } = scene
  const visitId = await centre.arrive()
  centre.clock.pass(minutes(5))
  const said = centre.clock.now()
  centre.clock.pass(minutes(5))
  await does('peer', 'visit.beginWith', { visitId })
  await does('peer', 'visit.callFor', { visitId, toRole: 'housing' })
  await does('peer', 'visit.handOver', { visitId, toRole: 'clinician' })
  const begunAt = centre.clock.now()
  centre.clock.pass(minutes(10))
  await does('desk', 'visit.leave', { visitId, occurredAt: said })
  expect(await visit(visitId)).toMatchObject({ firstWithAt: begunAt, goneAt: begunAt })
  expect(await calls(visitId)).toMatchObject([{ calledAt: begunAt, withdrawnAt: begunAt }])
  expect(await offers(visitId)).toMatchObject([{ offeredAt: begunAt, endedAt: begunAt }])
})
