/** Somebody is here. Nothing is compulsory, and nothing about anybody keeps them from being logged. */
import { getTableColumns } from 'drizzle-orm'
import { visit as visits } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { ChangeData, SaidRef } from '../../../shared/contract/changes.ts'
import type { Input } from '../../../shared/contract/index.ts'
import type { Handler } from '../../commands/handler.ts'
import { occurred } from '../../commands/occurred.ts'
import { noGoodbye } from './goodbye.ts'
import { checkKey, checkKeys, checkSpace, checkStaff, checkWants, checkWay } from './lists.ts'
import { lockPerson, openVisitOf } from './personRows.ts'
import type { Acting, VisitRow } from './rows.ts'
import { freeSoftName } from './softNames.ts'

const everyColumn = Object.fromEntries(Object.keys(getTableColumns(visits)).map((name) => [name, ph(name)]))
const insert = statement((db) =>
  db
    .insert(visits)
    // Two worlds meet: a placeholder for each column there is, whose names the types can't count.
    .values(everyColumn as never)
    .onConflictDoNothing({ target: visits.id })
    .returning({ id: visits.id }),
)

export const arrive: Handler<'visit.arrive'> = async (tx, act, input) => {
  const when = occurred(input.arrivedAt ?? act.occurredAt, act.at)
  if (when.refused) throw when.refused
  const { personId } = input
  if (personId !== undefined) {
    await lockPerson(tx, act, personId)
    const here = await openVisitOf(tx, personId)
    if (here) return act.refuse('alreadyHere', { visitId: here.id, since: here.arrivedAt })
  }
  const row = await firstRow(tx, act, input, when.at)
  if (row.label === null && personId === undefined) row.softName = await freeSoftName(tx, act, row)
  const [inserted] = await insert(tx, row)
  if (!inserted) return act.refuse('visitExists', {})

  act.change('visit.arrived', row.id, logged(act, row))
  return row.id
}

/** What is kept of a walk-in. `arrivedAt` is UTC ms. */
async function firstRow(
  tx: Writer,
  act: Acting,
  input: Input<'visit.arrive'>,
  arrivedAt: number,
): Promise<VisitRow> {
  if (input.feeling !== undefined && input.feelingSkipped !== undefined) {
    return act.invalid('feelingSkipped', 'notWithFeeling')
  }
  await checkKey(tx, act, 'channels', 'channel', input.channel)
  await checkWay(tx, act, 'cameBy', input.cameBy)
  await checkWay(tx, act, 'suggestedBy', input.suggestedBy)
  await checkKey(tx, act, 'feelingSkips', 'feelingSkipped', input.feelingSkipped)
  await checkSpace(tx, act, input.spaceId)
  const welcomed = input.welcomed ?? false
  const greeter = welcomed ? act.actor.staffId : null
  const greetedAt = welcomed ? arrivedAt : null
  return {
    id: input.visitId ?? act.newId(),
    centreId: act.centreId,
    personId: input.personId ?? null,
    label: input.label ?? null,
    softName: null,
    arrivedAt,
    recordedAt: act.at,
    loggedBy: act.actor.staffId,
    channel: input.channel ?? 'inPerson',
    cameBy: input.cameBy ?? null,
    suggestedBy: input.suggestedBy ?? null,
    withWhom: input.withWhom ?? null,
    wants: input.wants ? await checkWants(tx, act, input.wants) : null,
    wantsStaff: input.wantsStaff ? await checkStaff(tx, act, 'wantsStaff', input.wantsStaff) : null,
    ratherNot: input.ratherNot ? await checkStaff(tx, act, 'ratherNot', input.ratherNot) : null,
    wantsNote: input.wantsNote ?? null,
    words: input.words ?? null,
    wordsShown: input.wordsShown ?? false,
    reasons: input.reasons ? await checkKeys(tx, act, 'reasons', 'reasons', input.reasons) : null,
    reasonsShown: input.reasonsShown ?? false,
    nameOnWall: input.nameOnWall ?? false,
    feeling: input.feeling ?? null,
    feelingSkipped: input.feelingSkipped ?? null,
    spaceId: input.spaceId ?? null,
    welcomedAt: greetedAt,
    welcomedBy: greeter,
    isWelcomedOnArrival: welcomed,
    firstWithAt: null,
    lastSeenAt: greetedAt,
    lastSeenBy: greeter,
    outAt: null,
    outUntil: null,
    ...noGoodbye,
    retractedAt: null,
    retractedBy: null,
    sharing: null,
    restrictedAt: null,
    version: 1,
  }
}

/** What is words, a sensitive answer, or a choice about them: kept in `said`, and in the log by digest alone. */
export const saidFields = [
  'label',
  'withWhom',
  'wantsStaff',
  'ratherNot',
  'wantsNote',
  'words',
  'wordsShown',
  'reasons',
  'reasonsShown',
  'nameOnWall',
  'feeling',
  'feelingSkipped',
] as const

function logged(act: Acting, row: VisitRow): ChangeData<'visit.arrived'> {
  const said: SaidRef[] = saidFields
    // What nobody has agreed to isn't said: it is how every visit begins.
    .filter((field) => row[field] !== null && row[field] !== false)
    .map((field) => act.say(row.id, field, row[field]))
  return {
    arrivedAt: row.arrivedAt,
    channel: row.channel,
    ...(row.cameBy ? { cameBy: row.cameBy } : {}),
    ...(row.suggestedBy ? { suggestedBy: row.suggestedBy } : {}),
    ...(row.spaceId ? { spaceId: row.spaceId } : {}),
    ...(row.wants ? { wants: row.wants } : {}),
    ...(row.isWelcomedOnArrival ? { isWelcomed: true } : {}),
    ...(row.personId ? { personId: row.personId } : {}),
    ...(said.length > 0 ? { said } : {}),
  }
}
