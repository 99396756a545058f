/** A goodbye to the shift: whoever they were with goes on with those alongside, or is waiting again. */
import { beforeEach, describe, expect, test } from 'vitest'
import { doing } from '../../../shared/domain/doing.ts'
import { minutes } from '../../fakeClock.ts'
import { useScene } from '../visit/scene.ts'

const scene = useScene()

beforeEach(async () => {
  await scene.does('peer', 'team.on', {})
})
const staff = () => scene.staff('peer')
const goHome = () => scene.does('peer', 'team.off', {})
const card = async (visitId: string) => (await scene.centre.as('desk').ask('visit', { visitId })).body.card

test('leaves whoever they were with waiting, and says who was there last', async () => {
  const { centre, does, beside, last, who, staff } = scene
  const visitId = await centre.arrive({ wants: ['peer'] })
  await does('peer', 'visit.beginWith', { visitId })
  centre.clock.pass(minutes(20))
  await goHome()
  expect(await beside(visitId)).toMatchObject([{ endedAt: centre.clock.now(), endedWhy: 'wentHome' }])
  expect(await card(visitId)).toMatchObject({ doing: 'waiting', with: [], lastSeenBy: who('peer') })
  const { kind, data } = await last(visitId)
  expect({ kind, data }).toEqual({ kind: 'visit.workerWentHome', data: { staffId: staff('peer') } })
})

test('takes back an “I’ll go” that hasn’t begun: nobody was seen by it', async () => {
  const { centre, does } = scene
  const visitId = await centre.arrive({ wants: ['anyone'], welcomed: true })
  await does('peer', 'visit.pickUp', { visitId })
  const before = await card(visitId)
  await goHome()
  const after = await card(visitId)
  expect(after).toMatchObject({ doing: 'waiting', with: [], lastSeenAt: before.lastSeenAt })
  await does('housing', 'visit.pickUp', { visitId })
})

test('passes the lead to whoever has been there longest', async () => {
  const { centre, does, now, last, staff } = scene
  const visitId = await centre.arrive()
  await does('peer', 'visit.beginWith', { visitId })
  centre.clock.pass(minutes(1))
  await does('housing', 'visit.join', { visitId })
  centre.clock.pass(minutes(1))
  await does('clinician', 'visit.join', { visitId })
  await goHome()
  const lead = (await now(visitId)).find((one) => one.isLead)
  expect(lead).toMatchObject({ staffId: staff('housing') })
  expect((await last(visitId)).data).toEqual({ staffId: staff('peer'), newLead: staff('housing') })
  expect((await card(visitId)).doing).toBe('withSomeone')
})

test('leaves the lead where it is when they didn’t have it', async () => {
  const { centre, does, now, last, staff } = scene
  const visitId = await centre.arrive()
  await does('housing', 'visit.beginWith', { visitId })
  await does('peer', 'visit.join', { visitId })
  await goHome()
  expect(await now(visitId)).toMatchObject([{ staffId: staff('housing'), isLead: true }])
  expect((await last(visitId)).data).toEqual({ staffId: staff('peer') })
})

test('passes the lead to somebody still on the way where nobody else is there', async () => {
  const { centre, does, now, calls, staff } = scene
  const visitId = await centre.arrive()
  await does('peer', 'visit.beginWith', { visitId })
  await does('peer', 'visit.callFor', { visitId, toRole: 'housing' })
  const [call] = await calls(visitId)
  await does('housing', 'visit.answerCall', { visitId, callId: call?.id ?? '' })
  await goHome()
  expect(await now(visitId)).toMatchObject([{ staffId: staff('housing'), isLead: true, begunAt: null }])
  expect((await card(visitId)).doing).toBe('onTheWay')
})

describe('an open offer to hand over', () => {
  test('by them lapses, and can’t keep them here', async () => {
    const { centre, does, offers, refused } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    await does('peer', 'visit.handOver', { visitId, toRole: 'clinician' })
    await goHome()
    expect(await offers(visitId)).toMatchObject([{ outcome: 'lapsed', endedAt: centre.clock.now() }])
    expect(await refused('clinician', 'visit.takeOver', { visitId })).toEqual({ error: 'noHandover' })
  })

  test('to them by name lapses, and the giver goes on leading', async () => {
    const { centre, does, offers, now, last, staff } = scene
    const visitId = await centre.arrive()
    await does('housing', 'visit.beginWith', { visitId })
    await does('housing', 'visit.handOver', { visitId, toStaffId: staff('peer') })
    await goHome()
    expect(await offers(visitId)).toMatchObject([{ outcome: 'lapsed' }])
    expect(await now(visitId)).toMatchObject([{ staffId: staff('housing'), isLead: true }])
    expect(await last(visitId)).toMatchObject({ kind: 'visit.workerWentHome' })
    expect((await card(visitId)).handover).toBeNull()
  })

  test('to a role of theirs stays: others have it too', async () => {
    const { centre, does, offers } = scene
    const visitId = await centre.arrive()
    await does('housing', 'visit.beginWith', { visitId })
    await does('housing', 'visit.handOver', { visitId, toRole: 'peer' })
    await goHome()
    expect(await offers(visitId)).toMatchObject([{ outcome: null, endedAt: null }])
  })
})

