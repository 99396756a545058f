/** A call is answered by somebody's being there, never by a promise to come: whoever never came is asked for again. */
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { callsAsking } from '../../../shared/domain/calls.ts'
import { minutes } from '../../fakeClock.ts'
import { useScene } from './scene.ts'

const scene = useScene()

async function called() {
  const visitId = await scene.centre.arrive()
  const callId = uuidv7()
  await scene.does('desk', 'visit.callFor', { visitId, callId, toRole: 'housing' })
  return { visitId, callId }
}

describe('who answered and never came', () => {
  const isOpen = async (visitId: string, callId: string) => {
    expect(await scene.calls(visitId)).toMatchObject([
      { answeredBy: null, answeredAt: null, withdrawnAt: null },
    ])
    expect((await scene.card(visitId)).calls.map((one) => one.id)).toEqual([callId])
  }

  test('says they can’t after all: the call asks again', async () => {
    const { does, last } = scene
    const { visitId, callId } = await called()
    await does('housing', 'visit.answerCall', { visitId, callId })
    await does('housing', 'visit.stepAway', { visitId })
    await isOpen(visitId, callId)
    expect((await last(visitId)).data).toMatchObject({ hadBegun: false, callsAgain: [callId] })
    await does('benefits', 'visit.answerCall', { visitId, callId })
  })

  test('went home: the call asks again', async () => {
    const { does, last } = scene
    const { visitId, callId } = await called()
    await does('housing', 'visit.answerCall', { visitId, callId })
    await does('housing', 'team.off', {})
    await isOpen(visitId, callId)
    expect((await last(visitId)).data).toMatchObject({ callsAgain: [callId] })
  })

  test('wasn’t there in time, and somebody else goes: the call asks again', async () => {
    const { centre, does, last, staff } = scene
    const { visitId, callId } = await called()
    await does('housing', 'visit.answerCall', { visitId, callId })
    centre.clock.pass(minutes(5))
    await does('peer', 'visit.pickUp', { visitId })
    await isOpen(visitId, callId)
    expect((await last(visitId)).data).toEqual({ insteadOf: staff('housing'), callsAgain: [callId] })
  })

  test('had to stop when they went out: the call asks again', async () => {
    const { does, last } = scene
    const { visitId, callId } = await called()
    await does('housing', 'visit.answerCall', { visitId, callId })
    await does('desk', 'visit.stepOut', { visitId })
    await isOpen(visitId, callId)
    expect((await last(visitId)).data).toMatchObject({ callsAgain: [callId] })
  })

  test('says “I’ll go” once more: it stays answered until they give up', async () => {
    const { centre, does, calls, staff } = scene
    const { visitId, callId } = await called()
    await does('housing', 'visit.answerCall', { visitId, callId })
    centre.clock.pass(minutes(5))
    await does('housing', 'visit.pickUp', { visitId })
    expect(await calls(visitId)).toMatchObject([{ answeredBy: staff('housing') }])
    await does('housing', 'visit.stepAway', { visitId })
    await isOpen(visitId, callId)
  })

  test('wasn’t there in time beside one who leads: the clock alone makes it ask again, and another may come', async () => {
    const { centre, does, now, calls, card, last, staff } = scene
    const { visitId, callId } = await called()
    await does('peer', 'visit.beginWith', { visitId })
    await does('housing', 'visit.answerCall', { visitId, callId })
    const asks = async () => callsAsking(await card(visitId), centre.clock.now()).map((one) => one.id)
    expect(await asks()).toEqual([])
    centre.clock.pass(minutes(5))
    expect(await asks()).toEqual([callId])
    await does('benefits', 'visit.answerCall', { visitId, callId })
    expect(await asks()).toEqual([])
    expect(await calls(visitId)).toMatchObject([{ answeredBy: staff('benefits') }])
    expect(await now(visitId)).toMatchObject([
      { staffId: staff('peer'), isLead: true },
      { staffId: staff('benefits'), isLead: false },
    ])
    expect((await last(visitId)).data).toEqual({ callId, insteadOf: staff('housing') })
  })

  test('wasn’t there in time, and says so once more: they are expected anew', async () => {
    const { centre, does, card, now } = scene
    const { visitId, callId } = await called()
    await does('housing', 'visit.answerCall', { visitId, callId })
    centre.clock.pass(minutes(6))
    await does('housing', 'visit.answerCall', { visitId, callId })
    expect(callsAsking(await card(visitId), centre.clock.now())).toEqual([])
    expect(await now(visitId)).toMatchObject([{ isLead: true, dueBy: centre.clock.now() + minutes(5) }])
    centre.clock.pass(minutes(5))
    await does('desk', 'visit.withdrawCall', { visitId, callId })
    expect((await card(visitId)).calls).toEqual([])
  })

  test('leaves their other calls asking, named in the log', async () => {
    const { centre, does, last, calls } = scene
    const { visitId, callId } = await called()
    const other = uuidv7()
    await does('desk', 'visit.callFor', { visitId, callId: other, toRole: 'housing' })
    for (const each of [callId, other]) await does('housing', 'visit.answerCall', { visitId, callId: each })
    centre.clock.pass(minutes(5))
    await does('benefits', 'visit.answerCall', { visitId, callId })
    expect((await last(visitId)).data).toMatchObject({ callsAgain: [other] })
    const answers = (await calls(visitId)).map(({ id, answeredBy }) => [id, answeredBy])
    expect(new Map(answers as [string, string | null][]).get(other)).toBeNull()
  })

  test('who came is not asked for again, however they go', async () => {
    const { does, calls, staff, last } = scene
    const { visitId, callId } = await called()
    await does('housing', 'visit.answerCall', { visitId, callId })
    await does('housing', 'visit.beginWith', { visitId })
    await does('housing', 'visit.stepAway', { visitId, wants: ['anyone'] })
    expect(await calls(visitId)).toMatchObject([{ answeredBy: staff('housing') }])
    expect((await last(visitId)).data).not.toHaveProperty('callsAgain')
  })
})
