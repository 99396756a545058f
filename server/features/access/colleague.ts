/**
 * A worker who is or was a guest here. They say so themselves ("this is me"), or a manager does with them; from then
 * on the record is closed to every colleague they haven't chosen, on the board as well, and stays open to them. In
 * the log it looks like any other choice about sharing: who of the team it is, is named nowhere.
 */
import { and, eq } from 'drizzle-orm'
import type { person } from '../../../db/schema/person.ts'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { closedTo, type SharingSaid } from '../../../shared/domain/access.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { lookerAs } from '../../feed/label.ts'
import { addSharing, sharingField, takeChooser } from '../../rows/sharing.ts'

const workerHere = statement((db) =>
  db
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.id, ph('staffId')), eq(staff.centreId, ph('centreId')))),
)

type Acting = Pick<Act<'person.markColleague'>, 'centreId' | 'missing' | 'say' | 'change' | 'invalid'>

export const colleagueHandlers = {
  /** By themselves or a manager; taken back by the same. Nobody else can close a record, or open it. */
  async 'person.markColleague'(tx, act, { personId, staffId }) {
    const known = (await takeChooser(tx, { personId, centreId: act.centreId })) ?? act.missing()
    const now = known.sharing?.colleague ?? null
    const isTheirs = [staffId, now].every((one) => one === null || one === act.actor.staffId)
    // A "this is me" that opened what the person has closed would be a way in without a reason: then with a manager.
    const isClosed = closedTo(lookerAs(act.actor), known.sharing).length > 0
    if (act.actor.role !== 'manager' && (!isTheirs || isClosed)) act.refuse('notYourRecord', {})
    if (staffId !== null) await checkWorker(tx, act, 'staffId', staffId)
    return await said(tx, act, personId, known, { colleague: staffId })
  },

  async 'person.chooseColleagues'(tx, act, { personId, staffIds }) {
    const known = (await takeChooser(tx, { personId, centreId: act.centreId })) ?? act.missing()
    if (known.sharing?.colleague !== act.actor.staffId) act.refuse('notYourRecord', {})
    const chosen = [...new Set(staffIds)]
    for (const staffId of chosen) await checkWorker(tx, act, 'staffIds', staffId)
    return await said(tx, act, personId, known, { chosen })
  },
} satisfies Partial<Handlers>

/** @throws Invalid where nobody by this id works here. */
export async function checkWorker(
  tx: Writer,
  act: Pick<Acting, 'centreId' | 'invalid'>,
  field: string,
  staffId: string,
): Promise<void> {
  const [found] = await workerHere(tx, { staffId, centreId: act.centreId })
  if (!found) act.invalid(field, 'unknownStaff')
}

async function said(
  tx: Writer,
  act: Acting,
  personId: string,
  known: Pick<typeof person.$inferSelect, 'sharing'>,
  one: SharingSaid,
): Promise<string> {
  await addSharing(tx, { personId }, known.sharing, one)
  act.change('person.sharingChosen', personId, { said: [act.say(personId, sharingField, one)] })
  return personId
}
