/** Being with somebody: what they tell, whom they need as well, who takes over, and a walk round the block. */
import type { Role } from '../../shared/contract/role.ts'
import { callWords, corrected, declineWords, handoverWords, notes, outWords } from './notes.ts'
import type { Scene } from './scene.ts'
import { mark } from './step.ts'
import type { Opening } from './team.ts'

const minute = 60_000

/** From being with them to the last moment of it; gives the user name of whoever is with them then. */
export function talk(scene: Scene, first: Opening): string {
  const { guest, team, draw } = scene
  const ends = Math.min(first.until, first.at + Math.max(9, guest.talks[0]) * minute)
  team.book(first.worker, first.at - 4 * minute, ends + 2 * minute)
  if (guest.manner !== 'byPhone') settleIn(scene, first.worker)
  tell(scene, first.worker, ends)
  getToKnow(scene, first.worker, ends)
  const called = guest.callFor && callFor(scene, first.worker, guest.callFor, ends)
  writeNote(scene, first.worker, ends)
  if (called && draw.chance(0.4)) writeNote(scene, called, ends)
  const last = guest.handsOver ? handOver(scene, first.worker, ends) : first.worker
  if (guest.goesOut !== null) return goOut(scene, last, guest.goesOut)
  scene.pass(ends)
  return last
}

const rooms = [
  'talking1',
  'talking2',
  'talking3',
  'quietCorner',
  'family',
  'clinic',
  'garden',
  'calm',
] as const
const open = ['lounge', 'kitchen', 'quietCorner', 'activity', 'garden', 'lounge'] as const

/** They find a room together, or a place in the space. */
export function settleIn(scene: Scene, by?: string): void {
  const { draw, visit } = scene
  if (draw.chance(0.25)) return
  const at = scene.now + draw.int(1, 4) * minute
  const space = mark('space', by === undefined ? draw.pick(open) : draw.pick(rooms))
  scene.do(at, by ?? scene.anybody(at), 'visit.change', { visitId: visit, spaceId: space })
}

/** So many minutes on, but within the time that they have together. */
const soon = (scene: Scene, least: number, most: number, ends: number) =>
  Math.min(scene.now + scene.draw.int(least, most) * minute, ends)

function tell(scene: Scene, by: string, ends: number): void {
  const { written } = scene.guest.telling
  if (!written) return
  scene.do(soon(scene, 3, 9, ends), by, 'visit.change', { visitId: scene.visit, ...written })
}

/** Somebody who is new gives their name for next time. */
function getToKnow(scene: Scene, by: string, ends: number): void {
  const { guest, visit, draw } = scene
  if (!guest.isNew) return
  const at = soon(scene, 1, 5, ends)
  const personId = mark('person', guest.isNew.key)
  const person = { personId, name: guest.isNew.name }
  if (draw.chance(0.85)) {
    scene.do(at, by, 'person.add', { ...person, visitId: visit })
    return
  }
  scene.do(at, by, 'person.add', person)
  scene.do(at, by, 'visit.joinPerson', { visitId: visit, personId })
  if (draw.chance(0.2)) {
    scene.do(at, by, 'visit.partPerson', { visitId: visit })
    scene.do(at, by, 'visit.joinPerson', { visitId: visit, personId })
  }
}

/** Gives whoever came, if somebody did. */
function callFor(scene: Scene, by: string, role: Role, ends: number): string | null {
  const { visit, team, draw, guest } = scene
  const at = scene.now + draw.int(2, 7) * minute
  const isOn = team.on(at, role).some((one) => one !== by)
  if (at > ends || (!isOn && draw.chance(0.6))) return null
  const callId = mark('call', guest.name)
  const word = draw.pick(callWords[role] ?? ['If you have a moment'])
  scene.do(at, by, 'visit.callFor', { visitId: visit, callId, toRole: role, word })
  const comes = team.soonest((one) => one.role === role && one.username !== by, scene.now + 2 * minute, 12)
  if (!comes || comes.at > ends - 4 * minute) {
    if (draw.chance(0.5)) {
      const gaveUp = Math.min(ends, scene.now + draw.int(8, 20) * minute)
      scene.do(gaveUp, by, 'visit.withdrawCall', { visitId: visit, callId })
    }
    return null
  }
  const stays = draw.int(10, 26) * minute
  team.book(comes.worker, comes.at - 3 * minute, comes.at + stays + minute)
  scene.do(comes.at - draw.int(1, 3) * minute, comes.worker, 'visit.answerCall', { visitId: visit, callId })
  scene.do(comes.at, comes.worker, 'visit.join', { visitId: visit })
  scene.do(Math.min(comes.until, ends, scene.now + stays), comes.worker, 'visit.stepAway', { visitId: visit })
  return comes.worker
}

