/** What can't go on: a visit that has ended, one that was logged by mistake, somebody who is out for a bit. */
import { uuidv7 } from 'uuidv7'
import { expect, test } from 'vitest'
import type { CommandName } from '../../../shared/contract/index.ts'
import { useScene } from './scene.ts'

const scene = useScene()

/** Whatever else a command needs beside the visit. */
const also: Partial<Record<CommandName, object>> = {
  'visit.handOver': { toRole: 'clinician' },
  'visit.callFor': { toRole: 'housing' },
  'visit.answerCall': { callId: uuidv7() },
  'visit.withdrawCall': { callId: uuidv7() },
  'visit.stepAway': { wants: ['anyone'] },
  'visit.settleWorry': { how: 'Rang' },
}
const nameIn = (title: string) => title.split(' ')[0] as CommandName
const tryIt = async (title: string, visitId: string) => {
  const name = nameIn(title)
  const reply = await scene.centre.as('peer').send(name, { visitId, ...also[name] })
  expect(reply.status).toBe(409)
  return reply.body as Record<string, unknown>
}

test.each([
  'visit.welcome refuses gone',
  'visit.pickUp refuses gone',
  'visit.beginWith refuses gone',
  'visit.lookIn refuses gone',
  'visit.join refuses gone',
  'visit.stepAway refuses gone',
  'visit.handOver refuses gone',
  'visit.takeOver refuses gone',
  'visit.declineHandover refuses gone',
  'visit.withdrawHandover refuses gone',
  'visit.callFor refuses gone',
  'visit.answerCall refuses gone',
  'visit.withdrawCall refuses gone',
  'visit.stepOut refuses gone',
  'visit.comeBack refuses gone',
])('%s, saying since when', async (title) => {
  const { centre, does, story } = scene
  const visitId = await centre.arrive()
  const at = centre.clock.now()
  await does('desk', 'visit.leave', { visitId })
  centre.clock.pass(1000)
  expect(await tryIt(title, visitId)).toEqual({ error: 'gone', at })
  expect(await story(visitId)).toHaveLength(2)
})

test.each([
  'visit.welcome refuses retracted',
  'visit.pickUp refuses retracted',
  'visit.beginWith refuses retracted',
  'visit.lookIn refuses retracted',
  'visit.join refuses retracted',
  'visit.stepAway refuses retracted',
  'visit.handOver refuses retracted',
  'visit.takeOver refuses retracted',
  'visit.declineHandover refuses retracted',
  'visit.withdrawHandover refuses retracted',
  'visit.callFor refuses retracted',
  'visit.answerCall refuses retracted',
  'visit.withdrawCall refuses retracted',
  'visit.stepOut refuses retracted',
  'visit.comeBack refuses retracted',
  'visit.leave refuses retracted',
  'visit.settleWorry refuses retracted',
])('%s, naming who and when', async (title) => {
  const { centre, does, story, who } = scene
  const visitId = await centre.arrive()
  const at = centre.clock.now()
  await does('desk', 'visit.retract', { visitId })
  centre.clock.pass(1000)
  expect(await tryIt(title, visitId)).toEqual({ error: 'retracted', by: who('desk'), at })
  expect(await story(visitId)).toHaveLength(2)
})

test.each([
  'visit.pickUp refuses steppedOut',
  'visit.beginWith refuses steppedOut',
  'visit.lookIn refuses steppedOut',
  'visit.join refuses steppedOut',
  'visit.callFor refuses steppedOut',
])('%s, saying since when', async (title) => {
  const { centre, does, story } = scene
  const visitId = await centre.arrive()
  const at = centre.clock.now()
  await does('desk', 'visit.stepOut', { visitId })
  centre.clock.pass(1000)
  expect(await tryIt(title, visitId)).toEqual({ error: 'steppedOut', at })
  expect(await story(visitId)).toHaveLength(2)
})
