/**
 * What somebody had written about them goes: words with their salts, so that the log's digests can never be tried
 * against a guess, and what tells who they are. What stays is that somebody was here and for how long, and in the log
 * which words went, when, why and by whom. Copies that were taken before go when their own time is over.
 */
import { and, asc, eq, inArray, isNotNull, isNull, ne, type Placeholder } from 'drizzle-orm'
import { accessReview, enquiry, opening } from '../../../db/schema/access.ts'
import { retentionKeep } from '../../../db/schema/centre.ts'
import { looked } from '../../../db/schema/log.ts'
import { nameWord, person } from '../../../db/schema/person.ts'
import { note, said } from '../../../db/schema/said.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader, Writer } from '../../../db/store.ts'
import type { SaidRef } from '../../../shared/contract/changes.ts'
import type { ErasureReason } from '../../../shared/contract/rights.ts'
import type { Sharing } from '../../../shared/domain/access.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { takeVisit } from '../../rows/locks.ts'
import { sharingField, takeChooser } from '../../rows/sharing.ts'
import { emptyTies } from '../../rows/ties.ts'

/** What was said of the erasure itself stays. */
const whyErased = 'whyErased'

const visitsOf = statement((db) =>
  db
    .select({ id: visit.id })
    .from(visit)
    .where(and(eq(visit.personId, ph('personId')), eq(visit.centreId, ph('centreId'))))
    .orderBy(asc(visit.id)),
)
const emptyVisit = statement((db) =>
  db
    .update(visit)
    .set({
      ...{ personId: null, label: null, cameBy: null, suggestedBy: null, withWhom: null },
      ...{ wants: null, wantsStaff: null, ratherNot: null, wantsNote: null },
      ...{ words: null, wordsShown: false, reasons: null, reasonsShown: false, nameOnWall: false },
      ...{ feeling: null, feelingSkipped: null, feelingLeaving: null, feelingLeavingSkipped: null },
      sharing: null,
      restrictedAt: null,
      ...{ ending: null, gotWhatCameFor: null, feltWelcome: null, toldAgain: null, helped: null },
    })
    .where(eq(visit.id, ph('visitId'))),
)
/** Rows that still hold something: a second erasure finds none. */
const forgetSaid = statement((db) =>
  db
    .update(said)
    .set({ value: null, salt: '' })
    .where(and(eq(said.subject, ph('subject')), isNotNull(said.value), ne(said.field, whyErased)))
    .returning({ id: said.id }),
)
/** Restrictions of somebody known, which no visit tells of. */
const outsideVisits = (personId: Placeholder) => and(eq(opening.personId, personId), isNull(opening.visitId))
/** What was said of openings, of looks and of who asked: rows of their own, about whoever was in the visit. */
const beside = (db: Reader) =>
  // One list: of four a planner makes four looks at every row there is.
  db
    .select({ id: opening.id })
    .from(opening)
    .where(eq(opening.visitId, ph('subject')))
    .unionAll(
      db
        .select({ id: opening.id })
        .from(opening)
        .where(outsideVisits(ph('subject'))),
    )
    .unionAll(
      db
        .select({ id: enquiry.id })
        .from(enquiry)
        .where(eq(enquiry.visitId, ph('subject'))),
    )
    .unionAll(
      db
        .select({ id: looked.id })
        .from(looked)
        .where(eq(looked.subject, ph('subject'))),
    )
const forgetBeside = statement((db: Writer) =>
  db
    .update(said)
    .set({ value: null, salt: '' })
    .where(and(isNotNull(said.value), inArray(said.subject, beside(db))))
    .returning({ id: said.id }),
)
const forgetReviews = statement((db: Writer) =>
  db
    .update(accessReview)
    .set({ remark: null })
    .where(inArray(accessReview.subject, beside(db))),
)
const forgetNotes = statement((db) =>
  db
    .update(note)
    .set({ text: '', salt: '' })
    .where(and(eq(note.visitId, ph('visitId')), ne(note.salt, '')))
    .returning({ noteId: note.noteId, version: note.version }),
)
/** Why a record was opened is about whoever is in it: who opened it and when stays. */
const forgetOpenings = statement((db) =>
  db
    .update(opening)
    .set({ reason: '', what: null, toldWhom: null, decidedBy: null, personId: null })
    .where(eq(opening.visitId, ph('visitId'))),
)
const forgetRestrictions = statement((db) =>
  db
    .update(opening)
    .set({ personId: null })
    .where(outsideVisits(ph('personId'))),
)
const forgetEnquiries = statement((db) =>
  db
    .update(enquiry)
    .set({ askedBy: '', askedAfter: '', remark: null })
    .where(eq(enquiry.visitId, ph('visitId'))),
)
const dropKeep = statement((db) => db.delete(retentionKeep).where(eq(retentionKeep.subject, ph('subject'))))
const dropWords = statement((db) => db.delete(nameWord).where(eq(nameWord.personId, ph('personId'))))
const dropPerson = statement((db) =>
  db
    .delete(person)
    .where(and(eq(person.id, ph('personId')), eq(person.centreId, ph('centreId'))))
    .returning({ id: person.id }),
)

