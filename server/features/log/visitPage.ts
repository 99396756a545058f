/**
 * One visit with its story, in one picture of the database: what they said, what happened, who was there.
 * Words are for whoever works with people, as far as the person lets them; notes only for whom they were meant.
 */
import { and, asc, eq } from 'drizzle-orm'
import { change } from '../../../db/schema/log.ts'
import { person } from '../../../db/schema/person.ts'
import { said } from '../../../db/schema/said.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import {
  closedTo,
  isOwn,
  type Looker,
  maySeeAll,
  type Sharing,
  standingFor,
} from '../../../shared/domain/access.ts'
import { cardOf } from '../../feed/cards.ts'
import { cardFor } from '../../feed/delta.ts'
import { lookerAs } from '../../feed/label.ts'
import type { AskSigned } from '../../queries/handler.ts'
import { blanked, mayTell } from './blanked.ts'
import { openedUntil } from '../../rows/opened.ts'
import { tiesFor } from '../../rows/ties.ts'
import { earlierVisits } from './earlier.ts'
import { entryColumns, entryOf, readNames } from '../../rows/entries.ts'
import { notesFor } from './notes.ts'
import { toTell } from './toTell.ts'

const visitRow = statement((db) =>
  db
    .select({ visit, person })
    .from(visit)
    .leftJoin(person, eq(person.id, visit.personId))
    .where(and(eq(visit.id, ph('visitId')), eq(visit.centreId, ph('centreId')))),
)
const saidRows = statement((db) =>
  db
    .select({ id: said.id, field: said.field, value: said.value, at: said.at, byStaffId: said.byStaffId })
    .from(said)
    .where(and(eq(said.subject, ph('visitId')), eq(said.centreId, ph('centreId'))))
    .orderBy(asc(said.at), asc(said.id)),
)
const storyRows = statement((db) =>
  db
    .select(entryColumns)
    .from(change)
    .where(and(eq(change.subject, ph('visitId')), eq(change.centreId, ph('centreId'))))
    .orderBy(asc(change.seq)),
)

/** Own words, names and remarks; answers (how they feel, what brings them) stand on the page, not in its story. */
const wordsInStory = new Set([
  'label',
  'words',
  'withWhom',
  'wantsNote',
  'word',
  'differently',
  'worrySettled',
])

export async function visitPage(read: Reader, ask: AskSigned, visitId: string): Promise<Visit> {
  const { asker, centreId, now } = ask
  const of = { visitId, centreId }
  const [found] = await visitRow(read, of)
  if (!found) return ask.missing()
  const { visit: row, person: known } = found
  const names = await readNames(read, centreId)
  const facts = await cardOf(read, names.directory, centreId, visitId)
  if (!facts) return ask.missing()
  const { personId, arrivedAt } = row
  const until = await openedUntil(read, { staffId: asker.staffId, visitId, personId, now })
  const looker = { ...lookerAs(asker), hasOpened: until !== null }
  const may = maySeeAll(looker, facts.sharing)
  const card = cardFor(facts, looker, now)
  const spoken = await saidRows(read, of)
  const words = new Map(
    spoken
      .filter(({ field }) => wordsInStory.has(field) && mayTell(field, may))
      .map((one) => [one.id, one.value]),
  )
  const story = (await storyRows(read, of)).map((one) => entryOf(one, names, card.label, words))
  const notes = await notesFor(read, { asker, may: may.notes, names, visitId })
  const before = personId
    ? await earlierVisits(read, names, { ...of, personId, arrivedAt })
    : { earlier: [], familiar: [] }
  const who = (staffId: string) => ({ staffId, name: names.of(staffId) })
  const called = [row.label ?? '', known?.name ?? '', ...(known?.otherNames ?? [])]
  const ties = await tiesFor(read, { ...of, asker, now, personId, directory: names.directory })
  const tell = await toTell(read, { centreId, visitId, personId, now }, called, names)

  return blanked({
    card,
    may,
    choices: choicesOf(facts.sharing),
    closed: closedTo(looker, facts.sharing),
    restricted: restrictionFor(looker, known ? known.sharing : row.sharing, who),
    openedUntil: until,
    ownRecord: isOwn(looker, facts.sharing) ? { chosen: facts.sharing?.chosen ?? [] } : null,
    ...tell,
    person: known && personOf(known),
    contact: known && { how: known.contactHow, when: known.contactWhen, never: known.contactNever },
    words: spoken.flatMap(({ id, field, value, at, byStaffId }) =>
      field === 'words' && typeof value === 'string' ? [{ id, text: value, at, by: who(byStaffId) }] : [],
    ),
    wordsShown: row.wordsShown,
    reasons: row.reasons ?? [],
    reasonsShown: row.reasonsShown,
    cameBy: row.cameBy,
    suggestedBy: row.suggestedBy,
    withWhom: row.withWhom,
    feeling: row.feeling,
    feelingSkipped: row.feelingSkipped,
    welcomedBy: row.welcomedBy === null ? null : who(row.welcomedBy),
    goodbye: goodbyeOf(row, who),
    retracted: row.retractedAt === null ? null : { by: who(row.retractedBy ?? ''), at: row.retractedAt },
    ...notes,
    story,
    ...before,
    ties,
  })
}

/** Of the whole record, as against this visit, which stays open while they are here. */
function restrictionFor(
  looker: Looker,
  sharing: Sharing | null,
  who: (staffId: string) => { staffId: string; name: string },
): Visit['restricted'] {
  const { restricted } = sharing ?? {}
  if (!restricted) return null
  const isShut = !looker.hasOpened && standingFor('name', looker, sharing) === 'restricted'
  return { since: restricted.at, letIn: restricted.letIn.map(who), isShut }
}

function choicesOf(sharing: Sharing | null): Visit['choices'] {
  const all = Object.entries(sharing?.agencies ?? {})
  return {
    agencies: all.map(([agencyId, answers]) => ({ agencyId, answers })),
    objects: sharing?.objects ?? null,
  }
}

function personOf({ id, name, otherNames, birth, died, secondLine, version }: typeof person.$inferSelect) {
  return { id, name, otherNames, birth, died, secondLine, version }
}

type Goodbye = Visit['goodbye']

function goodbyeOf(
  row: typeof visit.$inferSelect,
  who: (staffId: string) => { staffId: string; name: string },
): Goodbye {
  if (row.goneAt === null) return null
  return {
    at: row.goneAt,
    by: row.goneBy === null ? null : who(row.goneBy),
    ending: row.ending,
    feeling: row.feelingLeaving,
    feelingSkipped: row.feelingLeavingSkipped,
    gotWhatCameFor: row.gotWhatCameFor,
    feltWelcome: row.feltWelcome,
    toldAgain: row.toldAgain,
    helped: row.helped ?? [],
  }
}
