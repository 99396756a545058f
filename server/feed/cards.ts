/**
 * Everything a card can hold, read from the tables: the one place that turns rows into what a board knows.
 * Asks for all visits of a range of the log, for one visit, or for the whole board, in four or five queries each.
 */
import { and, type AnyColumn, asc, eq, exists, gt, isNull, lte, sql, type SQL } from 'drizzle-orm'
import { change } from '../../db/schema/log.ts'
import { person } from '../../db/schema/person.ts'
import { alongside, call, handover, onBoard, visit } from '../../db/schema/visit.ts'
import { said } from '../../db/schema/said.ts'
import { notByIndexAlone } from '../../db/searching.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { Alongside, Card } from '../../shared/contract/board.ts'
import type { Who } from '../../shared/contract/values.ts'
import type { Sharing } from '../../shared/domain/access.ts'
import { promisedOnly } from '../rows/calls.ts'
import { beenBefore } from '../rows/beenBefore.ts'
import { grouped } from '../rows/grouped.ts'
import type { Directory } from './directory.ts'
import { sharingOf, sharingOfVisit } from './label.ts'

/** A card before anybody looks at it: all reasons, and what was said may be shown. */
export type CardFacts = Omit<Card, 'doing' | 'hasReasons' | 'blank'> & {
  reasonsShown: boolean
  wordsShown: boolean
  sharing: Sharing | null
  /** What they are called where their name mayn't be known: a soft name in two words, which nobody else is given. */
  unnamed: string
}

interface Which {
  visits: SQL | undefined
  /** Limits a table that belongs to visits. */
  of: (visitId: AnyColumn) => SQL
}

function reads(build: (db: Reader) => Which) {
  return {
    visits: statement((db: Reader) =>
      db
        .select({ visit, personName: person.name, personSharing: person.sharing, beenBefore: beenBefore(db) })
        .from(visit)
        .leftJoin(person, eq(person.id, visit.personId))
        .where(build(db).visits),
    ),
    alongside: statement((db: Reader) =>
      db
        .select()
        .from(alongside)
        .where(and(isNull(alongside.endedAt), build(db).of(alongside.visitId)))
        .orderBy(asc(alongside.saidAt), asc(alongside.id)),
    ),
    handovers: statement((db: Reader) =>
      db
        .select({ handover, word: said.value })
        .from(handover)
        .leftJoin(said, eq(said.id, handover.wordId))
        .where(and(isNull(handover.endedAt), build(db).of(handover.visitId))),
    ),
    calls: statement((db: Reader) =>
      db
        .select({ call, word: said.value })
        .from(call)
        .leftJoin(said, eq(said.id, call.wordId))
        .where(and(isNull(call.answeredAt), isNull(call.withdrawnAt), build(db).of(call.visitId))),
    ),
    // By who is on the way, of whom there are few: calls that were answered are as many as there ever were.
    promised: statement((db: Reader) =>
      db
        .select({ call, word: said.value })
        .from(alongside)
        .innerJoin(
          call,
          and(eq(call.visitId, alongside.visitId), eq(call.answeredBy, alongside.staffId), promisedOnly(db)),
        )
        .leftJoin(said, eq(said.id, call.wordId))
        .where(and(isNull(alongside.endedAt), isNull(alongside.begunAt), build(db).of(alongside.visitId))),
    ),
  }
}

const inRange = (db: Reader) =>
  db
    .select({ id: change.subject })
    .from(change)
    .where(
      and(
        eq(change.centreId, ph('centreId')),
        gt(change.seq, ph('from')),
        lte(change.seq, ph('to')),
        // Else the index by subject alone, all of the centre's log, may be read for each card.
        notByIndexAlone(change.hash),
      ),
    )

const changed = reads((db) => ({
  visits: and(sql`${visit.id} in ${inRange(db)}`, onBoard(visit)),
  of: (visitId) => sql`${visitId} in ${inRange(db)}`,
}))

const open = reads((db) => ({
  visits: and(eq(visit.centreId, ph('centreId')), onBoard(visit)),
  of: (visitId) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(visit)
        .where(and(eq(visit.id, visitId), eq(visit.centreId, ph('centreId')), onBoard(visit))),
    ),
}))

const single = reads(() => ({
  visits: and(eq(visit.id, ph('visitId')), eq(visit.centreId, ph('centreId'))),
  of: (visitId) => eq(visitId, ph('visitId')),
}))

