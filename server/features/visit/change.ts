/**
 * Something about a visit added or put right, also after the goodbye. Only what differs is written and
 * logged, and what was there before stays in `said`.
 */
import { eq } from 'drizzle-orm'
import { visit as visits } from '../../../db/schema/visit.ts'
import type { Writer } from '../../../db/store.ts'
import type { ChangeData, SaidRef } from '../../../shared/contract/changes.ts'
import type { Input } from '../../../shared/contract/index.ts'
import type { Handler } from '../../commands/handler.ts'
import { occurred } from '../../commands/occurred.ts'
import { saidFields } from './arrive.ts'
import { firstFollowed } from './followed.ts'
import { checkKey, checkKeys, checkSpace, checkStaff, checkWants, checkWay } from './lists.ts'
import { type Acting, lockKept, unmoved, type VisitRow } from './rows.ts'
import { freeSoftName } from './softNames.ts'

/** What stands in the log as it is: plain keys, ids and times. */
const plainFields = ['arrivedAt', 'channel', 'cameBy', 'suggestedBy', 'spaceId', 'wants'] as const

export const change: Handler<'visit.change'> = async (tx, act, input) => {
  const visit = await lockKept(tx, act, input.visitId)
  const next = await changed(tx, act, visit, input)
  const plain = plainFields.filter((field) => differs(visit[field], next[field]))
  const sensitive = saidFields.filter((field) => differs(visit[field], next[field]))
  if (plain.length + sensitive.length === 0) return await unmoved(tx, visit)

  if (next.label === null && next.personId === null) next.softName = await freeSoftName(tx, act, next)
  // Which columns change is never the same twice, so this one can't be built once.
  const fields = [...plain, ...sensitive, 'softName', 'welcomedAt', 'lastSeenAt'] as const
  const set = Object.fromEntries(fields.map((field) => [field, next[field]]))
  await tx.update(visits).set(set).where(eq(visits.id, visit.id))

  // The log's data has keys alone: how they came, put back to not asked, is named as what was said is.
  const isBack = (field: string) => (field === 'cameBy' || field === 'suggestedBy') && next[field] === null
  const back = plain.filter(isBack)
  const said: SaidRef[] = [...sensitive, ...back].map((field) => act.say(visit.id, field, next[field]))
  const kept = plain.filter((field) => !isBack(field))
  const data: ChangeData<'visit.changed'> = Object.fromEntries(kept.map((field) => [field, next[field]]))
  act.change('visit.changed', visit.id, { ...data, ...(said.length > 0 ? { said } : {}) })
  return visit.id
}

/** The row as it will be. Checks only what was given. */
async function changed(
  tx: Writer,
  act: Acting,
  visit: VisitRow,
  input: Input<'visit.change'>,
): Promise<VisitRow> {
  await checkKey(tx, act, 'channels', 'channel', input.channel)
  await checkWay(tx, act, 'cameBy', input.cameBy)
  await checkWay(tx, act, 'suggestedBy', input.suggestedBy)
  await checkSpace(tx, act, input.spaceId)
  const wants = input.wants && (await checkWants(tx, act, input.wants))
  const wantsStaff = input.wantsStaff && (await checkStaff(tx, act, 'wantsStaff', input.wantsStaff))
  const ratherNot = input.ratherNot && (await checkStaff(tx, act, 'ratherNot', input.ratherNot))
  return {
    ...visit,
    ...(await arrival(tx, act, visit, input.arrivedAt)),
    ...(await feeling(tx, act, visit, input)),
    label: given(input.label, visit.label),
    channel: given(input.channel, visit.channel),
    cameBy: given(input.cameBy, visit.cameBy),
    suggestedBy: given(input.suggestedBy, visit.suggestedBy),
    withWhom: given(input.withWhom, visit.withWhom),
    wants: given(input.wants === null ? null : wants, visit.wants),
    wantsStaff: given(wantsStaff, visit.wantsStaff),
    ratherNot: given(ratherNot, visit.ratherNot),
    wantsNote: given(input.wantsNote, visit.wantsNote),
    words: given(input.words, visit.words),
    wordsShown: given(input.wordsShown, visit.wordsShown),
    reasons: await reasons(tx, act, visit, input),
    reasonsShown: given(input.reasonsShown, visit.reasonsShown),
    nameOnWall: given(input.nameOnWall, visit.nameOnWall),
    spaceId: given(input.spaceId, visit.spaceId),
  }
}

/** Their true time of coming. Nothing that happened with them can have happened before it. */
async function arrival(tx: Writer, act: Acting, visit: VisitRow, said: number | undefined) {
  if (said === undefined || said === visit.arrivedAt) return {}
  const when = occurred(said, act.at)
  if (when.refused) throw when.refused
  if ((await firstFollowed(tx, visit)) < when.at) return act.invalid('arrivedAt', 'afterWhatFollowed')
  if (!visit.isWelcomedOnArrival) return { arrivedAt: when.at }
  const seen = visit.lastSeenAt === visit.welcomedAt ? { lastSeenAt: when.at } : {}
  return { arrivedAt: when.at, welcomedAt: when.at, ...seen }
}

/** An answer takes the place of why it wasn't asked, and the other way round. */
async function feeling(tx: Writer, act: Acting, visit: VisitRow, input: Input<'visit.change'>) {
  const { feeling: number, feelingSkipped: skipped } = input
  if (typeof number === 'number' && typeof skipped === 'string') {
    return act.invalid('feelingSkipped', 'notWithFeeling')
  }
  await checkKey(tx, act, 'feelingSkips', 'feelingSkipped', skipped ?? undefined)
  if (typeof number === 'number') return { feeling: number, feelingSkipped: null }
  if (typeof skipped === 'string') return { feeling: null, feelingSkipped: skipped }
  // Null puts the one it names back to not asked; nothing keeps it.
  return { feeling: given(number, visit.feeling), feelingSkipped: given(skipped, visit.feelingSkipped) }
}

/** Adds and takes back; a key given for both is taken back. Null stays null: still not asked. */
async function reasons(tx: Writer, act: Acting, visit: VisitRow, input: Input<'visit.change'>) {
  const added = await checkKeys(tx, act, 'reasons', 'reasonsAdded', input.reasonsAdded ?? [])
  const taken = new Set(input.reasonsTaken)
  const next = [...new Set([...(visit.reasons ?? []), ...added])].filter((key) => !taken.has(key))
  return visit.reasons === null && next.length === 0 ? null : next
}

function given<T>(value: T | undefined, before: T): T {
  return value === undefined ? before : value
}

const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)
