/**
 * What was opened or shared for a serious reason, and what was restricted or lifted, as it is gone through: by whoever
 * leads or a manager, each with the day by which it should be. What was said of a restriction is for managers, who see
 * it under Settings too; the record itself stays as closed as it is.
 */
import { and, desc, eq, gte, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import { accessReview, opening } from '../../../db/schema/access.ts'
import { person } from '../../../db/schema/person.ts'
import { said } from '../../../db/schema/said.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import {
  nextWorkingDay,
  type Sharing,
  type SharingSaid,
  unrestricted,
} from '../../../shared/domain/access.ts'
import { localDay } from '../../../shared/domain/days.ts'
import type { Directory } from '../../feed/directory.ts'
import { labelFor, lookerAs, type Naming } from '../../feed/label.ts'
import type { AskSigned } from '../../queries/handler.ts'
import { calledColumns } from '../../rows/naming.ts'
import { sharingField } from '../../rows/sharing.ts'

const mostShown = 500

/** The newest, and what waits however old it is: two ways in, since of an `or` every opening there ever was is read. */
const newOrWaiting = (db: Reader) =>
  db
    .select({ id: opening.id })
    .from(opening)
    .where(and(eq(opening.centreId, ph('centreId')), gte(opening.at, ph('since'))))
    .unionAll(
      db
        .select({ id: opening.id })
        .from(opening)
        .where(and(eq(opening.centreId, ph('centreId')), isNull(opening.reviewedAt))),
    )
const rows = statement((db) =>
  db
    .select({
      opening,
      personId: person.id,
      ...calledColumns,
      reviewedAt: accessReview.at,
      reviewedBy: accessReview.byStaffId,
    })
    .from(opening)
    .leftJoin(visit, eq(visit.id, opening.visitId))
    .leftJoin(
      person,
      or(eq(person.id, visit.personId), and(isNull(opening.visitId), eq(person.id, opening.personId))),
    )
    .leftJoin(accessReview, eq(accessReview.subject, opening.id))
    .where(
      and(inArray(opening.id, newOrWaiting(db)), or(gte(opening.at, ph('since')), isNull(accessReview.at))),
    )
    .orderBy(desc(opening.at), desc(opening.id))
    .limit(mostShown),
)
/** What was said with it: in the same moment, under its heading. Erased words leave their row behind. */
const saidThen = statement((db) =>
  db
    .select({ value: said.value })
    .from(said)
    .where(
      and(
        eq(said.subject, ph('subject')),
        eq(said.at, ph('at')),
        eq(said.field, ph('field')),
        isNotNull(said.value),
      ),
    )
    .orderBy(desc(said.id))
    .limit(1),
)

type Listed = Answer<'access.reviews'>['openings']

export async function openingsToReview(
  read: Reader,
  ask: AskSigned,
  of: { directory: Directory; zone: string; since: number },
): Promise<Listed> {
  const { centreId, asker } = ask
  const { directory, zone, since } = of
  const isManager = asker.role === 'manager'
  const looker = lookerAs(asker)
  const who = (staffId: string) => ({ staffId, name: directory.nameOf(staffId) })
  const listed: Listed = []
  for (const { opening: one, reviewedAt, reviewedBy, label, softName, ...known } of await rows(read, {
    centreId,
    since,
  })) {
    const { kind } = one
    const isRestriction = kind !== 'opened' && kind !== 'shared'
    // By name, which a manager needs in order to go through it with them; to a lead it is as closed as it is.
    const open = (sharing: Sharing | null) => (isRestriction && isManager ? unrestricted(sharing) : sharing)
    const subject = one.visitId ?? one.personId
    const naming: Naming = {
      id: subject ?? one.id,
      label,
      softName,
      personId: known.personId,
      personName: known.personName,
      sharing: open(known.sharing),
      personSharing: open(known.personSharing),
    }
    const wordOf = async (field: string) => (await saidThen(read, { subject, at: one.at, field }))[0]?.value
    const lifted = isManager && kind === 'lifted' ? await wordOf('restrictionLifted') : undefined
    // What this program wrote itself, by the contract's schema.
    const asked = (isManager && kind === 'restricted' ? await wordOf(sharingField) : undefined) as
      SharingSaid | undefined
    listed.push({
      id: one.id,
      kind,
      by: who(one.staffId),
      at: one.at,
      subject,
      visitId: one.visitId,
      label: labelFor(naming, directory, looker),
      reason: typeof lifted === 'string' ? lifted : one.reason,
      why: asked?.restricted?.why ?? null,
      what: one.what,
      toldWhom: one.toldWhom,
      decidedBy: one.decidedBy,
      reviewOn: nextWorkingDay(localDay(one.at, zone)),
      reviewed:
        reviewedAt === null ? null : { by: reviewedBy === null ? null : who(reviewedBy), at: reviewedAt },
      personToldAt: one.personToldAt,
    })
  }
  return listed
}
