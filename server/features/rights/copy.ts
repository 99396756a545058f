/**
 * Everything that is written about somebody, for them to have: what was said and answered, in each version, every
 * note, who was with them. What a worker wrote freely may name somebody else and is marked, for a person to read
 * before it is handed over. Who looked is a question of its own.
 */
import { and, asc, eq, inArray, isNotNull, ne } from 'drizzle-orm'
import { person } from '../../../db/schema/person.ts'
import { note, said } from '../../../db/schema/said.ts'
import { alongside, visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import { closedTo } from '../../../shared/domain/access.ts'
import type { VisitCopy, WrittenThing } from '../../../shared/contract/rights.ts'
import type { Tie } from '../../../shared/contract/tie.ts'
import { NotAllowed } from '../../commands/handler.ts'
import { readDirectory } from '../../feed/directory.ts'
import { lookerAs } from '../../feed/label.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { grouped } from '../../rows/grouped.ts'
import { givenOut } from '../../rows/givenOut.ts'
import { openedUntil } from '../../rows/opened.ts'
import { tiesFor } from '../../rows/ties.ts'

const known = statement((db) =>
  db
    .select({ name: person.name, sharing: person.sharing })
    .from(person)
    .where(and(eq(person.id, ph('personId')), eq(person.centreId, ph('centreId')))),
)
const visitsOf = statement((db) =>
  db
    .select({ id: visit.id, arrivedAt: visit.arrivedAt, goneAt: visit.goneAt, channel: visit.channel })
    .from(visit)
    .where(and(eq(visit.personId, ph('personId')), eq(visit.centreId, ph('centreId'))))
    .orderBy(asc(visit.arrivedAt), asc(visit.id)),
)
const theirVisits = (db: Reader) =>
  db
    .select({ id: visit.id })
    .from(visit)
    .where(and(eq(visit.personId, ph('personId')), eq(visit.centreId, ph('centreId'))))
const saidOfVisits = statement((db) =>
  db
    .select()
    .from(said)
    .where(and(inArray(said.subject, theirVisits(db)), isNotNull(said.value)))
    .orderBy(asc(said.at), asc(said.id)),
)
const saidOfPerson = statement((db) =>
  db
    .select()
    .from(said)
    .where(and(eq(said.subject, ph('personId')), isNotNull(said.value)))
    .orderBy(asc(said.at), asc(said.id)),
)
const notes = statement((db) =>
  db
    .select()
    .from(note)
    .where(and(inArray(note.visitId, theirVisits(db)), ne(note.salt, '')))
    .orderBy(asc(note.at), asc(note.id)),
)
const workers = statement((db) =>
  db
    .select()
    .from(alongside)
    .where(and(inArray(alongside.visitId, theirVisits(db)), isNotNull(alongside.begunAt)))
    .orderBy(asc(alongside.begunAt), asc(alongside.id)),
)

/** What only lists and numbers can answer names nobody; every other field was written freely. */
const namesNobody: readonly string[] = [
  ...['name', 'otherNames', 'birth', 'label', 'wants', 'reasons', 'reasonsShown', 'wordsShown', 'nameOnWall'],
  ...['feeling', 'feelingSkipped', 'cameBy', 'suggestedBy', 'ending', 'helped'],
  ...['gotWhatCameFor', 'feltWelcome', 'toldAgain', 'sharing'],
]

export const rightsQueries = {
  async 'person.copy'(read, ask, { personId }) {
    const { asker, centreId, now } = ask
    const of = { personId, centreId }
    const [found] = givenOut('theirOwn', await known(read, of), (one) => one.sharing)
    if (!found) return ask.missing()
    // What somebody closed to whoever asks is opened for a written reason first, as everywhere.
    const isClosed = closedTo(lookerAs(asker), found.sharing).length > 0
    const opened = { staffId: asker.staffId, visitId: '', personId, now }
    if (isClosed && (await openedUntil(read, opened)) === null) throw new NotAllowed()
    const directory = await readDirectory(read, centreId)
    const who = (staffId: string) => ({ staffId, name: directory.nameOf(staffId) })
    const written = ({ id, field, value: kept, at, byStaffId }: typeof said.$inferSelect): WrittenThing => {
      const value = named(kept, (one) => directory.nameOf(one) || directory.agencyName(one))
      return { id, field, value, at, by: who(byStaffId), mayNameOthers: !namesNobody.includes(field) }
    }
    const noted = ({ id, text, at, authorId, noteId, disputes }: NoteRow): WrittenThing => {
      const which = disputes === null ? { noteId } : { noteId, disputes }
      const field = disputes === null ? 'note' : 'statement'
      return { id, field, value: text, at, by: who(authorId), mayNameOthers: true, ...which }
    }
    const spoken = grouped(await saidOfVisits(read, of), (row) => row.subject)
    const noteRows = grouped(await notes(read, of), (row) => row.visitId)
    const met = grouped(await workers(read, of), (row) => row.visitId)
    const visits = (await visitsOf(read, of)).map(({ id, ...times }): VisitCopy => {
      const words = [...(spoken.get(id) ?? []).map(written), ...(noteRows.get(id) ?? []).map(noted)]
      return {
        visitId: id,
        ...times,
        written: besideDisputed(words.sort((a, b) => a.at - b.at)),
        alongside: (met.get(id) ?? []).map((one) => ({
          by: who(one.staffId),
          agency: directory.agencyName(one.agencyId),
          role: one.role,
          from: one.begunAt ?? one.saidAt,
          to: one.endedAt,
        })),
      }
    })
    const own = (await saidOfPerson(read, { personId })).map(written)
    const ties = await tiesFor(read, { asker, centreId, now, visitId: '', personId, directory })
    const given = [...own, ...ties.flatMap(tieGiven)]
    return { personId, name: found.name, madeAt: now, written: given, visits }
  },
} satisfies Partial<QueryHandlers>

/** Whom they support, or who supports them, where both of the two said that the other may know; else nothing. */
function tieGiven({ id, is, name, says, otherSays, at, by }: Tie): WrittenThing[] {
  if (name === null || !says?.mayKnow || !otherSays?.mayKnow) return []
  const field = is === 'supporter' ? 'supports' : 'supportedBy'
  return [{ id, field, value: name, at, by, mayNameOthers: true }]
}

type NoteRow = typeof note.$inferSelect

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
function named(value: unknown, nameOf: (id: string) => string): unknown {
  if (typeof value === 'string') return nameOf(value) || value
  if (Array.isArray(value)) return value.map((one) => named(one, nameOf))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one, nameOf)]))
}
