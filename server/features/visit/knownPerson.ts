/** A visit joined to somebody the centre knows, and parted again, without counting anybody twice. */
import { eq } from 'drizzle-orm'
import { visit as visits } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Handler } from '../../commands/handler.ts'
import { joinedTo } from '../../rows/joinedTo.ts'
import { workOutSharing } from '../../rows/sharing.ts'
import { lockPerson, openVisitOf } from './personRows.ts'
import { lockKept } from './rows.ts'
import { freeSoftName } from './softNames.ts'

const keep = statement((db) =>
  db
    .update(visits)
    .set({ personId: ph('personId'), softName: ph('softName') })
    .where(eq(visits.id, ph('id'))),
)

/** What they asked to be called stays; a soft name gives way to the name they are known by. */
export const joinPerson: Handler<'visit.joinPerson'> = async (tx, act, { visitId, personId }) => {
  const visit = await lockKept(tx, act, visitId)
  if (visit.personId !== null) {
    const whose = await joinedTo(tx, act.actor, visit.personId)
    return act.refuse('alreadyJoined', { personId: whose })
  }
  await lockPerson(tx, act, personId)
  if (visit.goneAt === null) {
    const other = await openVisitOf(tx, personId)
    if (other) return act.refuse('alreadyHere', { visitId: other.id, since: other.arrivedAt })
  }
  await keep(tx, { id: visitId, personId, softName: visit.softName })
  if (visit.sharing !== null) await workOutSharing(tx, act.centreId, personId)
  act.change('visit.personJoined', visitId, { personId })
  return visitId
}

/** It was somebody else: the visit stands by itself again, under a soft name if it has no other. */
export const partPerson: Handler<'visit.partPerson'> = async (tx, act, { visitId }) => {
  const visit = await lockKept(tx, act, visitId)
  if (visit.personId === null) return act.refuse('notJoined', {})
  await lockPerson(tx, act, visit.personId)
  const softName = visit.label === null ? await freeSoftName(tx, act, visit) : visit.softName
  await keep(tx, { id: visitId, personId: null, softName })
  if (visit.sharing !== null) await workOutSharing(tx, act.centreId, visit.personId)
  act.change('visit.personParted', visitId, { personId: visit.personId })
  return visitId
}
