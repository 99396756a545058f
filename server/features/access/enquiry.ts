/**
 * "Is my wife there?": who asked, after whom, and what was said. Nothing here looks whether anybody of that name is
 * here, so that the answer can't depend on it; the visit's page of whoever may be meant shows it, to be told when
 * it is safe.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { enquiry } from '../../../db/schema/access.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Handlers } from '../../commands/handler.ts'
import { holdVisit } from '../../rows/locks.ts'

const keep = statement((db) =>
  db.insert(enquiry).values({
    id: ph('id'),
    centreId: ph('centreId'),
    askedBy: ph('askedBy'),
    askedAfter: ph('askedAfter'),
    answer: ph('answer'),
    remark: ph('remark'),
    at: ph('at'),
    byStaffId: ph('byStaffId'),
  }),
)
const known = statement((db) =>
  db
    .select({ toldAt: enquiry.toldAt })
    .from(enquiry)
    .where(and(eq(enquiry.id, ph('id')), eq(enquiry.centreId, ph('centreId')))),
)
const tell = statement((db) =>
  db
    .update(enquiry)
    .set({ toldAt: ph('at'), toldBy: ph('by'), visitId: ph('visitId') })
    .where(and(eq(enquiry.id, ph('id')), isNull(enquiry.toldAt)))
    .returning({ id: enquiry.id }),
)

export const enquiryHandlers = {
  async 'enquiry.record'(tx, act, { askedBy, askedAfter, answer, remark }) {
    const id = act.newId()
    const { centreId, occurredAt: at, actor } = act
    await keep(tx, { id, centreId, askedBy, askedAfter, answer, remark, at, byStaffId: actor.staffId })
    const words = { askedBy, askedAfter, ...(remark === undefined ? {} : { remark }) }
    const said = Object.entries(words).map(([field, value]) => act.say(id, field, value))
    act.change('enquiry.recorded', id, { answer, said })
    return id
  },

  async 'enquiry.tell'(tx, act, { enquiryId, visitId }) {
    const { centreId, at, actor } = act
    if ((await holdVisit(tx, { visitId, centreId })).length === 0) return act.missing()
    const [found] = await known(tx, { id: enquiryId, centreId })
    if (!found) return act.missing()
    if ((await tell(tx, { id: enquiryId, at, by: actor.staffId, visitId })).length === 0)
      act.refuse('alreadyTold', { at: found.toldAt ?? at })
    act.change('enquiry.told', enquiryId, {})
    return enquiryId
  },
} satisfies Partial<Handlers>
