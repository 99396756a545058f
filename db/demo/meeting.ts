/** From the door to the first worker: hello, what they would like, "I'll go", and being with them. */
import type { Role } from '../../shared/contract/role.ts'
import type { Scene } from './scene.ts'
import type { Opening } from './team.ts'
import type { DemoWorker } from './workers.ts'

const minute = 60_000

/** Somebody says hello, and asks what they would like if nobody has. */
export function greet(scene: Scene): void {
  const { guest, visit, draw } = scene
  const at = guest.arrivesAt + Math.min(16, draw.around(2.6, 0.9)) * minute
  const by = draw.chance(0.6) ? scene.desk(at) : scene.anybody(at)
  if (!guest.arrival.welcomed) scene.do(at, by, 'visit.welcome', { visitId: visit })
  if (guest.wish.isAsked !== 'later') return
  const wants = [...guest.wish.wants]
  const asked = scene.now + draw.int(1, 6) * minute
  if (draw.chance(0.5)) scene.do(asked, by, 'visit.change', { visitId: visit, wants })
  else scene.do(asked, by, 'visit.lookIn', { visitId: visit, wants })
}

const whoSits: readonly Role[] = ['peer', 'seniorPeer', 'clinician', 'carerSupporter', 'socialCare']

/** Who is meant by what they asked for; by nothing asked, those who sit with people. */
function isWished(scene: Scene): (worker: DemoWorker) => boolean {
  const { wish, manner } = scene.guest
  const asked = wish.isAsked === 'never' ? [] : wish.wants
  const roles = asked.filter((key) => key !== 'anyone' && key !== 'aWoman' && key !== 'aMan') as string[]
  const kin: Record<string, string> = { seniorPeer: 'peer', carerSupporter: 'peer' }
  return (worker) => {
    if (worker.username === wish.ratherNot) return false
    if (wish.named !== null) return worker.username === wish.named
    if (asked.includes('aWoman') && !worker.isWoman) return false
    if (asked.includes('aMan') && worker.isWoman) return false
    if (roles.length === 0 || manner === 'byPhone') return whoSits.includes(worker.role)
    return roles.includes(worker.role) || roles.includes(kin[worker.role] ?? worker.role)
  }
}

/** The first worker to be with them and when; null when nobody could be before they would have gone. */
export function firstMeeting(scene: Scene): Opening | null {
  const { guest, draw, team, visit } = scene
  const isPhone = guest.manner === 'byPhone'
  const ready = Math.max(
    scene.now + 20_000,
    guest.arrivesAt + (isPhone ? draw.around(1.2, 0.6) : draw.around(9.5, 1.05)) * minute,
  )
  const wished = team.soonest(isWished(scene), ready, 14)
  const anybody = team.soonest(
    (one) => whoSits.includes(one.role) && one.username !== guest.wish.ratherNot,
    ready,
    14,
  )
  const isTooLong = wished !== null && wished.at > guest.arrivesAt + 38 * minute
  const best = wished && !isTooLong ? wished : (anybody ?? wished)
  const latest = guest.arrivesAt + (isPhone ? 12 : guest.waits) * minute
  if (!best || best.at > latest) return null

  lookInWhileWaiting(scene, best.at)
  const began = saySo(scene, best)
  scene.do(began, best.worker, 'visit.beginWith', { visitId: visit })
  return { ...best, at: scene.now }
}

/** Nobody waits half an hour without a look in. */
function lookInWhileWaiting(scene: Scene, until: number): void {
  const { visit, draw } = scene
  for (let next = scene.now + draw.int(12, 22) * minute; next < until - 6 * minute; next += 20 * minute) {
    scene.do(next, scene.anybody(next), 'visit.lookIn', { visitId: visit })
  }
}

/** Most say "I'll go" first; now and then somebody says so and is stopped on the stairs. */
function saySo(scene: Scene, best: Opening): number {
  const { draw, visit, guest, team } = scene
  if (guest.manner === 'byPhone' || draw.chance(0.3)) return best.at
  const others = team.on(scene.now, 'peer', 'clinician').filter((one) => one !== best.worker)
  const isStopped = draw.chance(0.05) && others.length > 0 && best.at - scene.now > 8 * minute
  if (isStopped) {
    scene.do(scene.now + minute, draw.pick(others), 'visit.pickUp', { visitId: visit })
    scene.do(Math.max(scene.now + 6 * minute, best.at - minute), best.worker, 'visit.pickUp', {
      visitId: visit,
    })
    return scene.now + draw.int(30, 150) * 1_000
  }
  const walk = Math.min(4.5 * minute, draw.around(1.6, 0.5) * minute)
  scene.do(Math.max(scene.now, best.at - walk), best.worker, 'visit.pickUp', { visitId: visit })
  return Math.max(scene.now + walk / 2, best.at)
}
