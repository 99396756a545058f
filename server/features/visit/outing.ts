/** Out for a bit, expected back: still ours, and on everybody's board and roll call. */
import { and, eq, isNull } from 'drizzle-orm'
import { outing, visit as visits } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Handler } from '../../commands/handler.ts'
import { endEverybody } from '../../rows/alongside.ts'
import { callsAgain } from '../../rows/calls.ts'
import { keepSeen, seenAt } from '../../rows/seen.ts'
import { notBefore } from '../../rows/times.ts'
import { endedAt, happened, lockHere, lockOpen } from './rows.ts'

const begin = statement((db) =>
  db.insert(outing).values({
    id: ph('id'),
    centreId: ph('centreId'),
    visitId: ph('visitId'),
    outAt: ph('outAt'),
    until: ph('until'),
  }),
)
const end = statement((db) =>
  db
    .update(outing)
    .set({ backAt: ph('at') })
    .where(and(eq(outing.visitId, ph('visitId')), isNull(outing.backAt))),
)
const keepOut = statement((db) =>
  db
    .update(visits)
    .set({ outAt: ph('outAt'), outUntil: ph('outUntil') })
    .where(eq(visits.id, ph('id'))),
)

/** Nobody is alongside while they are out; calls for somebody stay. */
export const stepOut: Handler<'visit.stepOut'> = async (tx, act, { visitId, until, word }) => {
  const visit = await lockHere(tx, act, visitId)
  const at = endedAt(act, visit)
  if (until !== undefined && until < at) return act.invalid('until', 'beforeGoing')
  const ended = await endEverybody(tx, visitId, at, 'steppedOut')
  await begin(tx, { id: act.newId(), centreId: act.centreId, visitId, outAt: at, until: until ?? null })
  await keepOut(tx, { id: visitId, outAt: at, outUntil: until ?? null })
  act.change('visit.steppedOut', visitId, {
    ...(until === undefined ? {} : { until }),
    ...(ended.staffIds.length > 0 ? { ended: ended.staffIds } : {}),
    ...callsAgain(ended.callsAgain),
    ...(word ? { said: [act.say(visitId, 'word', word)] } : {}),
  })
  return visitId
}

export const comeBack: Handler<'visit.comeBack'> = async (tx, act, { visitId }) => {
  const visit = await lockOpen(tx, act, visitId)
  if (visit.outAt === null) return act.refuse('notOut', {})
  const at = notBefore(happened(act, visit), visit.outAt)
  await endOuting(tx, visitId, at)
  await keepOut(tx, { id: visitId, outAt: null, outUntil: null })
  await keepSeen(tx, seenAt(visit, act.actor.staffId, at))
  act.change('visit.cameBack', visitId, {})
  return visitId
}

/** Closes the open outing, if there is one; the visit's own `outAt` is the caller's to clear. */
export async function endOuting(tx: Writer, visitId: string, at: number): Promise<void> {
  await end(tx, { visitId, at })
}
