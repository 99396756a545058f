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
import { takeVisit } from '../../rows/locks.ts'
import { addSharing, sharingField, takeChooser } from '../../rows/sharing.ts'

const agencyHere = statement((db) =>
  db
    .select({ id: agency.id })
    .from(agency)
    .where(and(eq(agency.id, ph('agencyId')), eq(agency.centreId, ph('centreId')))),
)

type Acting = Pick<Act<'visit.chooseSharing'>, 'centreId' | 'invalid'>

export const choiceHandlers = {
  async 'visit.chooseSharing'(tx, act, { visitId, agencyIds, answers }) {
    const { centreId } = act
    const [visit] = await takeVisit(tx, { visitId, centreId })
    if (!visit) return act.missing()
    const one = await chosen(tx, act, agencyIds, answers)
    const { personId } = visit
    // With the visit in any case: parted from the person, it still knows what was said in it.
    await addSharing(tx, { visitId }, visit.sharing, one)
    if (personId !== null) {
      const known = await takeChooser(tx, { personId, centreId })
      await addSharing(tx, { personId }, known?.sharing ?? null, one)
    }
    act.change('visit.sharingChosen', visitId, { said: [act.say(visitId, sharingField, one)] })
    return visitId
  },

  async 'person.chooseSharing'(tx, act, { personId, agencyIds, answers }) {
    const { centreId } = act
    const known = await takeChooser(tx, { personId, centreId })
    if (!known) return act.missing()
    const one = await chosen(tx, act, agencyIds, answers)
    await addSharing(tx, { personId }, known.sharing, one)
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
