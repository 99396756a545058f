/** A whole visit as steps: what the person does and what the workers of the day do about it, when all goes as planned. */
import type { Guest } from './guest.ts'
import { leftUnseen } from './goodbye.ts'
import { settledWords } from './notes.ts'
import { greet, firstMeeting } from './meeting.ts'
import { type Scene, sceneOf } from './scene.ts'
import { mark, type Step } from './step.ts'
import { settleIn, talk } from './talk.ts'
import type { Team } from './team.ts'

const minute = 60_000

/** The steps of one guest's visit, from walk-in to goodbye and beyond; books the workers who are with them. */
export function storyOf(seed: string, guest: Guest, team: Team): Step[] {
  const scene = sceneOf(seed, guest, team)
  const desk = scene.desk(guest.arrivesAt)
  scene.do(guest.arrivesAt, desk, 'visit.arrive', guest.arrival, 'person')
  switch (guest.manner) {
    case 'loggedTwice':
      scene.do(guest.arrivesAt + scene.draw.int(1, 6) * minute, desk, 'visit.retract', {
        visitId: scene.visit,
      })
      break
    case 'leavesFirst':
      if (scene.draw.chance(0.6)) greet(scene)
      leaveUnmet(scene)
      break
    case 'toBeHere':
      greet(scene)
      settleIn(scene)
      rest(scene, guest.rests)
      sayGoodbye(scene, scene.anybody(scene.now))
      break
    default:
      meet(scene)
  }
  return scene.steps
}

function meet(scene: Scene): void {
  const { guest } = scene
  greet(scene)
  const first = firstMeeting(scene)
  if (!first) {
    leaveUnmet(scene)
    return
  }
  const last = talk(scene, first)
  const rests = guest.manner === 'stays' || guest.rests > 0
  if (rests && guest.manner !== 'byPhone') {
    if (guest.manner === 'stays') {
      const room = scene.draw.pick(['room2', 'room4'])
      scene.do(scene.now, last, 'visit.change', { visitId: scene.visit, spaceId: mark('space', room) })
    }
    leaveThemBe(scene, last)
    rest(scene, guest.rests)
    sayGoodbye(scene, scene.anybody(scene.now + minute))
  } else sayGoodbye(scene, last)
}

/** Whoever is with them steps away, and says what they would like now. */
function leaveThemBe(scene: Scene, by: string): void {
  const isOn = scene.team.on(scene.now + minute).some((one) => one === by)
  const now = { visitId: scene.visit, wants: ['justToBeHere'] }
  // Going home ended their being alongside already.
  if (isOn) scene.do(scene.now, by, 'visit.stepAway', now)
  else scene.do(scene.now + 2 * minute, scene.anybody(scene.now + 2 * minute), 'visit.lookIn', now)
}

/** Nobody met them in time: the desk notices that they have gone. */
function leaveUnmet(scene: Scene): void {
  const at = scene.guest.arrivesAt + scene.guest.waits * minute
  const isPhone = scene.guest.manner === 'byPhone'
  const goodbye = isPhone ? { ending: 'call_dropped' } : leftUnseen
  scene.do(at, scene.desk(at), 'visit.leave', { visitId: scene.visit, ...goodbye }, 'person')
}

/** In the space, or asleep in a guest room: somebody looks in now and then. */
function rest(scene: Scene, minutes: number): void {
  const until = scene.now + minutes * minute
  const [least, most] = scene.guest.manner === 'stays' ? [90, 200] : [18, 45]
  for (;;) {
    const next = scene.now + scene.draw.int(least, most) * minute
    if (next > until - 5 * minute) break
    scene.do(next, scene.anybody(next), 'visit.lookIn', { visitId: scene.visit })
  }
  const { goesOut, manner } = scene.guest
  if (goesOut === null && manner === 'toBeHere' && scene.draw.chance(0.1)) {
    const out = scene.now + 3 * minute
    scene.do(out, scene.desk(out), 'visit.stepOut', { visitId: scene.visit }, 'person')
    const back = out + scene.draw.int(8, 25) * minute
    scene.do(back, scene.desk(back), 'visit.comeBack', { visitId: scene.visit }, 'person')
  }
  scene.pass(until)
}

function sayGoodbye(scene: Scene, by: string): void {
  const { guest, visit, draw } = scene
  const at = scene.now + draw.int(20, 90) * 1_000
  if (draw.chance(0.012)) {
    scene.do(at - 15_000, by, 'visit.leave', { visitId: visit })
    scene.do(at, by, 'visit.reopen', { visitId: visit })
  }
  scene.do(at, by, 'visit.leave', { visitId: visit, ...guest.goodbye }, 'person')
  if (guest.goodbye.ending === 'left_worried') {
    const settled = scene.now + draw.int(35, 150) * minute
    const who = scene.team.on(settled, 'seniorPeer', 'clinician', 'peer')[0] ?? scene.desk(settled)
    scene.do(settled, who, 'visit.settleWorry', { visitId: visit, how: draw.pick(settledWords) })
  }
}
