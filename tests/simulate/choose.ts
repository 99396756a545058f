/**
 * What a worker does next, by what their own board shows and nothing else: whom they were offered, who calls
 * for somebody like them, who waits for somebody like them, who hasn't been greeted. Pure.
 */
import type { Card } from '../../shared/contract/board.ts'
import type { Role } from '../../shared/contract/role.ts'
import { answersFor, callsAsking } from '../../shared/domain/calls.ts'
import { doing, wantsSomeone } from '../../shared/domain/doing.ts'

export interface Chooser {
  staffId: string
  role: Role
  isWoman: boolean
}

export type Choice =
  | { is: 'takeOver' | 'goTo' | 'welcome' | 'ask' | 'lookIn' | 'settle'; card: Card }
  | { is: 'answer'; card: Card; callId: string }

const minute = 60_000
const sits: readonly Role[] = ['peer', 'seniorPeer', 'clinician', 'carerSupporter', 'socialCare']
const greets: readonly Role[] = ['desk', 'volunteer', 'peer', 'seniorPeer']
/** After so long with nobody, whoever could sit with them goes, whatever role they asked for. */
const longEnough = 18 * minute

export function choose(cards: readonly Card[], me: Chooser, now: number): Choice | null {
  const here = cards.filter((card) => !card.ratherNot.some((one) => one.staffId === me.staffId))
  const offered = here.find((card) => isOfferedTo(card, me))
  if (offered) return { is: 'takeOver', card: offered }
  for (const card of here) {
    const call = callsAsking(card, now).find((one) => one.by.staffId !== me.staffId && isCalled(one, me))
    if (call && card.outAt === null && card.goneAt === null) return { is: 'answer', card, callId: call.id }
  }
  const waiting = here
    .filter((card) => ['waiting', 'justArrived'].includes(doing(card, now)) && isForMe(card, me, now))
    .sort((a, b) => a.arrivedAt - b.arrivedAt)[0]
  if (waiting) return { is: 'goTo', card: waiting }
  return greeting(here, me, now)
}

function greeting(cards: readonly Card[], me: Chooser, now: number): Choice | null {
  const worried = cards.find(
    (card) => card.goneAt !== null && card.isWorried && now - card.goneAt > 40 * minute,
  )
  if (worried && me.role !== 'volunteer') return { is: 'settle', card: worried }
  if (!greets.includes(me.role)) return null
  const present = cards.filter((card) => card.outAt === null && card.goneAt === null)
  // The desk says hello; whoever else is near does when the desk hasn't.
  const isAtTheDoor = me.role === 'desk' || me.role === 'volunteer'
  const arrived = present.find(
    (card) => doing(card, now) === 'justArrived' && (isAtTheDoor || now - card.arrivedAt > 4 * minute),
  )
  if (arrived) return { is: 'welcome', card: arrived }
  const unasked = present.find((card) => doing(card, now) === 'waiting' && card.wants === null)
  if (unasked && now - (unasked.welcomedAt ?? now) > 2 * minute) return { is: 'ask', card: unasked }
  const alone = present.find((card) => isLongAlone(card, now))
  return alone ? { is: 'lookIn', card: alone } : null
}

function isOfferedTo(card: Card, me: Chooser): boolean {
  const { handover } = card
  if (!handover || handover.from.staffId === me.staffId || card.goneAt !== null) return false
  return handover.to?.staffId === me.staffId || answersFor(me.role, handover.toRole)
}

const isCalled = (call: Card['calls'][number], me: Chooser) =>
  call.to?.staffId === me.staffId || answersFor(me.role, call.toRole)

/** They asked for this worker or a role like theirs; or for anyone; or have had nobody for long. */
function isForMe(card: Card, me: Chooser, now: number): boolean {
  if (card.wantsStaff.some((one) => one.staffId === me.staffId)) return true
  const isLong = now - Math.max(card.arrivedAt, card.lastSeenAt ?? 0) > longEnough
  if (!sits.includes(me.role)) return card.wants?.includes(me.role) ?? false
  if (isLong) return true
  if (card.wantsStaff.length > 0 || card.wants === null || !wantsSomeone(card)) return false
  if (card.wants.includes('aWoman') && !me.isWoman) return false
  if (card.wants.includes('aMan') && me.isWoman) return false
  const likeMe: readonly string[] =
    me.role === 'seniorPeer' || me.role === 'carerSupporter' ? ['peer', me.role] : [me.role]
  const roles = card.wants.filter((key) => key !== 'aWoman' && key !== 'aMan')
  return roles.length === 0 || roles.some((key) => key === 'anyone' || likeMe.includes(key))
}

/** In the space or staying, and nobody has looked in for a while; less often where they stay the night. */
function isLongAlone(card: Card, now: number): boolean {
  const is = doing(card, now)
  if (is !== 'inTheSpace' && is !== 'staying' && is !== 'waiting') return false
  return now - Math.max(card.arrivedAt, card.lastSeenAt ?? 0) > (is === 'staying' ? 120 : 25) * minute
}
