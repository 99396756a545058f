/** A warm handover: the giver stays the one to ask until somebody has said yes, and it blocks nothing. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import type { Sent } from '../../../shared/contract/index.ts'
import { minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

/** Somebody with the peer worker, who offers to hand over. */
async function offered(to: Omit<Sent<'visit.handOver'>, 'visitId'>): Promise<string> {
  const visitId = await scene.centre.arrive()
  await scene.does('peer', 'visit.beginWith', { visitId })
  await scene.does('peer', 'visit.handOver', { visitId, ...to })
  return visitId
}

describe('an offer', () => {
  test('to a named worker, with a word: the giver goes on leading', async () => {
    const { centre, now, offers, said, last, staff } = scene
    const visitId = await offered({ toStaffId: staff('clinician'), word: 'She asked for you' })
    expect(await now(visitId)).toMatchObject([{ staffId: staff('peer'), isLead: true }])
    expect(await offers(visitId)).toMatchObject([
      {
        fromStaffId: staff('peer'),
        toStaffId: staff('clinician'),
        toRole: null,
        offeredAt: centre.clock.now(),
        endedAt: null,
      },
    ])
    expect(await said(visitId, 'word')).toEqual(['She asked for you'])
    const { kind, data } = await last(visitId)
    expect({ kind, data }).toMatchObject({
      kind: 'visit.handoverOffered',
      data: { to: staff('clinician'), said: [{ field: 'word' }] },
    })
  })

  test('may be made on the way, before having begun', async () => {
    const { centre, does, offers } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    await does('peer', 'visit.handOver', { visitId, toRole: 'housing' })
    expect(await offers(visitId)).toMatchObject([{ toRole: 'housing', toStaffId: null }])
  })

  test('visit.handOver refuses notTheLead, saying who is', async () => {
    const { centre, does, refused, who, staff } = scene
    const visitId = await centre.arrive()
    const to = { visitId, toStaffId: staff('clinician') }
    expect(await refused('peer', 'visit.handOver', to)).toEqual({ error: 'notTheLead', lead: null })
    await does('peer', 'visit.beginWith', { visitId })
    await does('housing', 'visit.join', { visitId })
    expect(await refused('housing', 'visit.handOver', to)).toEqual({ error: 'notTheLead', lead: who('peer') })
  })

  test('visit.handOver refuses alreadyOffered, saying since when', async () => {
    const { centre, refused } = scene
    const visitId = await offered({ toRole: 'clinician' })
    const at = centre.clock.now()
    centre.clock.pass(minutes(1))
    expect(await refused('peer', 'visit.handOver', { visitId, toRole: 'housing' })).toEqual({
      error: 'alreadyOffered',
      at,
    })
  })

  test('is to one worker or one role who could say yes', async () => {
    const { centre, does, invalid, staff } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    const tried = async (to: Omit<Sent<'visit.handOver'>, 'visitId'>) =>
      (await invalid('peer', 'visit.handOver', { visitId, ...to })).message
    expect(await tried({})).toBe('exactlyOne')
    expect(await tried({ toStaffId: staff('clinician'), toRole: 'clinician' })).toBe('exactlyOne')
    expect(await tried({ toStaffId: staff('peer') })).toBe('yourself')
    expect(await tried({ toStaffId: uuidv7() })).toBe('unknownStaff')
    expect(await tried({ toStaffId: staff('administrator') })).toBe('cannotCome')
    expect(await tried({ toRole: 'volunteer' })).toBe('cannotCome')
    expect(await tried({ toRole: 'wall' })).toBe('cannotCome')
  })
})

describe('yes', () => {
  test('ends the giver’s being there and puts the taker in the lead, with them from now', async () => {
    const { centre, does, beside, offers, visit, last, staff } = scene
    const visitId = await offered({ toStaffId: staff('clinician') })
    centre.clock.pass(minutes(3))
    const at = centre.clock.now()
    await does('clinician', 'visit.takeOver', { visitId })
    expect(await beside(visitId)).toMatchObject([
      { staffId: staff('peer'), endedAt: at, endedWhy: 'handedOver' },
      { staffId: staff('clinician'), isLead: true, begunAt: at, endedAt: null },
    ])
    expect(await offers(visitId)).toMatchObject([
      { outcome: 'takenOver', endedAt: at, endedBy: staff('clinician') },
    ])
    expect(await visit(visitId)).toMatchObject({ lastSeenAt: at, lastSeenBy: staff('clinician') })
    expect(await last(visitId)).toMatchObject({ kind: 'visit.takenOver', data: { from: staff('peer') } })
  })

  test('of a role: the first of them; one who was alongside keeps their own beginning', async () => {
    const { centre, does, now, refused, staff } = scene
    const visitId = await offered({ toRole: 'clinician' })
    const begunAt = centre.clock.now()
    await does('clinician2', 'visit.join', { visitId })
    centre.clock.pass(minutes(3))
    await does('clinician2', 'visit.takeOver', { visitId })
    expect(await now(visitId)).toMatchObject([{ staffId: staff('clinician2'), isLead: true, begunAt }])
    expect(await refused('clinician', 'visit.takeOver', { visitId })).toEqual({ error: 'noHandover' })
  })

  test('from one on the way counts as being seen', async () => {
    const { centre, does, visit } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.pickUp', { visitId })
    await does('peer', 'visit.handOver', { visitId, toRole: 'housing' })
    centre.clock.pass(minutes(1))
    await does('housing', 'visit.takeOver', { visitId })
    expect(await visit(visitId)).toMatchObject({
      firstWithAt: centre.clock.now(),
      welcomedAt: centre.clock.now(),
    })
  })

  test('visit.takeOver refuses noHandover', async () => {
    const { centre, does, refused } = scene
    const visitId = await centre.arrive()
    await does('peer', 'visit.beginWith', { visitId })
    expect(await refused('clinician', 'visit.takeOver', { visitId })).toEqual({ error: 'noHandover' })
  })

  test('visit.takeOver refuses notForYou', async () => {
    const { refused, staff } = scene
    const named = await offered({ toStaffId: staff('clinician') })
    expect(await refused('clinician2', 'visit.takeOver', { visitId: named })).toEqual({ error: 'notForYou' })
    expect(await refused('peer', 'visit.takeOver', { visitId: named })).toEqual({ error: 'notForYou' })
    const toOwnRole = await offered({ toRole: 'peer' })
    expect(await refused('peer', 'visit.takeOver', { visitId: toOwnRole })).toEqual({ error: 'notForYou' })
  })
})

