/** A worker on shift: looks at the board, goes to people, sits with them, hands over, goes home. */
import { settledWords } from '../../db/demo/notes.ts'
import type { Random } from '../../db/demo/random.ts'
import { workerLike } from './likeness.ts'
import { type Choice, choose } from './choose.ts'
import type { Client } from './client.ts'
import type { House } from './house.ts'
import { sit } from './sit.ts'

const minute = 60_000

export interface Duty {
  onAt: number
  offAt: number
  /** Leads once the lead before has gone. */
  isLead: boolean
}

export async function work(house: House, client: Client, duty: Duty): Promise<void> {
  const { time } = house
  const draw = house.draw('work', client.username, duty.onAt)
  await time.until(duty.onAt)
  if (time.isOver()) return
  const isOn = client.held?.team.some((one) => one.staffId === client.staffId) ?? false
  if (!isOn) await client.call('team.on', {})
  house.onShift.set(client.username, client)
  while (!time.isOver() && time.now() < duty.offAt) {
    await time.pass(draw.int(8, 40) * 1_000)
    await lead(client, duty)
    const choice = next(house, client)
    if (!choice) continue
    // Nobody presses the instant they have seen something; meanwhile somebody else may.
    await time.pass(draw.int(2, 9) * 1_000)
    await act(house, client, choice, draw, duty)
  }
  if (time.isOver()) return
  house.onShift.delete(client.username)
  await client.call('team.off', {})
}

async function lead(client: Client, duty: Duty): Promise<void> {
  if (!duty.isLead || !client.held || client.held.team.some((one) => one.isLead)) return
  await client.call('team.on', { asLead: true })
}

function next(house: House, client: Client): Choice | null {
  const { staffId, role, username } = client
  const cards = [...(client.held?.cards.values() ?? [])]
  return choose(cards, { staffId, role, isWoman: workerLike(username).isWoman }, house.time.now())
}

async function act(house: House, client: Client, choice: Choice, draw: Random, duty: Duty): Promise<void> {
  const visitId = choice.card.id
  switch (choice.is) {
    case 'welcome':
      await client.call('visit.welcome', { visitId })
      break
    case 'ask': {
      const { wish } = house.visitor(visitId).guest
      const wants = wish.isAsked === 'never' ? ['anyone'] : [...wish.wants]
      await client.call('visit.lookIn', { visitId, wants })
      break
    }
    case 'lookIn':
      await client.call('visit.lookIn', { visitId })
      break
    case 'settle':
      await client.call('visit.settleWorry', { visitId, how: draw.pick(settledWords) })
      break
    case 'answer':
      await answer(house, client, choice, draw, duty)
      break
    case 'takeOver': {
      if (draw.chance(0.12)) {
        await client.call('visit.declineHandover', { visitId, word: 'I’m needed downstairs first' })
        break
      }
      const taken = await client.call('visit.takeOver', { visitId })
      if (taken.is === 'done') await sit(house, client, visitId, draw, duty.offAt)
      break
    }
    case 'goTo':
      await goTo(house, client, visitId, draw, duty)
  }
}

/** "I'll go", the stairs, and being there. One in twenty is stopped on the way and doesn't come. */
async function goTo(house: House, client: Client, visitId: string, draw: Random, duty: Duty): Promise<void> {
  if (draw.chance(0.7)) {
    const picked = await client.call('visit.pickUp', { visitId })
    if (picked.is !== 'done') return
    if (draw.chance(0.05)) return await house.time.pass(draw.int(6, 12) * minute)
    await house.time.pass(draw.int(20, 150) * 1_000)
  }
  const begun = await client.call('visit.beginWith', { visitId })
  if (begun.is === 'done') await sit(house, client, visitId, draw, duty.offAt)
}

/** Comes when called, helps with one thing, and leaves them to whoever leads; or stays, where nobody does. */
async function answer(
  house: House,
  client: Client,
  choice: Choice & { is: 'answer' },
  draw: Random,
  duty: Duty,
): Promise<void> {
  const visitId = choice.card.id
  const answered = await client.call('visit.answerCall', { visitId, callId: choice.callId })
  if (answered.is !== 'done') return
  await house.time.pass(draw.int(30, 150) * 1_000)
  const joined = await client.call('visit.join', { visitId })
  if (joined.is !== 'done') return
  await house.time.until(Math.min(duty.offAt - minute, house.time.now() + draw.int(8, 24) * minute))
  if (house.time.isOver()) return
  const away = await client.call('visit.stepAway', { visitId })
  if (away.is === 'refused' && away.state === 'lastAlongside')
    await sit(house, client, visitId, draw, duty.offAt)
}
