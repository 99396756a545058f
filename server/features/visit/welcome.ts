/** A hello, and a look in: seen, without anybody being alongside. */
import type { Handler } from '../../commands/handler.ts'
import { keepSeen, seenAt } from '../../rows/seen.ts'
import { checkStaff } from './lists.ts'
import { happened, lockHere, lockOpen, unmoved, whoIs } from './rows.ts'
import { nowWants } from './seen.ts'

/** A named worker said hello: the actor, or whoever they name. Time to welcome counts to here. */
export const welcome: Handler<'visit.welcome'> = async (tx, act, input) => {
  const visit = await lockOpen(tx, act, input.visitId)
  const by = input.by ?? act.actor.staffId
  if (visit.welcomedAt !== null) {
    if (visit.welcomedBy === by) return await unmoved(tx, visit)
    return act.refuse('alreadyWelcomed', { by: await whoIs(tx, visit.welcomedBy), at: visit.welcomedAt })
  }
  if (input.by !== undefined) await checkStaff(tx, act, 'by', [input.by])
  const at = happened(act, visit)
  await keepSeen(tx, seenAt({ ...visit, welcomedAt: at, welcomedBy: by }, by, at))
  act.change('visit.welcomed', visit.id, { by })
  return visit.id
}

/** Seen, and nothing wanted of me just now. It isn't a welcome: whoever looks in may not have said a word. */
export const lookIn: Handler<'visit.lookIn'> = async (tx, act, input) => {
  const visit = await lockHere(tx, act, input.visitId)
  const now = await nowWants(tx, act, visit, { wants: input.wants })
  await keepSeen(tx, seenAt(now.row, act.actor.staffId, happened(act, visit)))
  const { wants, said } = now.data
  act.change('visit.lookedIn', visit.id, { ...(wants ? { wants } : {}), ...(said ? { said } : {}) })
  return visit.id
}
