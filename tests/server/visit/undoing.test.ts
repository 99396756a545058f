/** What was done by mistake, undone: ten minutes for whoever did it, later for a shift lead or a manager. */
import { describe, expect, test } from 'vitest'
import { hours, minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

describe('a goodbye undone', () => {
  test('puts them back on the board with nobody alongside; what was answered stays in the history', async () => {
    const { centre, does, visit, now, said, last } = scene
    const visitId = await centre.arrive({ label: 'Sam' })
    await does('peer', 'visit.beginWith', { visitId })
    await does('desk', 'visit.leave', { visitId, ending: 'left_worried', feeling: 3, helped: ['someHope'] })
    centre.clock.pass(minutes(10))
    await does('desk', 'visit.reopen', { visitId })
    expect(await visit(visitId)).toMatchObject({
      goneAt: null,
      goneBy: null,
      goneRecordedAt: null,
      ending: null,
      feelingLeaving: null,
      helped: null,
      isWorried: false,
    })
    expect(await now(visitId)).toEqual([])
    expect(await said(visitId, 'feelingLeaving')).toEqual([3])
    expect(await last(visitId)).toMatchObject({ kind: 'visit.reopened', data: {} })
    await does('desk', 'visit.leave', { visitId })
  })

  test('visit.reopen refuses notGone', async () => {
    const { centre, refused } = scene
    const visitId = await centre.arrive()
    expect(await refused('manager', 'visit.reopen', { visitId })).toEqual({ error: 'notGone' })
  })

  test('visit.reopen refuses onlyShiftLead, naming who said goodbye and when', async () => {
    const { centre, does, refused, who } = scene
    const visitId = await centre.arrive()
    const at = centre.clock.now()
    await does('desk', 'visit.leave', { visitId })
    const body = { error: 'onlyShiftLead', by: who('desk'), at }
    expect(await refused('peer', 'visit.reopen', { visitId })).toEqual(body)
    centre.clock.pass(minutes(10) + 1)
    expect(await refused('desk', 'visit.reopen', { visitId })).toEqual(body)
  })

  test('the ten minutes are counted from the recording, not from a goodbye told late', async () => {
    const { centre, does } = scene
    const visitId = await centre.arrive()
    centre.clock.pass(hours(2))
    await does('desk', 'visit.leave', { visitId, occurredAt: centre.clock.now() - hours(1) })
    centre.clock.pass(minutes(9))
    await does('desk', 'visit.reopen', { visitId })
  })

  test('later it is the shift lead’s, or a manager’s', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    await does('desk', 'visit.leave', { visitId })
    centre.clock.pass(hours(1))
    await does('housing', 'team.on', {})
    expect(await refused('housing', 'visit.reopen', { visitId })).toMatchObject({ error: 'onlyShiftLead' })
    await does('peer', 'team.on', { asLead: true })
    await does('peer', 'visit.reopen', { visitId })
    await does('peer', 'team.off', {})
    await does('desk', 'visit.leave', { visitId })
    centre.clock.pass(hours(1))
    expect(await refused('peer', 'visit.reopen', { visitId })).toMatchObject({ error: 'onlyShiftLead' })
    await does('manager', 'visit.reopen', { visitId })
  })

  test('visit.reopen refuses alreadyHere when they have come again, saying with which visit', async () => {
    const { centre, does, refused } = scene
    const personId = await does('desk', 'person.add', { name: 'Dara' })
    const first = await centre.arrive({ personId })
    await does('desk', 'visit.leave', { visitId: first })
    const visitId = await centre.arrive({ personId })
    const since = centre.clock.now()
    expect(await refused('desk', 'visit.reopen', { visitId: first })).toEqual({
      error: 'alreadyHere',
      visitId,
      since,
    })
    await does('desk', 'visit.leave', { visitId })
    await does('desk', 'visit.reopen', { visitId: first })
  })

  test('a soft name that was given to another meanwhile isn’t worn by two', async () => {
    const { centre, does, visit } = scene
    const open = async () =>
      ((await centre.as('desk').ask('board')).body as { cards: { label: string }[] }).cards
    const visitId = await centre.arrive()
    await does('desk', 'visit.leave', { visitId })
    for (let n = 0; n < 40; n++) await centre.arrive()
    await does('desk', 'visit.reopen', { visitId })
    const labels = (await open()).map((card) => card.label)
    expect(new Set(labels).size).toBe(labels.length)
    expect((await visit(visitId)).softName).not.toBeNull()
  })
})

describe('logged by mistake', () => {
  test('ends what was under way, and is kept', async () => {
    const { centre, does, visit, beside, calls, offers, last, staff } = scene
    const visitId = await centre.arrive({}, 'volunteer')
    await does('peer', 'visit.beginWith', { visitId })
    await does('peer', 'visit.handOver', { visitId, toRole: 'clinician' })
    await does('peer', 'visit.callFor', { visitId, toRole: 'housing' })
    centre.clock.pass(minutes(3))
    const at = centre.clock.now()
    await does('volunteer', 'visit.retract', { visitId })
    expect(await visit(visitId)).toMatchObject({
      retractedAt: at,
      retractedBy: staff('volunteer'),
      goneAt: null,
    })
    expect(await beside(visitId)).toMatchObject([{ endedAt: at, endedWhy: 'retracted' }])
    expect(await offers(visitId)).toMatchObject([{ outcome: 'lapsed' }])
    expect(await calls(visitId)).toMatchObject([{ withdrawnAt: at }])
    expect(await last(visitId)).toMatchObject({ kind: 'visit.retracted', data: { ended: [staff('peer')] } })
  })

  test('visit.retract refuses alreadyRetracted, naming who and when', async () => {
    const { centre, does, refused, who } = scene
    const visitId = await centre.arrive()
    const at = centre.clock.now()
    await does('desk', 'visit.retract', { visitId })
    const answer = await refused('manager', 'visit.retract', { visitId })
    expect(answer).toEqual({ error: 'alreadyRetracted', by: who('desk'), at })
  })

  test('visit.retract refuses onlyShiftLead, naming who logged it and when', async () => {
    const { centre, does, refused, who } = scene
    const visitId = await centre.arrive({ arrivedAt: centre.clock.now() - hours(3) })
    const at = centre.clock.now()
    const body = { error: 'onlyShiftLead', by: who('desk'), at }
    expect(await refused('peer', 'visit.retract', { visitId })).toEqual(body)
    centre.clock.pass(minutes(11))
    expect(await refused('desk', 'visit.retract', { visitId })).toEqual(body)
    await does('manager', 'visit.retract', { visitId })
  })

  test('is itself undone by whoever did it', async () => {
    const { centre, does, visit } = scene
    const visitId = await centre.arrive()
    await does('desk', 'visit.stepOut', { visitId })
    await does('desk', 'visit.retract', { visitId })
    await does('desk', 'visit.reopen', { visitId })
    expect(await visit(visitId)).toMatchObject({ retractedAt: null, retractedBy: null, outAt: null })
    await does('peer', 'visit.beginWith', { visitId })
  })

  test('of a visit that had ended is undone to the goodbye, and then that', async () => {
    const { centre, does, visit } = scene
    const visitId = await centre.arrive()
    await does('desk', 'visit.leave', { visitId, ending: 'home' })
    await does('desk', 'visit.retract', { visitId })
    await does('desk', 'visit.reopen', { visitId })
    expect(await visit(visitId)).toMatchObject({
      retractedAt: null,
      ending: 'home',
      goneAt: centre.clock.now(),
    })
    await does('desk', 'visit.reopen', { visitId })
    expect((await visit(visitId)).goneAt).toBeNull()
  })
})
