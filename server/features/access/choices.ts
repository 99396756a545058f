/**
 * What somebody asked about who may know what, as it is said, in a visit or outside one. It holds from the moment
 * it is answered, on every open screen; the log names it by digest alone.
 */
import { and, eq } from 'drizzle-orm'
import { agency } from '../../../db/schema/centre.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { SharingSaid } from '../../../shared/domain/access.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { sharingField } from '../../rows/sharing.ts'
import { keepChosen, takeChoosing } from './choosing.ts'

const agencyHere = statement((db) =>
  db
    .select({ id: agency.id })
    .from(agency)
    .where(and(eq(agency.id, ph('agencyId')), eq(agency.centreId, ph('centreId')))),
)

type Acting = Pick<Act<'visit.chooseSharing'>, 'centreId' | 'invalid'>

export const choiceHandlers = {
  async 'visit.chooseSharing'(tx, act, { visitId, agencyIds, answers }) {
    const taken = await takeChoosing(tx, act, visitId)
    if (!taken.visit) return act.missing()
    const one = await chosen(tx, act, agencyIds, answers)
    await keepChosen(tx, taken, one)
    act.change('visit.sharingChosen', visitId, { said: [act.say(visitId, sharingField, one)] })
    return visitId
  },

  async 'person.chooseSharing'(tx, act, { personId, agencyIds, answers }) {
    const taken = await takeChoosing(tx, act, personId)
    if (taken.visit) return act.missing()
    const one = await chosen(tx, act, agencyIds, answers)
    await keepChosen(tx, taken, one)
    act.change('person.sharingChosen', personId, { said: [act.say(personId, sharingField, one)] })
    return personId
  },
} satisfies Partial<Handlers>

async function chosen(
  tx: Writer,
  act: Acting,
  agencyIds: readonly string[],
  answers: SharingSaid['answers'],
): Promise<SharingSaid> {
  const agencies = [...new Set(agencyIds)]
  for (const agencyId of agencies) {
    const [found] = await agencyHere(tx, { agencyId, centreId: act.centreId })
    if (!found) act.invalid('agencyIds', 'unknownAgency')
  }
  return { agencies, answers: answers ?? {} }
}
