/**
 * Who supports whom, read for one of the two and for a worker who may know of both. A tie stands in a table of its own,
 * by the ids of its sides alone, so that whatever goes by the one’s visits or notes finds nothing of the other’s.
 */
import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { person } from '../../db/schema/person.ts'
import { said } from '../../db/schema/said.ts'
import { tie } from '../../db/schema/tie.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader, Writer } from '../../db/store.ts'
import type { Tie, TieSide } from '../../shared/contract/tie.ts'
import { mayKnowTie } from '../../shared/domain/access.ts'
import { isTieAgreed } from '../../shared/domain/tie.ts'
import type { Actor } from '../commands/handler.ts'
import type { Directory } from '../feed/directory.ts'
import { labelFor, lookerAs, type Naming, sharingOf } from '../feed/label.ts'
import { namingOf } from './naming.ts'
import { openedUntil } from './opened.ts'
import { theirIds } from './theirs.ts'

type Row = typeof tie.$inferSelect
/** Under which heading of `said` it stands what one of the two said, and what stands there. */
export const tieField = 'tieSays'
export interface TieSaid {
  side: TieSide
  /** Null: put back to not asked. */
  mayKnow: boolean | null
}
interface Asking {
  asker: Actor
  centreId: string
  now: number
}

const personSide = statement((db) =>
  db
    .select({ id: person.id, personName: person.name, personSharing: person.sharing })
    .from(person)
    .where(and(eq(person.id, ph('id')), eq(person.centreId, ph('centreId')))),
)
// One question for each side: of both in one a planner looks at every tie there is.
const tiesBy = (side: TieSide) =>
  statement((db) =>
    db
      .select()
      .from(tie)
      .where(and(inArray(tie[side], theirIds(db)), eq(tie.centreId, ph('centreId')), isNull(tie.endedAt)))
      .orderBy(asc(tie.at), asc(tie.id)),
  )
const tiesAs = { supporter: tiesBy('supporter'), supported: tiesBy('supported') }

const nothingSaid = {
  supporterSays: null,
  supporterSaidAt: null,
  supportedSays: null,
  supportedSaidAt: null,
}
const empty = {
  supporter: statement((db: Writer) =>
    db
      .update(tie)
      .set({ supporter: '', ...nothingSaid })
      .where(eq(tie.supporter, ph('subject')))
      .returning({ id: tie.id }),
  ),
  supported: statement((db: Writer) =>
    db
      .update(tie)
      .set({ supported: '', ...nothingSaid })
      .where(eq(tie.supported, ph('subject')))
      .returning({ id: tie.id }),
  ),
}
const forget = statement((db) =>
  db
    .update(said)
    .set({ value: null, salt: '' })
    .where(and(eq(said.subject, ph('id')), isNotNull(said.value)))
    .returning({ id: said.id }),
)

/** One side of a tie by its id; null where there is nobody such here, or no longer. */
export async function sideOf(read: Reader, centreId: string, id: string): Promise<Naming | null> {
  const [byVisit] = await namingOf(read, { visitId: id, centreId })
  if (byVisit) return byVisit
  const [known] = await personSide(read, { id, centreId })
  return known ? { ...known, label: null, softName: null, sharing: null, personId: known.id } : null
}

export const isSame = (a: Naming | null, b: Naming | null): boolean =>
  a !== null && b !== null && (a.id === b.id || (a.personId !== null && a.personId === b.personId))

/** Whether a worker may know of a tie between these two; of one whose record was erased there is nothing to ask. */
export async function maySeeTie(
  read: Reader,
  { asker, now }: Asking,
  sides: readonly (Naming | null)[],
  isAgreed: boolean,
): Promise<boolean> {
  const looks = []
  for (const side of sides) {
    if (side === null) continue
    const { id: visitId, personId } = side
    const opened = await openedUntil(read, { staffId: asker.staffId, visitId, personId, now })
    looks.push({
      looker: { ...lookerAs(asker), hasOpened: opened !== null },
      sharing: sharingOf(side),
    })
  }
  return mayKnowTie(looks, isAgreed)
}

/** What each of the two said has the other know. */
export const isAgreed = (row: Row): boolean => isTieAgreed(row.supporterSays, row.supportedSays)

/** Rows of ties in which this visit, or its person, is that side. */
export const tiesWhere = (
  read: Reader,
  side: TieSide,
  of: { centreId: string; visitId: string; personId: string | null },
): Promise<Row[]> => tiesAs[side](read, { ...of, personId: of.personId ?? '' })

/** The ties of a visit and its person that the asker may know of, as the page of that side says them. */
export async function tiesFor(
  read: Reader,
  asking: Asking & { visitId: string; personId: string | null; directory: Directory },
): Promise<Tie[]> {
  const { asker, centreId, directory } = asking
  const found: Tie[] = []
  for (const is of ['supporter', 'supported'] as const) {
    for (const row of await tiesWhere(read, is, asking)) {
      const other = is === 'supporter' ? row.supported : row.supporter
      const own = await sideOf(read, centreId, row[is])
      const whom = await sideOf(read, centreId, other)
      // Two visits that were joined to one person since: nobody is their own supporter.
      if (isSame(own, whom) || !(await maySeeTie(read, asking, [own, whom], isAgreed(row)))) continue
      const [says, otherSays] = is === 'supporter' ? bothSay(row) : bothSay(row).toReversed()
      found.push({
        id: row.id,
        is,
        name: whom && labelFor(whom, directory, lookerAs(asker)),
        says: says ?? null,
        otherSays: otherSays ?? null,
        at: row.at,
        by: { staffId: row.byStaffId, name: directory.nameOf(row.byStaffId) },
      })
    }
  }
  return found
}

function bothSay(row: Row): Tie['says'][] {
  const said = (mayKnow: boolean | null, at: number | null) =>
    mayKnow === null || at === null ? null : { mayKnow, at }
  return [said(row.supporterSays, row.supporterSaidAt), said(row.supportedSays, row.supportedSaidAt)]
}

/** One side’s record is erased: the other keeps that there was a tie, without whom. Gives the words that went, and of which ties. */
export async function emptyTies(tx: Writer, subject: string): Promise<{ words: string[]; ties: string[] }> {
  const rows = [...(await empty.supporter(tx, { subject })), ...(await empty.supported(tx, { subject }))]
  const words: string[] = []
  for (const { id } of rows) words.push(...(await forget(tx, { id })).map((one) => one.id))
  return { words, ties: rows.map(({ id }) => id) }
}
