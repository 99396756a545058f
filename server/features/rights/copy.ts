/**
 * Everything that is written about somebody, for them to have: what was said and answered, in each version, every
 * note, who was with them, what happened. What a worker wrote freely may name somebody else and is marked, for a person
 * to read before it is handed over. Who looked is a question of its own.
 */
import { and, asc, eq, isNotNull } from 'drizzle-orm'
import { person } from '../../../db/schema/person.ts'
import { said } from '../../../db/schema/said.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { WrittenThing } from '../../../shared/contract/rights.ts'
import type { Tie } from '../../../shared/contract/tie.ts'
import { closedTo, type Sharing } from '../../../shared/domain/access.ts'
import { NotAllowed } from '../../commands/handler.ts'
import { lookerAs } from '../../feed/label.ts'
import type { AskSigned, QueryHandlers } from '../../queries/handler.ts'
import { readNames } from '../../rows/entries.ts'
import { givenOut } from '../../rows/givenOut.ts'
import { openedUntil } from '../../rows/opened.ts'
import { tiesFor } from '../../rows/ties.ts'
import { visitCopies, writtenOf } from './visitCopies.ts'

const known = statement((db) =>
  db
    .select({ name: person.name, sharing: person.sharing })
    .from(person)
    .where(and(eq(person.id, ph('personId')), eq(person.centreId, ph('centreId')))),
)
const unknown = statement((db) =>
  db
    .select({
      label: visit.label,
      softName: visit.softName,
      personId: visit.personId,
      sharing: visit.sharing,
    })
    .from(visit)
    .where(and(eq(visit.id, ph('visitId')), eq(visit.centreId, ph('centreId')))),
)
const saidOfPerson = statement((db) =>
  db
    .select()
    .from(said)
    .where(and(eq(said.subject, ph('personId')), isNotNull(said.value)))
    .orderBy(asc(said.at), asc(said.id)),
)

export const rightsQueries = {
  async 'person.copy'(read, ask, { personId }) {
    const { asker, centreId, now } = ask
    const [found] = givenOut('theirOwn', await known(read, { personId, centreId }), (one) => one.sharing)
    if (!found) return ask.missing()
    await checkOpen(read, ask, found.sharing, { visitId: '', personId })
    const names = await readNames(read, centreId)
    const own = (await saidOfPerson(read, { personId })).map((row) => writtenOf(row, names))
    const { directory } = names
    const ties = await tiesFor(read, { asker, centreId, now, visitId: '', personId, directory })
    const written = [...own, ...ties.flatMap(tieGiven)]
    const visits = await visitCopies(read, { personId, visitId: '', centreId }, names, found.name)
    return { personId, name: found.name, madeAt: now, written, visits }
  },

  async 'visit.copy'(read, ask, { visitId }) {
    const { asker, centreId, now } = ask
    const [found] = givenOut('theirOwn', await unknown(read, { visitId, centreId }), (one) => one.sharing)
    // Whoever is known has one copy of all that there is.
    if (found?.personId !== null) return ask.missing()
    await checkOpen(read, ask, found.sharing, { visitId, personId: '' })
    const names = await readNames(read, centreId)
    const name = found.label ?? names.directory.softLabel(found.softName)
    const visits = await visitCopies(read, { personId: '', visitId, centreId }, names, name)
    const { directory } = names
    const ties = await tiesFor(read, { asker, centreId, now, visitId, personId: null, directory })
    return { personId: null, name, madeAt: now, written: ties.flatMap(tieGiven), visits }
  },
} satisfies Partial<QueryHandlers>

/** What somebody closed to whoever asks is opened for a written reason first, as everywhere. @throws NotAllowed */
async function checkOpen(
  read: Reader,
  { asker, now }: AskSigned,
  sharing: Sharing | null,
  of: { visitId: string; personId: string },
): Promise<void> {
  if (closedTo(lookerAs(asker), sharing).length === 0) return
  if ((await openedUntil(read, { staffId: asker.staffId, ...of, now })) === null) throw new NotAllowed()
}

/** Whom they support, or who supports them, where both of the two said that the other may know; else nothing. */
function tieGiven({ id, is, name, says, otherSays, at, by }: Tie): WrittenThing[] {
  if (name === null || !says?.mayKnow || !otherSays?.mayKnow) return []
  const field = is === 'supporter' ? 'supports' : 'supportedBy'
  return [{ id, field, value: name, at, by, mayNameOthers: true }]
}
