/**
 * What somebody had written about them goes: words with their salts, so that the log's digests can never be tried
 * against a guess, and what tells who they are. What stays is that somebody was here and for how long, and in the log
 * which words went, when, why and by whom. Copies that were taken before go when their own time is over.
 */
import { and, asc, eq, isNotNull, ne } from 'drizzle-orm'
import { enquiry, opening } from '../../../db/schema/access.ts'
import { nameWord, person } from '../../../db/schema/person.ts'
import { note, said } from '../../../db/schema/said.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { SaidRef } from '../../../shared/contract/changes.ts'
import type { ErasureReason } from '../../../shared/contract/rights.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { takeVisit } from '../../rows/locks.ts'

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
      ...{ ending: null, gotWhatCameFor: null, feltWelcome: null, toldAgain: null, helped: null },
    })
    .where(eq(visit.id, ph('visitId'))),
)
/** Rows that still hold something: a second erasure finds none. */
const forgetSaid = statement((db) =>
  db
    .update(said)
    .set({ value: null, salt: '' })
    .where(and(eq(said.subject, ph('subject')), isNotNull(said.value)))
    .returning({ id: said.id }),
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
const forgetEnquiries = statement((db) =>
  db
    .update(enquiry)
    .set({ askedBy: '', askedAfter: '', remark: null })
    .where(eq(enquiry.visitId, ph('visitId'))),
)
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
    await dropWords(tx, { personId })
    if ((await dropPerson(tx, { personId, centreId })).length === 0) return act.missing()
    const gone = (await forgetSaid(tx, { subject: personId })).map(({ id }) => id)
    // Said after the rest was forgotten: it is about the erasure, and stays.
    const kept = word === undefined ? [] : [act.say(personId, 'whyErased', word)]
    act.change('person.erased', personId, { why, words: gone, said: kept })
    return personId
  },

  async 'visit.erase'(tx, act, { visitId, why, word }) {
    const kept = word === undefined ? [] : [act.say(visitId, 'whyErased', word)]
    if (!(await eraseVisit(tx, act, visitId, why, kept))) act.refuse('nothingToErase', {})
    return visitId
  },
} satisfies Partial<Handlers>

/** What both commands may do. */
type Erasing = Pick<Act<'person.erase'>, 'centreId' | 'missing' | 'change' | 'refuse'>

/** False: there was nothing to erase. Takes the visit's row first. */
async function eraseVisit(
  tx: Writer,
  act: Erasing,
  visitId: string,
  why: ErasureReason,
  kept: SaidRef[] = [],
): Promise<boolean> {
  const [row] = await takeVisit(tx, { visitId, centreId: act.centreId })
  if (!row) return act.missing()
  if (row.goneAt === null && row.retractedAt === null) act.refuse('stillHere', { since: row.arrivedAt })
  await emptyVisit(tx, { visitId })
  const words = (await forgetSaid(tx, { subject: visitId })).map(({ id }) => id)
  const notes = await forgetNotes(tx, { visitId })
  await forgetOpenings(tx, { visitId })
  await forgetEnquiries(tx, { visitId })
  if (words.length === 0 && notes.length === 0 && row.personId === null) return false
  act.change('visit.erased', visitId, { why, words, notes, said: kept })
  return true
}
