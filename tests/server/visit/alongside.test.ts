/** Being with somebody: beginning, joining, stepping away, and who leads. */
import { describe, expect, test } from 'vitest'
import { minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

describe('I’m with them now', () => {
  test('begins straight from the board; being seen and welcomed count to here', async () => {
    const { centre, does, now, visit, last, staff } = scene
    const visitId = await centre.arrive()
    centre.clock.pass(minutes(3))
    const at = centre.clock.now()
    await does('peer', 'visit.beginWith', { visitId })
    expect(await now(visitId)).toMatchObject([
      { staffId: staff('peer'), isLead: true, saidAt: at, begunAt: at },
    ])
    expect(await visit(visitId)).toMatchObject({
      firstWithAt: at,
      welcomedAt: at,
      welcomedBy: staff('peer'),
      lastSeenAt: at,
      lastSeenBy: staff('peer'),
    })
    expect(await last(visitId)).toMatchObject({ kind: 'visit.begunWith', actor: staff('peer'), data: {} })
  })

  test('after “I’ll go” it is the same going; again, the same answer', async () => {
    const { centre, does, beside, story } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    centre.clock.pass(minutes(2))
    await does('peer', 'visit.beginWith', { visitId })
    const begunAt = centre.clock.now()
    centre.clock.pass(minutes(2))
    await does('peer', 'visit.beginWith', { visitId })
    expect(await beside(visitId)).toMatchObject([{ saidAt: begunAt - minutes(2), begunAt }])
    expect(await story(visitId)).toHaveLength(3)
  })

  test('keeps an earlier welcome', async () => {
    const { centre, does, visit, staff } = scene
    const visitId = await centre.arrive()
    await does('desk', 'visit.welcome', { visitId })
    const { welcomedAt } = await visit(visitId)
    centre.clock.pass(minutes(9))
    await does('peer', 'visit.beginWith', { visitId })
    expect(await visit(visitId)).toMatchObject({ welcomedAt, welcomedBy: staff('desk') })
  })

  test('comes in the place of one who never came', async () => {
    const { centre, does, beside, last, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    centre.clock.pass(minutes(5))
    await does('peer2', 'visit.beginWith', { visitId })
    expect(await beside(visitId)).toMatchObject([{ endedWhy: 'notBegun' }, { isLead: true, endedAt: null }])
    expect((await last(visitId)).data).toEqual({ insteadOf: staff('peer') })
  })

  test('being late oneself is no reason to be refused', async () => {
    const { centre, does, beside, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    centre.clock.pass(minutes(30))
    await does('peer', 'visit.beginWith', { visitId })
    expect(await beside(visitId)).toMatchObject([{ staffId: staff('peer'), isLead: true, endedAt: null }])
  })

  test('visit.beginWith refuses alreadyPickedUp while another leads, naming them', async () => {
    const { centre, does, refused, who } = scene
    const visitId = await centre.arrive()
    const at = centre.clock.now()
    await does('peer', 'visit.pickUp', { visitId })
    const body = { error: 'alreadyPickedUp', by: who('peer'), at }
    expect(await refused('peer2', 'visit.beginWith', { visitId })).toEqual(body)
    await does('peer', 'visit.beginWith', { visitId })
    centre.clock.pass(minutes(60))
    expect(await refused('peer2', 'visit.beginWith', { visitId })).toEqual(body)
  })
})

describe('alongside too', () => {
  test('joins without taking the lead, from any agency', async () => {
    const { centre, does, now, last, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    centre.clock.pass(minutes(1))
    await does('clinician', 'visit.join', { visitId })
    await does('clinician', 'visit.join', { visitId })
    expect(await now(visitId)).toMatchObject([
      { staffId: staff('peer'), isLead: true },
      {
        staffId: staff('clinician'),
        isLead: false,
        begunAt: centre.clock.now(),
        agencyId: centre.as('clinician').agencyId,
      },
    ])
    expect(await last(visitId)).toMatchObject({ kind: 'visit.joined', actor: staff('clinician'), data: {} })
  })

  test('leads where nobody does, and counts as being seen', async () => {
    const { centre, does, now, visit } = scene
    const visitId = await centre.arrive()
    await does('volunteer', 'visit.join', { visitId })
    expect(await now(visitId)).toMatchObject([{ isLead: true }])
    expect(await visit(visitId)).toMatchObject({
      firstWithAt: centre.clock.now(),
      welcomedAt: centre.clock.now(),
    })
  })

  test('leads in the place of one who never came', async () => {
    const { centre, does, now, last, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    centre.clock.pass(minutes(6))
    await does('peer2', 'visit.join', { visitId })
    expect(await now(visitId)).toMatchObject([{ staffId: staff('peer2'), isLead: true }])
    expect((await last(visitId)).data).toEqual({ insteadOf: staff('peer') })
  })

  test('begins what one had said one would do', async () => {
    const { centre, does, beside, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    await does('peer', 'visit.join', { visitId })
    expect(await beside(visitId)).toMatchObject([
      { staffId: staff('peer'), isLead: true, begunAt: centre.clock.now() },
    ])
  })

  test('while the lead is on the way, whoever joins is with them and doesn’t lead', async () => {
    const { centre, does, now, visit } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    await does('housing', 'visit.join', { visitId })
    expect(await now(visitId)).toMatchObject([
      { isLead: true, begunAt: null },
      { isLead: false, begunAt: centre.clock.now() },
    ])
    expect((await visit(visitId)).firstWithAt).toBe(centre.clock.now())
  })
})

describe('no longer alongside', () => {
  test('visit.stepAway refuses notAlongside', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    expect(await refused('peer', 'visit.stepAway', { visitId })).toEqual({ error: 'notAlongside' })
    await does('peer', 'visit.beginWith', { visitId })
    expect(await refused('peer2', 'visit.stepAway', { visitId })).toEqual({ error: 'notAlongside' })
  })

  test('visit.stepAway refuses lastAlongside until it is said what the person wants now', async () => {
    const { centre, does, refused, now, visit, said, last, staff } = scene
    const visitId = await centre.arrive({ wants: ['peer'] })
    await does('peer', 'visit.beginWith', { visitId })
    await does('housing', 'visit.callFor', { visitId, toRole: 'benefits' })
    expect(await refused('peer', 'visit.stepAway', { visitId })).toEqual({ error: 'lastAlongside' })
    expect(await now(visitId)).toHaveLength(1)

    centre.clock.pass(minutes(10))
    await does('peer', 'visit.stepAway', { visitId, wants: ['housing'], wantsNote: 'About the letter' })
    expect(await now(visitId)).toEqual([])
    expect(await visit(visitId)).toMatchObject({
      wants: ['housing'],
      wantsNote: 'About the letter',
      lastSeenAt: centre.clock.now(),
      lastSeenBy: staff('peer'),
    })
    expect(await said(visitId, 'wantsNote')).toEqual(['About the letter'])
    const { kind, data } = await last(visitId)
    expect({ kind, data }).toMatchObject({
      kind: 'visit.steppedAway',
      data: { hadBegun: true, wants: ['housing'], said: [{ field: 'wantsNote' }] },
    })
    expect(JSON.stringify(data)).not.toContain('letter')
  })

  test('somebody still on the way is nobody with them: the last who was there says what is wanted', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    await does('housing', 'visit.join', { visitId })
    expect(await refused('housing', 'visit.stepAway', { visitId })).toEqual({ error: 'lastAlongside' })
  })

  test('whoever hadn’t begun may step back without a word; nobody was with them', async () => {
    const { centre, does, now, visit, last } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    await does('peer', 'visit.stepAway', { visitId })
    expect(await now(visitId)).toEqual([])
    expect(await visit(visitId)).toMatchObject({ lastSeenAt: null, firstWithAt: null, wants: null })
    expect((await last(visitId)).data).toEqual({ hadBegun: false })
  })

  test('the lead passes to whoever has been there longest, and the log says to whom', async () => {
    const { centre, does, now, last, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    await does('desk', 'visit.callFor', { visitId, toRole: 'benefits' })
    const callId = (await scene.calls(visitId))[0]?.id ?? ''
    await does('benefits', 'visit.answerCall', { visitId, callId })
    centre.clock.pass(minutes(1))
    await does('clinician', 'visit.join', { visitId })
    centre.clock.pass(minutes(1))
    await does('housing', 'visit.join', { visitId })
    await does('peer', 'visit.stepAway', { visitId })
    expect((await now(visitId)).filter((one) => one.isLead)).toMatchObject([{ staffId: staff('clinician') }])
    expect((await last(visitId)).data).toEqual({ hadBegun: true, newLead: staff('clinician') })

    await does('housing', 'visit.stepAway', { visitId })
    await does('clinician', 'visit.stepAway', { visitId, wants: ['benefits'] })
    expect(await now(visitId)).toMatchObject([{ staffId: staff('benefits'), isLead: true, begunAt: null }])
  })

  test('an offer to hand over ends with the stepping away of whoever made it', async () => {
    const { centre, does, offers, refused } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    await does('housing', 'visit.join', { visitId })
    await does('peer', 'visit.handOver', { visitId, toRole: 'clinician' })
    await does('peer', 'visit.stepAway', { visitId })
    expect(await offers(visitId)).toMatchObject([{ outcome: 'lapsed' }])
    expect(await refused('clinician', 'visit.takeOver', { visitId })).toEqual({ error: 'noHandover' })
  })

  test('just to be here: then nobody is waited for by name any more', async () => {
    const { centre, does, visit, said, staff } = scene
    const visitId = await centre.arrive({ wants: ['anyone'], wantsStaff: [staff('peer')] })
    await does('peer', 'visit.beginWith', { visitId })
    await does('peer', 'visit.stepAway', { visitId, wants: ['justToBeHere'] })
    expect(await visit(visitId)).toMatchObject({ wants: ['justToBeHere'], wantsStaff: [] })
    expect(await said(visitId, 'wantsStaff')).toEqual([[staff('peer')], []])
  })

  test('a wish that no list has is invalid, and they stay alongside', async () => {
    const { centre, does, invalid, now } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    expect(await invalid('peer', 'visit.stepAway', { visitId, wants: ['magic'] })).toEqual({
      path: 'wants',
      message: 'unknownKey',
    })
    expect(await now(visitId)).toHaveLength(1)
  })

  test('said late by an offline phone, an end never comes before its beginning', async () => {
    const { centre, does, beside, visit } = scene
    const visitId = await centre.arrive()
    centre.clock.pass(minutes(30))
    await does('peer', 'visit.beginWith', { visitId })
    const begunAt = centre.clock.now()
    await does('peer', 'visit.stepAway', {
      visitId,
      wants: ['anyone'],
      occurredAt: begunAt - minutes(10),
    })
    expect(await beside(visitId)).toMatchObject([{ begunAt, endedAt: begunAt }])
    expect(await visit(visitId)).toMatchObject({ wants: ['anyone'], lastSeenAt: begunAt })
  })

  test('an answer without an answer is invalid: nobody is hidden by an empty list', async () => {
    const { centre, does, invalid } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    const required = { path: 'wants', message: 'required' }
    expect(await invalid('peer', 'visit.stepAway', { visitId, wants: [] })).toEqual(required)
    expect(await invalid('desk', 'visit.lookIn', { visitId, wants: [] })).toEqual(required)
  })
})
