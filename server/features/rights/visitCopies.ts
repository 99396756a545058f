/**
 * What was written about somebody in their visits, and what happened in each: all of a person's, or one visit by somebody
 * we don't know. What the log keeps as plain keys (what they would like, how they came) is an answer like the others.
 */
import { type AnyColumn, and, asc, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import { enquiry, opening } from '../../../db/schema/access.ts'
import { change } from '../../../db/schema/log.ts'
import { note, said } from '../../../db/schema/said.ts'
import { alongside, visit } from '../../../db/schema/visit.ts'
import { besideNumber } from '../../../db/searching.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Entry } from '../../../shared/contract/log.ts'
import type { VisitCopy, WrittenThing } from '../../../shared/contract/rights.ts'
import { entryOf, type Names } from '../../rows/entries.ts'
import { grouped } from '../../rows/grouped.ts'

/** Theirs, or the one visit; the other of the two is ''. */
export type Whose = { personId: string; visitId: string; centreId: string }

const inTheirVisits = (db: Reader, column: AnyColumn) =>
  inArray(
    column,
    db
      .select({ id: visit.id })
      .from(visit)
      .where(and(eq(visit.personId, ph('personId')), eq(visit.centreId, ph('centreId'))))
      .unionAll(
        db
          .select({ id: visit.id })
          .from(visit)
          .where(and(eq(visit.id, ph('visitId')), eq(visit.centreId, ph('centreId')))),
      ),
  )
const visitRows = statement((db) =>
  db
    .select({ id: visit.id, arrivedAt: visit.arrivedAt, goneAt: visit.goneAt, channel: visit.channel })
    .from(visit)
    .where(inTheirVisits(db, visit.id))
    .orderBy(asc(visit.arrivedAt), asc(visit.id)),
)
const saidRows = statement((db) =>
  db
    .select()
    .from(said)
    .where(and(inTheirVisits(db, said.subject), isNotNull(said.value)))
    .orderBy(asc(said.at), asc(said.id)),
)
const noteRows = statement((db) =>
  db
    .select()
    .from(note)
    .where(and(inTheirVisits(db, note.visitId), ne(note.salt, '')))
    .orderBy(asc(note.at), asc(note.id)),
)
const workerRows = statement((db) =>
  db
    .select()
    .from(alongside)
    .where(and(inTheirVisits(db, alongside.visitId), isNotNull(alongside.begunAt)))
    .orderBy(asc(alongside.begunAt), asc(alongside.id)),
)
const storyRows = statement((db) =>
  db
    .select()
    .from(change)
    .where(and(eq(change.centreId, ph('centreId')), inTheirVisits(db, change.subject)))
    // By the index of subjects: to have the order for nothing SQLite would walk the whole log.
    .orderBy(asc(besideNumber(change.seq))),
)
/** Who asked after them, where it was they: whoever was told of it. */
const enquiryRows = statement((db) =>
  db.select().from(enquiry).where(inTheirVisits(db, enquiry.visitId)).orderBy(asc(enquiry.at)),
)
const openingRows = statement((db) =>
  db
    .select()
    .from(opening)
    .where(and(inArray(opening.kind, ['opened', 'shared']), inTheirVisits(db, opening.visitId)))
    .orderBy(asc(opening.at)),
)

/** What only lists and numbers can answer names nobody; every other field was written freely. */
const namesNobody: readonly string[] = [
  ...['name', 'otherNames', 'birth', 'died', 'label', 'wants', 'reasons', 'reasonsShown', 'wordsShown'],
  'nameOnWall',
  ...['feeling', 'feelingSkipped', 'cameBy', 'suggestedBy', 'ending', 'helped'],
  ...['gotWhatCameFor', 'feltWelcome', 'toldAgain', 'sharing', 'enquiryAnswer'],
]
/** Of what the log keeps in plain, what is an answer and not an act. */
const plainAnswers = ['wants', 'cameBy', 'suggestedBy'] as const

const thing = (one: Omit<WrittenThing, 'mayNameOthers'>): WrittenThing => ({
  ...one,
  mayNameOthers: !namesNobody.includes(one.field),
})

export function writtenOf(row: typeof said.$inferSelect, names: Names): WrittenThing {
  const { id, field, at, byStaffId } = row
  return thing({ id, field, value: named(row.value, names), at, by: who(byStaffId, names) })
}

/** Oldest visit first. */
export async function visitCopies(
  read: Reader,
  whose: Whose,
  names: Names,
  label: string,
): Promise<VisitCopy[]> {
  const spoken = grouped(await saidRows(read, whose), (row) => row.subject)
  const notes = grouped(await noteRows(read, whose), (row) => row.visitId)
  const met = grouped(await workerRows(read, whose), (row) => row.visitId)
  const told = grouped(await storyRows(read, whose), (row) => row.subject)
  const asked = grouped(await enquiryRows(read, whose), (row) => row.visitId ?? '')
  const opened = grouped(await openingRows(read, whose), (row) => row.visitId ?? '')
  return (await visitRows(read, whose)).map(({ id, ...times }): VisitCopy => {
    const story = (told.get(id) ?? []).map((row) => entryOf(row, names, label, new Map()))
    const words = [
      ...story.flatMap(answersIn),
      ...(spoken.get(id) ?? []).map((row) => writtenOf(row, names)),
      ...(notes.get(id) ?? []).map((row) => noteThing(row, names)),
      ...(asked.get(id) ?? []).flatMap((row) => enquiryThings(row, names)),
      ...(opened.get(id) ?? []).flatMap((row) => openingThings(row, names)),
    ]
    return {
      visitId: id,
      ...times,
      written: besideDisputed(words.sort((a, b) => a.at - b.at)),
      alongside: (met.get(id) ?? []).map((one) => ({
        by: who(one.staffId, names),
        agency: names.of(one.agencyId),
        role: one.role,
        from: one.begunAt ?? one.saidAt,
        to: one.endedAt,
      })),
      story,
    }
  })
}

const who = (staffId: string, names: Names) => ({ staffId, name: names.of(staffId) })

function answersIn({ seq, occurredAt, by, subject, data }: Entry): WrittenThing[] {
  return plainAnswers.flatMap((field) => {
    const value = data[field]
    if (value === undefined || value === null) return []
    const author = by ?? { staffId: '', name: '' }
    return [thing({ id: `${subject} ${String(seq)} ${field}`, field, value, at: occurredAt, by: author })]
  })
}

function noteThing({ id, text, at, authorId, noteId, disputes }: typeof note.$inferSelect, names: Names) {
  const which = disputes === null ? { noteId } : { noteId, disputes }
  const field = disputes === null ? 'note' : 'statement'
  return thing({ id, field, value: text, at, by: who(authorId, names), ...which })
}

function enquiryThings(row: typeof enquiry.$inferSelect, names: Names): WrittenThing[] {
  const { id, askedBy, askedAfter, answer, remark, at, byStaffId } = row
  const all = { askedBy, askedAfter, enquiryAnswer: answer, enquiryRemark: remark }
  return filled(id, all, at, who(byStaffId, names))
}

function openingThings(row: typeof opening.$inferSelect, names: Names): WrittenThing[] {
  const { id, kind, reason, what, toldWhom, decidedBy, at, staffId } = row
  const why = kind === 'opened' ? { openedWhy: reason } : { sharedWhy: reason }
  const all = { ...why, sharedWhat: what, sharedWith: toldWhom, sharedDecidedBy: decidedBy }
  return filled(id, all, at, who(staffId, names))
}

function filled(
  id: string,
  all: Record<string, string | null | undefined>,
  at: number,
  by: WrittenThing['by'],
): WrittenThing[] {
  return Object.entries(all).flatMap(([field, value]) =>
    value ? [thing({ id: `${id} ${field}`, field, value, at, by })] : [],
  )
}

/** What the person says about a note stands right after it, whenever it was said. */
function besideDisputed(words: readonly WrittenThing[]): WrittenThing[] {
  const about = grouped(
    words.filter(({ disputes }) => disputes !== undefined),
    ({ disputes = '' }) => disputes,
  )
  return words
    .filter(({ disputes }) => disputes === undefined)
    .flatMap((one) => {
      const isLast = words.findLast(({ noteId }) => noteId === one.noteId) === one
      return one.noteId !== undefined && isLast ? [one, ...(about.get(one.noteId) ?? [])] : [one]
    })
}

/** Ids of workers and agencies by name, wherever they stand: an id tells nobody anything. */
function named(value: unknown, names: Names): unknown {
  if (typeof value === 'string') return names.of(value) || value
  if (Array.isArray(value)) return value.map((one) => named(one, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one, names)]))
}