export const eraseHandlers = {
  async 'person.erase'(tx, act, { personId, why, word }) {
    const { centreId } = act
    for (const { id } of await visitsOf(tx, { personId, centreId })) await eraseVisit(tx, act, id, why)
    // From here on nobody joins another visit to them; what was joined meanwhile goes too.
    const known = (await takeChooser(tx, { personId, centreId })) ?? act.missing()
    keepRestricted(act, known.sharing)
    for (const { id } of await visitsOf(tx, { personId, centreId })) await eraseVisit(tx, act, id, why)
    await dropWords(tx, { personId })
    await dropPerson(tx, { personId, centreId })
    const gone = await forgetAll(tx, act, personId)
    await forgetRestrictions(tx, { personId })
    const kept = word === undefined ? [] : [act.say(personId, whyErased, word)]
    act.change('person.erased', personId, { why, words: gone, said: kept })
    return personId
  },

  async 'visit.erase'(tx, act, { visitId, why, word }) {
    const kept = word === undefined ? [] : [act.say(visitId, whyErased, word)]
    const before = (await eraseVisit(tx, act, visitId, why, kept)) ?? act.refuse('nothingToErase', {})
    if (before.personId === null) keepRestricted(act, before.sharing)
    else await keepChoices(tx, act, before.personId)
    return visitId
  },
} satisfies Partial<Handlers>

/** What both commands may do. */
type Erasing = Pick<Act<'person.erase'>, 'centreId' | 'missing' | 'change' | 'refuse'>

/** Whose visit it was; null: there was nothing to erase. Takes the visit's row first. */
async function eraseVisit(
  tx: Writer,
  act: Erasing,
  visitId: string,
  why: ErasureReason,
  kept: SaidRef[] = [],
): Promise<Pick<typeof visit.$inferSelect, 'personId' | 'sharing'> | null> {
  const [row] = await takeVisit(tx, { visitId, centreId: act.centreId })
  if (!row) return act.missing()
  if (row.goneAt === null && row.retractedAt === null) act.refuse('stillHere', { since: row.arrivedAt })
  await emptyVisit(tx, { visitId })
  const words = await forgetAll(tx, act, visitId)
  const notes = await forgetNotes(tx, { visitId })
  await forgetOpenings(tx, { visitId })
  await forgetEnquiries(tx, { visitId })
  if (words.length === 0 && notes.length === 0 && row.personId === null) return null
  act.change('visit.erased', visitId, { why, words, notes, said: kept })
  return row
}

/** What somebody asked to be kept isn't erased: what was done already is undone with the refusal. */
function keepRestricted(act: Erasing, sharing: Sharing | null): void {
  if (sharing?.restricted) act.refuse('isRestricted', { since: sharing.restricted.at })
}

/**
 * Everything said of a visit or a person, of who opened, looked or asked, and of whom they support. Gives the rows that
 * are empty now.
 */
async function forgetAll(tx: Writer, act: Erasing, subject: string): Promise<string[]> {
  const own = await forgetSaid(tx, { subject })
  const others = await forgetBeside(tx, { subject })
  await forgetReviews(tx, { subject })
  await dropKeep(tx, { subject })
  const { words, ties } = await emptyTies(tx, subject)
  for (const id of ties) act.change('tie.sideErased', id, {})
  return [...[...own, ...others].map(({ id }) => id), ...words]
}

/**
 * What somebody chose in a visit that goes holds on: it is said again as theirs, or a later joining would work out
 * their choices without it, and open what they had closed.
 */
async function keepChoices(tx: Writer, act: Act<'visit.erase'>, personId: string): Promise<void> {
  const known = await takeChooser(tx, { personId, centreId: act.centreId })
  if (!known?.sharing) return
  keepRestricted(act, known.sharing)
  const { agencies, colleague, chosen, objects = null } = known.sharing
  const all = [
    ...Object.entries(agencies).map(([agencyId, answers]) => ({ agencies: [agencyId], answers })),
    ...(colleague === null ? [] : [{ colleague }, { chosen }]),
    ...(objects === null ? [] : [{ objects }]),
  ]
  if (all.length === 0) return
  act.change('person.sharingChosen', personId, {
    said: all.map((one) => act.say(personId, sharingField, one)),
  })
}