function writeNote(scene: Scene, by: string, ends: number): void {
  const { draw, visit, guest } = scene
  if (!draw.chance(0.45)) return
  const text = draw.pick(notes)
  const noteId = mark('note', `${guest.name}/${scene.steps.length}`)
  const audience = draw.weighted([
    [undefined, 85],
    ['alongside', 12],
    ['named', 3],
  ] as const)
  scene.do(soon(scene, 1, 6, ends), by, 'note.write', {
    visitId: visit,
    noteId,
    text,
    ...(draw.chance(0.35) ? { isTogether: true } : {}),
    ...(audience === undefined ? {} : { audience }),
    ...(audience === 'named' ? { readers: [mark('staff', 'senior'), mark('staff', 'clinician')] } : {}),
  })
  if (draw.chance(0.05)) {
    scene.do(soon(scene, 1, 4, ends), by, 'note.correct', { noteId, text: corrected(text) })
  }
}

/** Warm: they hear of it first, and the giver stays until somebody says yes. Gives who leads then. */
function handOver(scene: Scene, giver: string, ends: number): string {
  const { visit, team, draw, guest } = scene
  const sits: readonly Role[] = ['peer', 'seniorPeer', 'clinician', 'carerSupporter', 'socialCare']
  const takes = team.soonest(
    (one) => sits.includes(one.role) && one.username !== giver && one.username !== guest.wish.ratherNot,
    Math.max(scene.now + 2 * minute, ends - 8 * minute),
    14,
  )
  const word = draw.pick(handoverWords)
  const offered = Math.max(scene.now, ends - 9 * minute)
  if (!takes || takes.at > ends + 2 * minute) {
    scene.do(offered, giver, 'visit.handOver', { visitId: visit, toRole: 'peer', word })
    scene.do(ends, giver, 'visit.withdrawHandover', { visitId: visit })
    return giver
  }
  const others = team.on(offered, 'peer', 'clinician').filter((one) => one !== giver && one !== takes.worker)
  if (draw.chance(0.15) && others.length > 0) {
    const other = draw.pick(others)
    scene.do(offered, giver, 'visit.handOver', { visitId: visit, toStaffId: mark('staff', other), word })
    const no = { visitId: visit, word: draw.pick(declineWords) }
    scene.do(scene.now + draw.int(1, 3) * minute, other, 'visit.declineHandover', no)
  }
  scene.do(offered, giver, 'visit.handOver', { visitId: visit, toStaffId: mark('staff', takes.worker), word })
  scene.do(takes.at, takes.worker, 'visit.takeOver', { visitId: visit })
  const until = Math.min(takes.until, scene.now + guest.talks[1] * minute)
  team.book(takes.worker, takes.at - 2 * minute, until + minute)
  writeNote(scene, takes.worker, until)
  scene.pass(until)
  return takes.worker
}

/** Out for a bit and back; whoever was with them is there again, as well as may be. */
function goOut(scene: Scene, by: string, minutes: number): string {
  const { visit, draw, team } = scene
  const out = scene.now + draw.int(1, 3) * minute
  const until = Math.round((out + minutes * minute) / (5 * minute)) * 5 * minute
  const word = draw.chance(0.7) ? { word: draw.pick(outWords) } : {}
  scene.do(out, by, 'visit.stepOut', { visitId: visit, until: until + 5 * minute, ...word }, 'person')
  const back = scene.now + minutes * minute
  scene.do(back, scene.desk(back), 'visit.comeBack', { visitId: visit }, 'person')
  const again = scene.now + draw.int(2, 8) * minute
  const isStillOn = team.on(again + 15 * minute).some((one) => one === by)
  const near = isStillOn ? by : (team.on(again + 15 * minute, 'peer', 'clinician')[0] ?? scene.anybody(again))
  scene.do(again, near, 'visit.beginWith', { visitId: visit })
  scene.pass(scene.now + draw.int(6, 20) * minute)
  return near
}