test('asks anew what they would like: it was the company they had that let them want nobody', async () => {
  const { centre, does, visit, last, staff } = scene
  const visitId = await centre.arrive({ wants: ['justToBeHere'] })
  await does('peer', 'visit.beginWith', { visitId })
  await goHome()
  expect((await visit(visitId)).wants).toBeNull()
  expect((await card(visitId)).doing).toBe('waiting')
  expect((await last(visitId)).data).toEqual({ staffId: staff('peer'), wants: null })
})

test('asks nothing anew where somebody else is there, or nobody had begun, or a wish stands', async () => {
  const { centre, does, visit } = scene
  const wants = ['justToBeHere']
  const shared = await centre.arrive({ wants })
  await does('peer', 'visit.beginWith', { visitId: shared })
  await does('housing', 'visit.join', { visitId: shared })
  const promised = await centre.arrive({ wants, welcomed: true })
  await does('peer', 'visit.pickUp', { visitId: promised })
  const wishing = await centre.arrive({ wants: ['housing'] })
  await does('peer', 'visit.beginWith', { visitId: wishing })
  await goHome()
  expect((await visit(shared)).wants).toEqual(wants)
  expect((await visit(promised)).wants).toEqual(wants)
  expect((await visit(wishing)).wants).toEqual(['housing'])
})

test('leaves nobody to somebody who never pressed “I’m here”', async () => {
  const { centre, does, now, last, story, staff, refused } = scene
  await does('peer', 'team.off', {})
  const visitId = await centre.arrive({ wants: ['anyone'] })
  await does('peer', 'visit.beginWith', { visitId })
  const before = (await story(staff('peer'))).length
  await goHome()
  expect(await now(visitId)).toEqual([])
  expect(await last(visitId)).toMatchObject({ kind: 'visit.workerWentHome' })
  expect((await card(visitId)).doing).toBe('waiting')
  expect((await story(staff('peer'))).slice(before)).toEqual([])
  expect(await refused('peer', 'team.off', {})).toEqual({ error: 'notOn' })
})

test('has calls for them by name ask their role instead, and the log says so', async () => {
  const { centre, does, calls, last, staff } = scene
  const visitId = await centre.arrive()
  await does('housing', 'visit.beginWith', { visitId })
  await does('housing', 'visit.callFor', { visitId, toStaffId: staff('peer') })
  await goHome()
  const [call] = await calls(visitId)
  expect(call).toMatchObject({ toStaffId: null, toRole: 'peer', answeredAt: null, withdrawnAt: null })
  const data = { staffId: staff('peer'), toRole: 'peer', callsAgain: [call?.id] }
  expect(await last(visitId)).toMatchObject({ kind: 'visit.workerWentHome', data })
  expect((await card(visitId)).calls).toMatchObject([{ to: null, toRole: 'peer' }])
  await does('peer2', 'visit.answerCall', { visitId, callId: call?.id ?? '' })
})

test('late, ends nothing before it began', async () => {
  const { centre, does, offers } = scene
  const visitId = await centre.arrive()
  await does('housing', 'visit.beginWith', { visitId })
  const said = centre.clock.now()
  centre.clock.pass(minutes(10))
  await does('housing', 'visit.handOver', { visitId, toStaffId: staff() })
  const offeredAt = centre.clock.now()
  await does('peer', 'team.off', { occurredAt: said })
  expect(await offers(visitId)).toMatchObject([{ outcome: 'lapsed', offeredAt, endedAt: offeredAt }])
})

test('leaves several people at once, one change each, and the rest alone', async () => {
  const { centre, does, last, staff, story } = scene
  const visitIds: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    visitIds.push(visitId)
  }
  const other = await centre.arrive()
  await does('housing', 'visit.beginWith', { visitId: other })
  await goHome()
  for (const visitId of visitIds) expect((await last(visitId)).kind).toBe('visit.workerWentHome')
  expect((await last(other)).kind).toBe('visit.begunWith')
  expect((await story(staff('peer'))).at(-1)?.kind).toBe('team.wentOff')
})

test('while somebody else steps away: whoever is left is never without a lead', async () => {
  const { centre, does, now } = scene
  const visitId = await centre.arrive()
  await does('peer', 'visit.beginWith', { visitId })
  await does('housing', 'visit.join', { visitId })
  await does('clinician', 'visit.join', { visitId })
  await Promise.all([
    centre.as('peer').call('team.off', {}),
    centre.as('housing').call('visit.stepAway', { visitId }),
  ])
  expect((await now(visitId)).map((one) => one.isLead)).toEqual([true])
  const facts = await card(visitId)
  expect(doing(facts, centre.clock.now())).toBe('withSomeone')
})
