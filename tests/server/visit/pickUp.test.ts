/** "I'll go": one worker goes, everybody else is told who. Nobody is lost because somebody was stopped on the stairs. */
import { describe, expect, test } from 'vitest'
import { minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

describe('I’ll go', () => {
  test('puts the worker on the way as the one to ask, expected within the centre’s five minutes', async () => {
    const { centre, does, now, last, staff } = scene
    const visitId = await centre.arrive({ label: 'Sam' })
    expect(await does('peer', 'visit.pickUp', { visitId })).toBe(visitId)
    const at = centre.clock.now()
    expect(await now(visitId)).toMatchObject([
      {
        staffId: staff('peer'),
        role: 'peer',
        agencyId: centre.as('peer').agencyId,
        isLead: true,
        saidAt: at,
        dueBy: at + minutes(5),
        begunAt: null,
      },
    ])
    expect(await last(visitId)).toEqual({
      kind: 'visit.pickedUp',
      actor: staff('peer'),
      occurredAt: at,
      data: {},
    })
  })

  test('visit.pickUp refuses alreadyPickedUp, naming who and since when', async () => {
    const { centre, does, refused, story, who } = scene
    const visitId = await centre.arrive()
    const at = centre.clock.now()
    await does('peer', 'visit.pickUp', { visitId })
    centre.clock.pass(minutes(1))
    expect(await refused('peer2', 'visit.pickUp', { visitId })).toEqual({
      error: 'alreadyPickedUp',
      by: who('peer'),
      at,
    })
    expect(await story(visitId)).toHaveLength(2)
  })

  test('one’s own second press is the same answer, and changes nothing', async () => {
    const { centre, does, story, visit } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    const { version } = await visit(visitId)
    await does('peer', 'visit.pickUp', { visitId })
    await does('peer', 'visit.beginWith', { visitId })
    await does('peer', 'visit.pickUp', { visitId })
    expect((await visit(visitId)).version).toBe(version + 1)
    expect((await story(visitId)).map((one) => one.kind)).toEqual([
      'visit.arrived',
      'visit.pickedUp',
      'visit.begunWith',
    ])
  })

  test('not begun in time: another may go, and the log names who had said they would', async () => {
    const { centre, does, beside, last, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    centre.clock.pass(minutes(5))
    await does('peer2', 'visit.pickUp', { visitId })
    expect(await beside(visitId)).toMatchObject([
      { staffId: staff('peer'), endedWhy: 'notBegun', endedAt: centre.clock.now() },
      { staffId: staff('peer2'), isLead: true, endedAt: null },
    ])
    expect((await last(visitId)).data).toEqual({ insteadOf: staff('peer') })
  })

  test('one moment before that, they are still expected', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    centre.clock.pass(minutes(5) - 1)
    expect(await refused('peer2', 'visit.pickUp', { visitId })).toMatchObject({ error: 'alreadyPickedUp' })
  })

  test('saying it again after being late is saying it afresh', async () => {
    const { centre, does, beside, last } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    centre.clock.pass(minutes(6))
    await does('peer', 'visit.pickUp', { visitId })
    expect(await beside(visitId)).toMatchObject([
      { endedWhy: 'notBegun' },
      { endedAt: null, dueBy: centre.clock.now() + minutes(5) },
    ])
    expect((await last(visitId)).data).toEqual({})
  })

  test('an offer to hand over ends with the lead of whoever made it and never came', async () => {
    const { centre, does, offers } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    await does('peer', 'visit.handOver', { visitId, toRole: 'clinician' })
    centre.clock.pass(minutes(6))
    await does('peer2', 'visit.pickUp', { visitId })
    expect(await offers(visitId)).toMatchObject([{ outcome: 'lapsed', endedAt: centre.clock.now() }])
  })

  test('somebody who answered a call takes the lead of one who never came', async () => {
    const { centre, does, now, calls, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    await does('desk', 'visit.callFor', { visitId, toRole: 'housing' })
    centre.clock.pass(minutes(4))
    const [asked] = await calls(visitId)
    await does('housing', 'visit.answerCall', { visitId, callId: asked?.id ?? '' })
    centre.clock.pass(minutes(2))
    await does('housing', 'visit.pickUp', { visitId })
    expect(await now(visitId)).toMatchObject([
      { staffId: staff('housing'), isLead: true, begunAt: null, dueBy: centre.clock.now() + minutes(5) },
    ])
  })

  test('what an offline phone says of ten minutes ago is judged by that time', async () => {
    const { centre, does, refused, now } = scene
    const visitId = await centre.arrive()
    centre.clock.pass(minutes(20))
    const then = centre.clock.now() - minutes(10)
    await does('peer', 'visit.pickUp', { visitId, occurredAt: then })
    expect(await now(visitId)).toMatchObject([{ saidAt: then, dueBy: then + minutes(5) }])
    const late = await refused('peer2', 'visit.pickUp', { visitId, occurredAt: then + minutes(1) })
    expect(late).toMatchObject({ error: 'alreadyPickedUp', at: then })
    await does('peer2', 'visit.pickUp', { visitId })
  })

  test('nothing happens to anybody before they arrive, whatever a slow clock says', async () => {
    const { centre, does, now, visit } = scene
    const visitId = await centre.arrive()
    const { arrivedAt } = await visit(visitId)
    await does('peer', 'visit.beginWith', { visitId, occurredAt: arrivedAt - minutes(3) })
    expect(await now(visitId)).toMatchObject([{ begunAt: arrivedAt }])
    expect(await visit(visitId)).toMatchObject({ firstWithAt: arrivedAt, welcomedAt: arrivedAt })
  })
})

describe('how long somebody on the way is expected', () => {
  test('is the centre’s to say', async () => {
    const { centre, does, now, last, invalid } = scene
    await does('manager', 'centre.change', { onTheWayMinutes: 12 })
    expect(await last(centre.id)).toMatchObject({ kind: 'centre.changed', data: { onTheWayMinutes: 12 } })
    expect((await centre.as('desk').ask('centre')).body.onTheWayMinutes).toBe(12)
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    const at = centre.clock.now()
    expect(await now(visitId)).toMatchObject([{ dueBy: at + minutes(12) }])
    expect((await invalid('administrator', 'centre.change', { onTheWayMinutes: 0 })).path).toBe(
      'onTheWayMinutes',
    )
    expect((await centre.as('peer').call('centre.change', { onTheWayMinutes: 5 })).status).toBe(403)
    await does('administrator', 'centre.change', { onTheWayMinutes: 5 })
    expect(await now(visitId)).toMatchObject([{ dueBy: at + minutes(12) }])
  })

  test('said again as it is changes nothing', async () => {
    const { centre, does, story } = scene
    const before = (await story(centre.id)).length
    await does('manager', 'centre.change', { onTheWayMinutes: 5 })
    expect(await story(centre.id)).toHaveLength(before)
  })
})
