/**
 * Opening more than one's role or the person's choices allow, for a serious reason: it has to be written, whoever
 * leads is told at once, it is gone through by the next working day, and it opens the record to that one worker for
 * an hour. Telling somebody outside without the person's permission is recorded in the same way.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { accessReview, opening } from '../../../db/schema/access.ts'
import { looked } from '../../../db/schema/log.ts'
import { onTeam, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { RestrictionStep } from '../../../shared/contract/restriction.ts'
import { hour } from '../../../shared/domain/access.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { isOperator } from '../../operatorActor.ts'
import { holdVisit } from '../../rows/locks.ts'
import { lookReviewed } from '../../rows/looks.ts'

const keep = statement((db) =>
  db.insert(opening).values({
    id: ph('id'),
    centreId: ph('centreId'),
    kind: ph('kind'),
    staffId: ph('staffId'),
    visitId: ph('visitId'),
    personId: ph('personId'),
    reason: ph('reason'),
    what: ph('what'),
    toldWhom: ph('toldWhom'),
    decidedBy: ph('decidedBy'),
    at: ph('at'),
    until: ph('until'),
  }),
)
const openingRow = statement((db) =>
  db
    .select({
      kind: opening.kind,
      staffId: opening.staffId,
      visitId: opening.visitId,
      personToldAt: opening.personToldAt,
    })
    .from(opening)
    .where(and(eq(opening.id, ph('id')), eq(opening.centreId, ph('centreId')))),
)
const lookRow = statement((db) =>
  db
    .select({ staffId: looked.staffId })
    .from(looked)
    .where(and(eq(looked.id, ph('id')), eq(looked.centreId, ph('centreId')))),
)
const leads = statement((db) =>
  db
    .select({ id: onTeam.id })
    .from(onTeam)
    .where(and(eq(onTeam.staffId, ph('staffId')), isNull(onTeam.offAt), eq(onTeam.isLead, true))),
)
const reviewOnce = statement((db) =>
  db
    .insert(accessReview)
    .values({
      id: ph('id'),
      centreId: ph('centreId'),
      subject: ph('subject'),
      at: ph('at'),
      byStaffId: ph('byStaffId'),
      remark: ph('remark'),
    })
    .onConflictDoNothing()
    .returning({ id: accessReview.id }),
)
const reviewed = statement((db) =>
  db
    .select({ at: accessReview.at, staffId: staff.id, name: staff.name })
    .from(accessReview)
    .innerJoin(staff, eq(staff.id, accessReview.byStaffId))
    .where(eq(accessReview.subject, ph('subject'))),
)
const openingReviewed = statement((db) =>
  db
    .update(opening)
    .set({ reviewedAt: ph('at') })
    .where(and(eq(opening.id, ph('subject')), eq(opening.centreId, ph('centreId')))),
)
const tell = statement((db) =>
  db
    .update(opening)
    .set({ personToldAt: ph('at'), personToldBy: ph('by') })
    .where(and(eq(opening.id, ph('id')), eq(opening.centreId, ph('centreId')), isNull(opening.personToldAt)))
    .returning({ id: opening.id }),
)

export const openingHandlers = {
  async 'access.open'(tx, act, { visitId, reason }) {
    const { id, personId } = await begun(tx, act, visitId)
    const until = act.at + hour
    await keep(tx, { ...row(act, id, visitId, personId), kind: 'opened', reason, until })
    const said = [act.say(visitId, 'openingReason', reason)]
    act.change('access.opened', visitId, { openingId: id, until, said })
    return id
  },

  async 'access.shareWithout'(tx, act, { visitId, reason, what, toldWhom, decidedBy }) {
    const { id, personId } = await begun(tx, act, visitId)
    const words = { what, toldWhom, decidedBy }
    await keep(tx, { ...row(act, id, visitId, personId), kind: 'shared', reason, until: null, ...words })
    const said = Object.entries({ reason, ...words }).map(([field, value]) =>
      act.say(visitId, `sharing.${field}`, value),
    )
    act.change('access.sharedWithout', visitId, { openingId: id, said })
    return id
  },

  /** By a manager or whoever leads, and never by whoever it was that opened or looked. */
  async 'access.review'(tx, act, { subject, remark }) {
    const { centreId, actor } = act
    const [found] = [
      ...(await openingRow(tx, { id: subject, centreId })),
      ...(await lookRow(tx, { id: subject, centreId })),
    ]
    if (!found) return act.missing()
    const isLead = (await leads(tx, { staffId: actor.staffId })).length > 0
    if (actor.role !== 'manager' && !isLead) act.refuse('onlyLeads', {})
    if (found.staffId === actor.staffId) act.refuse('yourOwn', {})
    const values = { id: act.newId(), centreId, subject, at: act.at, byStaffId: actor.staffId, remark }
    if ((await reviewOnce(tx, values)).length === 0) {
      const [before] = await reviewed(tx, { subject })
      const { at = act.at, staffId = '', name = '' } = before ?? {}
      act.refuse('alreadyReviewed', { by: { staffId, name }, at })
    }
    await openingReviewed(tx, values)
    await lookReviewed(tx, subject)
    const said = remark === undefined ? {} : { said: [act.say(subject, 'review', remark)] }
    act.change('access.reviewed', subject, said)
    return subject
  },

  async 'access.tellPerson'(tx, act, { openingId }) {
    const { centreId, at, actor } = act
    const [found] = await openingRow(tx, { id: openingId, centreId })
    // Of a restriction there is nothing to tell: it is theirs.
    if (!found?.visitId || (found.kind !== 'opened' && found.kind !== 'shared')) return act.missing()
    if ((await tell(tx, { id: openingId, centreId, at, by: actor.staffId })).length === 0)
      act.refuse('alreadyTold', { at: found.personToldAt ?? at })
    act.change('access.personTold', found.visitId, { openingId })
    return openingId
  },
} satisfies Partial<Handlers>

type Acting = Pick<Act<'access.tellPerson'>, 'centreId' | 'newId' | 'missing' | 'actor' | 'at'>

/** A restriction that began, was changed or was lifted stands in the same list, to be gone through by somebody else. */
export async function toBeReviewed(
  tx: Writer,
  act: Omit<Acting, 'missing'>,
  kind: RestrictionStep,
  of: { visitId: string | null; personId: string | null },
): Promise<void> {
  // What somebody chose is told again after a restore: nobody decided anything by it.
  if (isOperator(act.actor)) return
  await keep(tx, { ...row(act, act.newId(), of.visitId, of.personId), kind, reason: '', until: null })
}

async function begun(tx: Writer, act: Acting, visitId: string) {
  const [held] = await holdVisit(tx, { visitId, centreId: act.centreId })
  if (!held) return act.missing()
  return { id: act.newId(), personId: held.personId }
}

const row = (act: Omit<Acting, 'missing'>, id: string, visitId: string | null, personId: string | null) => ({
  id,
  centreId: act.centreId,
  staffId: act.actor.staffId,
  visitId,
  personId,
  what: null,
  toldWhom: null,
  decidedBy: null,
  at: act.at,
})
