/**
 * A database that was restored is told again, through the one door, what was erased, what people chose about who may
 * know what and who left after the backup was taken, before anybody is served from it. What it knows already, and what
 * it never had, is left alone, so that it can be told as often as one likes.
 */
import { and, asc, eq, gte, isNull, or } from 'drizzle-orm'
import { change } from '../../db/schema/log.ts'
import { visit } from '../../db/schema/visit.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { CommandName } from '../../shared/contract/index.ts'
import type { Role } from '../../shared/contract/role.ts'
import { operatorOf } from '../operatorActor.ts'
import { findCentres } from '../centres.ts'
import { Invalid, NotFound } from '../commands/handler.ts'
import type { Door } from '../commands/run.ts'
import { choicesToTell } from './choices.ts'
import { logOf } from './keeper.ts'
import type { Holding } from './list.ts'

const since = statement((db) =>
  db
    .select({ seq: change.seq })
    .from(change)
    .where(
      and(
        eq(change.centreId, ph('centreId')),
        eq(change.subject, ph('subject')),
        eq(change.kind, ph('kind')),
        gte(change.at, ph('at')),
      ),
    )
    .limit(1),
)
/** Those who are still here by this database: of one person, or this visit. */
const stillHere = statement((db) =>
  db
    .select({ id: visit.id })
    .from(visit)
    .where(
      and(
        eq(visit.centreId, ph('centreId')),
        or(eq(visit.personId, ph('subject')), eq(visit.id, ph('subject'))),
        isNull(visit.goneAt),
        isNull(visit.retractedAt),
      ),
    )
    .orderBy(asc(visit.arrivedAt), asc(visit.id)),
)

export interface ToldAgain {
  people: number
  visits: number
  enquiries: number
  /** Acts of choosing. */
  choices: number
  leavers: number
  /** What the centre as it was restored wouldn't have, and which state it met: for the operator to see to. */
  undone: { kind: Holding['kind']; subject: string; state: string }[]
}

/** There is nothing left to do. */
const asGood = ['nothingToErase', 'notRestricted', 'notTied', 'alreadyOff']

const liftedBefore = 'Lifted before it was erased; the backup was from before both.'
/** How far back a goodbye may be said to have happened, ms. */
const reach = 6 * 24 * 3_600_000

export async function tellAgain(parts: {
  read: Reader
  door: Pick<Door, 'run'>
  held: readonly Holding[]
  /** UTC ms. */
  now: number
}): Promise<ToldAgain> {
  const { read, door, now } = parts
  const told: ToldAgain = { people: 0, visits: 0, enquiries: 0, choices: 0, leavers: 0, undone: [] }
  const logs = new Set<string | undefined>()
  for (const { id } of await findCentres(read)) logs.add(await logOf(read, id))
  const held = parts.held.filter(({ log }) => logs.has(log)).sort((a, b) => a.at - b.at)
  const isKnown = async ({ centreId, subject, kind, at }: Holding) =>
    (await since(read, { centreId, subject, kind, at })).length > 0

  /**
   * 'done', the state met, or null: the restored database never had it. Mostly under no key of its own: what is refused
   * today may be done at a later start, and what is done already is known.
   */
  async function run(
    name: CommandName,
    one: Holding,
    role: Role,
    input: object,
    key?: string,
  ): Promise<string | null> {
    const actor = { ...operatorOf(one.centreId), role }
    try {
      const outcome = await door.run(name, { actor, input, key })
      return outcome.is === 'done' ? 'done' : outcome.state
    } catch (error) {
      if (error instanceof NotFound) return null
      // It names an agency or a worker that came after the backup.
      if (error instanceof Invalid) return 'invalid'
      throw error
    }
  }

  function isDone(state: string | null, { kind, subject }: Holding): boolean {
    if (state !== null && state !== 'done' && !asGood.includes(state))
      told.undone.push({ kind, subject, state })
    return state === 'done'
  }

  /** Nobody is erased while they are here, so they had gone by then: a backup from before thinks they haven't. */
  async function sayGoodbye(one: Holding): Promise<void> {
    const { centreId, subject } = one
    for (const { id } of await stillHere(read, { centreId, subject })) {
      const occurredAt = one.at < now && now - one.at < reach ? one.at : undefined
      await run('visit.leave', { ...one, subject: id }, 'manager', { visitId: id, occurredAt })
    }
  }

  async function erase(one: Holding): Promise<string | null> {
    const { subject, why = 'theyAsked' } = one
    const isPerson = one.kind === 'person.erased'
    const command = isPerson ? 'person.erase' : 'visit.erase'
    const input = isPerson ? { personId: subject, why } : { visitId: subject, why }
    const state = await run(command, one, 'manager', input)
    if (state !== 'isRestricted') return state
    // Nothing restricted is erased, so by then it was lifted, and they had been told. The word goes with the rest.
    await run('restriction.end', one, 'manager', { subject, word: liftedBefore, wereTold: true })
    return await run(command, one, 'manager', input)
  }

  // People first: with them go the visits that were theirs, and what is left is those visits that went alone.
  for (const kind of ['person.erased', 'visit.erased'] as const) {
    for (const one of held.filter((other) => other.kind === kind)) {
      if (await isKnown(one)) continue
      await sayGoodbye(one)
      if (isDone(await erase(one), one)) told[kind === 'person.erased' ? 'people' : 'visits'] += 1
    }
  }

  for (const one of held.filter(({ kind }) => kind === 'enquiry.erased')) {
    if (await isKnown(one)) continue
    if (isDone(await run('enquiry.erase', one, 'manager', { enquiryId: one.subject }), one))
      told.enquiries += 1
  }

  for (const { one, key, name, input, instead } of await choicesToTell(read, held)) {
    let state = await run(name, one, 'manager', input, key)
    if (state === null && instead) state = await run(instead.name, one, 'manager', instead.input, key)
    if (isDone(state, one)) told.choices += 1
  }

  const ofAccounts = held.filter(({ kind }) => kind.startsWith('account.'))
  const lastOfEach = new Map(ofAccounts.map((one) => [`${one.centreId} ${one.subject}`, one]))
  for (const one of lastOfEach.values()) {
    if (one.kind === 'account.switchedOn' || (await isKnown(one))) continue
    const input = { staffId: one.subject }
    if (isDone(await run('account.switchOff', one, 'administrator', input), one)) told.leavers += 1
  }
  return told
}
