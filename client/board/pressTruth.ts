/* Why: a press just before the line went got no answer. On a fresh picture one sees whether it counted: that is said,
   and nothing is sent again by itself, as a second worker might be on their way by now. Pure. */
import type { Card } from '../../shared/contract/board.ts'
import type { CommandName } from '../../shared/contract/index.ts'

type Truth = (card: Card, me: string) => boolean
const isWith: Truth = (card, me) => card.with.some((one) => one.staffId === me)
const leads: Truth = (card, me) => card.with.some((one) => one.staffId === me && one.lead)
const offers: Truth = (card, me) => card.handover?.from.staffId === me

const truths: Partial<Record<CommandName, Truth>> = {
  'visit.pickUp': isWith,
  'visit.join': isWith,
  'visit.answerCall': isWith,
  'visit.beginWith': (card, me) => card.with.some((one) => one.staffId === me && one.begunAt !== null),
  'visit.takeOver': leads,
  'visit.declineHandover': (card) => card.handover === null,
  'visit.stepAway': (card, me) => !isWith(card, me),
  'visit.handOver': (card, me) => offers(card, me) || !leads(card, me),
  'visit.withdrawHandover': (card, me) => !offers(card, me),
}

/** Whether what was pressed is so on this picture; null for what a picture can't tell. */
export function didCount(name: CommandName, card: Card, staffId: string): boolean | null {
  return truths[name]?.(card, staffId) ?? null
}
