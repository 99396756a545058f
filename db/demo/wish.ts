/** Whom or what somebody would like, and whether they were asked at the door or later. */
import type { Sent } from '../../shared/contract/index.ts'
import type { Role } from '../../shared/contract/role.ts'
import type { WantKey } from '../../shared/lists/wants.ts'
import type { Manner } from './manner.ts'
import { comingWith, wishNotes } from './ownWords.ts'
import type { Random } from './random.ts'
import { mark } from './step.ts'
import { workers } from './workers.ts'

export interface Wish {
  /** What they would say, if they are asked. */
  readonly wants: readonly WantKey[]
  /** Asked at the door; otherwise later, or, for some, not at all. */
  readonly isAsked: 'atTheDoor' | 'later' | 'never'
  /** As the desk puts it down. */
  readonly atTheDesk: Pick<
    Sent<'visit.arrive'>,
    'wants' | 'wantsNote' | 'wantsStaff' | 'ratherNot' | 'withWhom'
  >
  /** User names. */
  readonly named: string | null
  readonly ratherNot: string | null
}

export function wishOf(manner: Manner, hour: number, draw: Random): Wish {
  const wants = wantsOf(manner, hour, draw)
  const isAsked = draw.weighted([
    ['atTheDoor', 68],
    ['later', manner === 'leavesFirst' ? 0 : 24],
    ['never', manner === 'toBeHere' ? 0 : 8],
  ] as const)
  const isTalk = manner === 'toTalk' && isAsked === 'atTheDoor'
  const named = isTalk && draw.chance(0.07) ? draw.pick(thoseWhoSit()) : null
  const ratherNot = isTalk && named === null && draw.chance(0.03) ? draw.pick(thoseWhoSit()) : null
  return {
    wants,
    isAsked,
    named,
    ratherNot,
    atTheDesk: {
      ...(isAsked === 'atTheDoor' ? { wants: [...wants] } : {}),
      ...(isTalk && draw.chance(0.14) ? { wantsNote: draw.pick(wishNotes) } : {}),
      ...(named ? { wantsStaff: [mark('staff', named)] } : {}),
      ...(ratherNot ? { ratherNot: [mark('staff', ratherNot)] } : {}),
      ...(manner !== 'byPhone' && draw.chance(0.07) ? { withWhom: draw.pick(comingWith) } : {}),
    },
  }
}

function wantsOf(manner: Manner, hour: number, draw: Random): WantKey[] {
  if (manner === 'toBeHere') return ['justToBeHere']
  const isOffice = hour >= 9 && hour < 17
  const wish = draw.weighted<WantKey>([
    ['anyone', 34],
    ['peer', 30],
    ['clinician', 14],
    ['housing', isOffice ? 8 : 2],
    ['benefits', isOffice ? 7 : 1],
    ['socialCare', isOffice ? 4 : 1],
    ['employment', isOffice ? 2 : 0],
    ['carerSupporter', 1.5],
  ])
  const manners: WantKey[] = draw.chance(0.08) ? ['aWoman'] : draw.chance(0.02) ? ['aMan'] : []
  return [wish, ...manners]
}

const sits: readonly Role[] = ['peer', 'seniorPeer', 'clinician', 'carerSupporter']
const thoseWhoSit = () => workers.filter((one) => sits.includes(one.role)).map((one) => one.username)
