/**
 * Goodbye, which nothing may block: not a handover, not an open call, not being out or staying. Beside it,
 * how a worry about somebody who left was settled. What is answered here is optional, all of it.
 */
import { eq } from 'drizzle-orm'
import { type AlongsideEnd, visit as visits } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { SaidRef } from '../../../shared/contract/changes.ts'
import type { Input } from '../../../shared/contract/index.ts'
import { endings } from '../../../shared/lists/endings.ts'
import { wordOf } from '../../../shared/lists/word.ts'
import type { Handler } from '../../commands/handler.ts'
import { endEverybody } from '../../rows/alongside.ts'
import { withdrawCalls } from '../../rows/calls.ts'
import { notBefore } from '../../rows/times.ts'
import { checkKey, checkKeys } from './lists.ts'
import { endOuting } from './outing.ts'
import { type Acting, endedAt, happened, lockKept, whoIs, type VisitRow } from './rows.ts'

/** Of a visit to which nobody has said goodbye yet, or whose goodbye was taken back. */
export const noGoodbye = {
  goneAt: null,
  goneBy: null,
  goneRecordedAt: null,
  ending: null,
  feelingLeaving: null,
  feelingLeavingSkipped: null,
  gotWhatCameFor: null,
  feltWelcome: null,
  toldAgain: null,
  helped: null,
  isWorried: false,
  worrySettledAt: null,
}

const keepGoodbye = statement((db) =>
  db
    .update(visits)
    .set({
      outAt: null,
      outUntil: null,
      goneAt: ph('goneAt'),
      goneBy: ph('goneBy'),
      goneRecordedAt: ph('goneRecordedAt'),
      ending: ph('ending'),
      feelingLeaving: ph('feelingLeaving'),
      feelingLeavingSkipped: ph('feelingLeavingSkipped'),
      gotWhatCameFor: ph('gotWhatCameFor'),
      feltWelcome: ph('feltWelcome'),
      toldAgain: ph('toldAgain'),
      helped: ph('helped'),
      isWorried: ph('isWorried'),
    })
    .where(eq(visits.id, ph('id'))),
)
const keepSettled = statement((db) =>
  db
    .update(visits)
    .set({ worrySettledAt: ph('at') })
    .where(eq(visits.id, ph('id'))),
)

export const leave: Handler<'visit.leave'> = async (tx, act, input) => {
  const { visitId } = input
  const visit = await lockKept(tx, act, visitId)
  if (visit.goneAt !== null) {
    return act.refuse('alreadyGone', { by: await whoIs(tx, visit.goneBy), at: visit.goneAt })
  }
  const goodbye = await checked(tx, act, input)
  const at = endedAt(act, visit)
  const ended = await endWhatIsOpen(tx, act, visit, at, 'goodbye')
  const isWorried = staysUntilSettled(input.ending)
  await keepGoodbye(tx, {
    id: visitId,
    goneAt: at,
    goneBy: act.actor.staffId,
    goneRecordedAt: act.at,
    isWorried,
    ...goodbye,
  })
  const said = sayAnswers(act, visitId, { ...goodbye, differently: input.differently, word: input.word })
  act.change('visit.left', visitId, {
    ...(isWorried ? { isWorried } : {}),
    ...(ended.length > 0 ? { ended } : {}),
    ...(said.length > 0 ? { said } : {}),
  })
  return visitId
}

/** After "left and we're worried" a visit stays on the board until somebody says how it was settled. */
function staysUntilSettled(ending: string | undefined): boolean {
  return ending !== undefined && wordOf(endings, ending)?.staysUntilSettled === true
}

/** Ends all that hangs on somebody's being here, at `at` (UTC ms); gives those who were alongside. */
export async function endWhatIsOpen(
  tx: Writer,
  act: Acting,
  visit: VisitRow,
  at: number,
  why: AlongsideEnd,
): Promise<string[]> {
  // Calls that would ask again are withdrawn with the others.
  const { staffIds } = await endEverybody(tx, visit.id, at, why)
  await withdrawCalls(tx, { visitId: visit.id, at, by: act.actor.staffId })
  if (visit.outAt !== null) await endOuting(tx, visit.id, notBefore(at, visit.outAt))
  return staffIds
}

/** How it was settled; only then does the visit leave the board. */
export const settleWorry: Handler<'visit.settleWorry'> = async (tx, act, { visitId, how }) => {
  const visit = await lockKept(tx, act, visitId)
  if (visit.goneAt === null || !visit.isWorried) return act.refuse('notWorried', {})
  if (visit.worrySettledAt !== null) return act.refuse('alreadySettled', { at: visit.worrySettledAt })
  await keepSettled(tx, { id: visitId, at: notBefore(happened(act, visit), visit.goneAt) })
  act.change('visit.worrySettled', visitId, { said: [act.say(visitId, 'worrySettled', how)] })
  return visitId
}

async function checked(tx: Writer, act: Acting, input: Input<'visit.leave'>) {
  if (input.feeling !== undefined && input.feelingSkipped !== undefined) {
    return act.invalid('feelingSkipped', 'notWithFeeling')
  }
  await checkKey(tx, act, 'endings', 'ending', input.ending)
  await checkKey(tx, act, 'feelingSkips', 'feelingSkipped', input.feelingSkipped)
  return {
    ending: input.ending ?? null,
    feelingLeaving: input.feeling ?? null,
    feelingLeavingSkipped: input.feelingSkipped ?? null,
    gotWhatCameFor: input.gotWhatCameFor ?? null,
    feltWelcome: input.feltWelcome ?? null,
    toldAgain: input.toldAgain ?? null,
    helped: input.helped ? await checkKeys(tx, act, 'whatHelped', 'helped', input.helped) : null,
  }
}

/** Keeps every answer that was given; the log learns only that there was one. */
function sayAnswers(act: Acting, subject: string, answers: Record<string, unknown>): SaidRef[] {
  return Object.entries(answers)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([field, value]) => act.say(subject, field, value))
}