/** Cards on the board of visits that the log names between two numbers. */
export const cardsChanged = (
  read: Reader,
  directory: Directory,
  range: { centreId: string; from: number; to: number },
) => load(read, directory, changed, range)

/** Every card on a centre's board. */
export const cardsOpen = (read: Reader, directory: Directory, centreId: string) =>
  load(read, directory, open, { centreId })

/** One visit's card, on the board or long gone; undefined where the centre has no such visit. */
export async function cardOf(read: Reader, directory: Directory, centreId: string, visitId: string) {
  return (await load(read, directory, single, { centreId, visitId }))[0]
}

async function load(
  read: Reader,
  directory: Directory,
  from: ReturnType<typeof reads>,
  params: Record<string, unknown>,
): Promise<CardFacts[]> {
  const visits = await from.visits(read, params)
  if (visits.length === 0) return []
  const beside = await from.alongside(read, params)
  const withThem = grouped(beside, ofVisit)
  const handovers = grouped(await from.handovers(read, params), (one) => one.handover.visitId)
  const isAwaited = beside.some((one) => one.begunAt === null)
  const asked = [
    ...(await from.calls(read, params)),
    ...(isAwaited ? await from.promised(read, params) : []),
  ].sort((a, b) => a.call.calledAt - b.call.calledAt || (a.call.id < b.call.id ? -1 : 1))
  const calls = grouped(asked, (one) => one.call.visitId)
  const who = (staffId: string): Who => ({ staffId, name: directory.nameOf(staffId) })

  return visits.map(({ visit: row, personName, personSharing, beenBefore: before }) => {
    // With the person, once there is one; with the visit until then.
    const sharing = sharingOfVisit(row, personSharing)
    const isRestricted = sharingOf({ ...row, personSharing })?.restricted
    const offered = handovers.get(row.id)?.[0]
    return {
      id: row.id,
      label: row.label ?? personName ?? directory.softLabel(row.softName),
      isKnown: row.personId !== null,
      beenBefore: before && !isRestricted,
      arrivedAt: row.arrivedAt,
      channel: row.channel,
      with: (withThem.get(row.id) ?? []).map((one): Alongside => ({
        ...who(one.staffId),
        role: one.role,
        agency: directory.agencyName(one.agencyId),
        lead: one.isLead,
        since: one.saidAt,
        begunAt: one.begunAt,
        dueBy: one.dueBy,
      })),
      wants: row.wants,
      wantsStaff: (row.wantsStaff ?? []).map(who),
      ratherNot: (row.ratherNot ?? []).map(who),
      wantsNote: row.wantsNote,
      words: row.words,
      wordsShown: row.wordsShown,
      reasons: row.reasons ?? [],
      reasonsShown: row.reasonsShown,
      spaceId: row.spaceId,
      isStaying: directory.isGuestRoom(row.spaceId),
      welcomedAt: row.welcomedAt,
      lastSeenAt: row.lastSeenAt,
      lastSeenBy: row.lastSeenBy === null ? null : who(row.lastSeenBy),
      outAt: row.outAt,
      outUntil: row.outUntil,
      goneAt: row.goneAt,
      isWorried: row.isWorried && row.worrySettledAt === null,
      handover: offered
        ? {
            from: who(offered.handover.fromStaffId),
            to: offered.handover.toStaffId === null ? null : who(offered.handover.toStaffId),
            toRole: offered.handover.toRole,
            at: offered.handover.offeredAt,
            word: wordIn(offered.word),
          }
        : null,
      calls: (calls.get(row.id) ?? []).map(({ call: one, word }) => ({
        id: one.id,
        by: who(one.byStaffId),
        to: one.toStaffId === null ? null : who(one.toStaffId),
        toRole: one.toRole,
        toAgency: one.toAgencyId === null ? null : directory.agencyName(one.toAgencyId),
        at: one.calledAt,
        answeredBy: one.answeredBy,
        word: wordIn(word),
      })),
      nameOnWall: row.nameOnWall,
      sharing,
      unnamed: sharing ? directory.unnamed(row.id) : '',
      version: row.version,
    }
  })
}

/** What was said is kept as JSON; a word is a text, and gone once it was erased. */
const wordIn = (value: unknown) => (typeof value === 'string' ? value : null)

const ofVisit = (row: { visitId: string }) => row.visitId