describe('no', () => {
  test('with a word why; the giver leads on and may offer again', async () => {
    const { does, now, offers, said, last, staff } = scene
    const visitId = await offered({ toRole: 'clinician' })
    await does('clinician2', 'visit.declineHandover', { visitId, word: 'In the clinic till nine' })
    expect(await offers(visitId)).toMatchObject([{ outcome: 'declined', endedBy: staff('clinician2') }])
    expect(await said(visitId, 'word')).toEqual(['In the clinic till nine'])
    expect(await last(visitId)).toMatchObject({
      kind: 'visit.handoverDeclined',
      data: { from: staff('peer') },
    })
    expect(await now(visitId)).toMatchObject([{ staffId: staff('peer'), isLead: true }])
    await does('peer', 'visit.handOver', { visitId, toRole: 'housing' })
  })

  test('visit.declineHandover refuses noHandover', async () => {
    const { centre, refused } = scene
    const visitId = await centre.arrive()
    expect(await refused('clinician', 'visit.declineHandover', { visitId })).toEqual({ error: 'noHandover' })
  })

  test('visit.declineHandover refuses notForYou', async () => {
    const { refused, staff } = scene
    const visitId = await offered({ toStaffId: staff('clinician') })
    expect(await refused('housing', 'visit.declineHandover', { visitId })).toEqual({ error: 'notForYou' })
  })
})

describe('taken back', () => {
  test('by the giver', async () => {
    const { does, offers, last, refused, staff } = scene
    const visitId = await offered({ toRole: 'clinician' })
    await does('peer', 'visit.withdrawHandover', { visitId })
    expect(await offers(visitId)).toMatchObject([{ outcome: 'withdrawn', endedBy: staff('peer') }])
    expect(await last(visitId)).toMatchObject({ kind: 'visit.handoverWithdrawn' })
    expect(await refused('clinician', 'visit.takeOver', { visitId })).toEqual({ error: 'noHandover' })
  })

  test('visit.withdrawHandover refuses noHandover', async () => {
    const { centre, refused } = scene
    const visitId = await centre.arrive()
    expect(await refused('peer', 'visit.withdrawHandover', { visitId })).toEqual({ error: 'noHandover' })
  })

  test('visit.withdrawHandover refuses notYours, naming the giver', async () => {
    const { refused, who } = scene
    const visitId = await offered({ toRole: 'clinician' })
    const answer = await refused('clinician', 'visit.withdrawHandover', { visitId })
    expect(answer).toEqual({ error: 'notYours', by: who('peer') })
  })
})

test('a handover under way blocks neither a goodbye nor a stepping out', async () => {
  const { does, offers, now } = scene
  const leaving = await offered({ toRole: 'clinician' })
  await does('desk', 'visit.leave', { visitId: leaving })
  expect(await offers(leaving)).toMatchObject([{ outcome: 'lapsed' }])
  const out = await offered({ toRole: 'clinician' })
  await does('desk', 'visit.stepOut', { visitId: out })
  expect(await offers(out)).toMatchObject([{ outcome: 'lapsed' }])
  expect([...(await now(leaving)), ...(await now(out))]).toEqual([])
})

test('a volunteer who leads hands on like anybody, and takes nothing over', async () => {
  const { centre, does, now, staff, invalid } = scene
  const visitId = await centre.arrive()
  await does('volunteer', 'visit.beginWith', { visitId })
  await does('volunteer', 'visit.handOver', { visitId, toRole: 'peer' })
  await does('volunteer', 'visit.withdrawHandover', { visitId })
  await does('volunteer', 'visit.handOver', { visitId, toStaffId: staff('peer') })
  await does('peer', 'visit.takeOver', { visitId })
  expect(await now(visitId)).toMatchObject([{ staffId: staff('peer'), isLead: true }])
  expect(await invalid('peer', 'visit.handOver', { visitId, toStaffId: staff('volunteer') })).toEqual({
    path: 'toStaffId',
    message: 'cannotCome',
  })
  expect((await centre.as('volunteer').call('visit.takeOver', { visitId })).status).toBe(403)
})
