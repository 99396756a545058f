/** Asking somebody to come. One answers, the others see it; a call is a wish, not a lock. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import type { Board } from '../../../shared/contract/board.ts'
import type { Sent } from '../../../shared/contract/index.ts'
import { minutes } from '../../fakeClock.ts'
import type { WorkerName } from '../../harness.ts'
import { useScene } from './scene.ts'

const scene = useScene()

async function called(to: Omit<Sent<'visit.callFor'>, 'visitId'> = { toRole: 'housing' }) {
  const visitId = await scene.centre.arrive()
  const callId = uuidv7()
  await scene.does('desk', 'visit.callFor', { visitId, callId, ...to })
  return { visitId, callId }
}

describe('a call', () => {
  test('asks a role, an agency or a worker, with a word; several may be open', async () => {
    const { centre, does, calls, card, said, last, staff } = scene
    const { visitId, callId } = await called({ toRole: 'housing', word: 'About tonight' })
    const toAgencyId = centre.as('clinician').agencyId
    centre.clock.pass(1)
    await does('volunteer', 'visit.callFor', { visitId, toAgencyId })
    centre.clock.pass(1)
    await does('peer', 'visit.callFor', { visitId, toStaffId: staff('benefits') })
    expect(await calls(visitId)).toMatchObject([
      { id: callId, toRole: 'housing', byStaffId: staff('desk') },
      { toAgencyId, byStaffId: staff('volunteer') },
      { toStaffId: staff('benefits'), answeredAt: null, withdrawnAt: null },
    ])
    expect(await said(visitId, 'word')).toEqual(['About tonight'])
    expect((await card(visitId)).calls.map((one) => one.word)).toEqual(['About tonight', null, null])
    expect(await last(visitId)).toMatchObject({ kind: 'visit.calledFor', data: { to: staff('benefits') } })
  })

  test('has its word on the card of the team alone, and not where wishes are kept from them', async () => {
    const { centre, does } = scene
    const { visitId } = await called({ toRole: 'housing', word: 'About tonight' })
    const wordFor = async (worker: WorkerName) => {
      const { body } = await centre.as(worker).ask('board', {})
      return (body as Board).cards.find((one) => one.id === visitId)?.calls[0]?.word
    }
    expect(await wordFor('volunteer')).toBe('About tonight')
    expect(await wordFor('administrator')).toBeNull()
    const agencyIds = [centre.as('clinician').agencyId]
    await does('desk', 'visit.chooseSharing', { visitId, agencyIds, answers: { wishes: 'no' } })
    expect(await wordFor('clinician')).toBeNull()
    expect(await wordFor('desk')).toBe('About tonight')
  })

  test('is to exactly one who could come, under an id of its own', async () => {
    const { centre, invalid, staff } = scene
    const { visitId, callId } = await called()
    const tried = async (to: Omit<Sent<'visit.callFor'>, 'visitId'>) =>
      (await invalid('desk', 'visit.callFor', { visitId, ...to })).message
    expect(await tried({})).toBe('exactlyOne')
    expect(await tried({ toRole: 'housing', toStaffId: staff('housing') })).toBe('exactlyOne')
    expect(await tried({ toStaffId: uuidv7() })).toBe('unknownStaff')
    expect(await tried({ toStaffId: staff('administrator') })).toBe('cannotCome')
    expect(await tried({ toRole: 'wall' })).toBe('cannotCome')
    expect(await tried({ toAgencyId: uuidv7() })).toBe('unknownAgency')
    expect(await tried({ callId, toRole: 'housing' })).toBe('alreadyUsed')
    expect(centre.faults).toEqual([])
  })
})

describe('an answer', () => {
  test('puts the worker on the way, and in the lead where nobody leads', async () => {
    const { centre, does, now, calls, last, staff } = scene
    const { visitId, callId } = await called()
    const at = centre.clock.now()
    await does('housing', 'visit.answerCall', { visitId, callId })
    expect(await now(visitId)).toMatchObject([
      { staffId: staff('housing'), isLead: true, saidAt: at, dueBy: at + minutes(5), begunAt: null },
    ])
    expect(await calls(visitId)).toMatchObject([{ answeredBy: staff('housing'), answeredAt: at }])
    expect(await last(visitId)).toMatchObject({ kind: 'visit.callAnswered', data: { callId } })
  })

  test('beside the one who leads; anybody may answer', async () => {
    const { does, now, staff } = scene
    const { visitId, callId } = await called({ toRole: 'housing' })
    await does('peer', 'visit.beginWith', { visitId })
    await does('benefits', 'visit.answerCall', { visitId, callId })
    expect(await now(visitId)).toMatchObject([
      { staffId: staff('peer'), isLead: true },
      { staffId: staff('benefits'), isLead: false, begunAt: null },
    ])
  })

  test('from somebody who is alongside already leaves them as they are', async () => {
    const { centre, does, now, calls } = scene
    const { visitId, callId } = await called()
    await does('housing', 'visit.beginWith', { visitId })
    const begunAt = centre.clock.now()
    centre.clock.pass(minutes(1))
    await does('housing', 'visit.answerCall', { visitId, callId })
    expect(await now(visitId)).toMatchObject([{ isLead: true, begunAt, dueBy: null }])
    expect(await calls(visitId)).toMatchObject([{ answeredAt: centre.clock.now() }])
  })

  test('comes in the place of one who never came', async () => {
    const { centre, does, now, last, staff } = scene
    const { visitId, callId } = await called()
    await does('peer', 'visit.pickUp', { visitId })
    centre.clock.pass(minutes(5))
    await does('housing', 'visit.answerCall', { visitId, callId })
    expect(await now(visitId)).toMatchObject([{ staffId: staff('housing'), isLead: true }])
    expect((await last(visitId)).data).toEqual({ callId, insteadOf: staff('peer') })
  })

  test('again by the same worker is the same answer', async () => {
    const { does, story } = scene
    const { visitId, callId } = await called()
    await does('housing', 'visit.answerCall', { visitId, callId })
    await does('housing', 'visit.answerCall', { visitId, callId })
    expect(await story(visitId)).toHaveLength(3)
  })

  test('visit.answerCall refuses alreadyAnswered, naming who and when', async () => {
    const { centre, does, refused, who } = scene
    const { visitId, callId } = await called()
    const at = centre.clock.now()
    await does('housing', 'visit.answerCall', { visitId, callId })
    centre.clock.pass(minutes(1))
    const answer = await refused('peer', 'visit.answerCall', { visitId, callId })
    expect(answer).toEqual({ error: 'alreadyAnswered', by: who('housing'), at })
  })

  test('visit.answerCall refuses steppedOut: nobody is alongside somebody who is out', async () => {
    const { centre, does, refused, now } = scene
    const { visitId, callId } = await called()
    await does('desk', 'visit.stepOut', { visitId })
    const at = centre.clock.now()
    expect(await refused('housing', 'visit.answerCall', { visitId, callId })).toEqual({
      error: 'steppedOut',
      at,
    })
    expect(await now(visitId)).toEqual([])
  })

  test('visit.answerCall refuses callWithdrawn', async () => {
    const { centre, does, refused } = scene
    const { visitId, callId } = await called()
    const at = centre.clock.now()
    await does('peer', 'visit.withdrawCall', { visitId, callId })
    expect(await refused('housing', 'visit.answerCall', { visitId, callId })).toEqual({
      error: 'callWithdrawn',
      at,
    })
  })

  test('to a call of another visit, or none, is 404', async () => {
    const { centre } = scene
    const { callId } = await called()
    const visitId = await centre.arrive()
    for (const name of ['visit.answerCall', 'visit.withdrawCall'] as const) {
      expect((await centre.as('housing').call(name, { visitId, callId })).status).toBe(404)
      expect((await centre.as('housing').call(name, { visitId, callId: uuidv7() })).status).toBe(404)
    }
  })
})

describe('nobody needs to come after all', () => {
  test('anybody of the team may say so', async () => {
    const { centre, does, calls, last, staff } = scene
    const { visitId, callId } = await called()
    await does('volunteer', 'visit.withdrawCall', { visitId, callId })
    expect(await calls(visitId)).toMatchObject([
      { withdrawnAt: centre.clock.now(), withdrawnBy: staff('volunteer') },
    ])
    expect(await last(visitId)).toMatchObject({ kind: 'visit.callWithdrawn', data: { callId } })
  })

  test('visit.withdrawCall refuses alreadyAnswered, naming who and when', async () => {
    const { centre, does, refused, who } = scene
    const { visitId, callId } = await called()
    const at = centre.clock.now()
    await does('housing', 'visit.answerCall', { visitId, callId })
    const answer = await refused('desk', 'visit.withdrawCall', { visitId, callId })
    expect(answer).toEqual({ error: 'alreadyAnswered', by: who('housing'), at })
  })

  test('visit.withdrawCall refuses callWithdrawn', async () => {
    const { centre, does, refused } = scene
    const { visitId, callId } = await called()
    const at = centre.clock.now()
    await does('desk', 'visit.withdrawCall', { visitId, callId })
    expect(await refused('desk', 'visit.withdrawCall', { visitId, callId })).toEqual({
      error: 'callWithdrawn',
      at,
    })
  })
})
