/**
 * The one door for writes: role, schema, transaction, idempotency, whether who asks still stands, handler,
 * log, in that order. Nothing else may call `db.write`. An answer is given only after COMMIT; answers and refusals are kept with their
 * key for ever, faults aren't.
 */
import { createHmac } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { command, said as saidTable } from '../../db/schema/index.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Database, Reader, Writer } from '../../db/store.ts'
import { commands, type CommandName } from '../../shared/contract/index.ts'
import { whileOwing } from '../../shared/contract/secondFactorDemand.ts'
import type { Clock } from '../clock.ts'
import { append } from '../feed/log.ts'
import { type Collected, fixedFacts } from './act.ts'
import type { Before, Befores } from './before.ts'
import { canonical } from './canonical.ts'
import {
  type Actor,
  type Handler,
  type Handlers,
  Invalid,
  type Made,
  NotAllowed,
  Refused,
} from './handler.ts'
import { occurred } from './occurred.ts'
import { checkStanding } from './standing.ts'

/** What came of a command. `seq` is the log number up to which the world must be known to see it. */
export type Outcome =
  | { is: 'done'; id: string; seq: number; gives?: object }
  | { is: 'refused'; state: string; facts: Record<string, unknown> }

export interface Asking {
  actor: Actor
  input: unknown
  key?: string | undefined
  made?: Made
  /** From inside alone: who somebody is was proven before, and this is what the proof was. */
  beside?: unknown
}

export interface Door {
  /** @throws Invalid (400), NotAllowed (403), NotFound (404), Unavailable (503); anything else is a fault. */
  run(name: CommandName, ask: Asking): Promise<Outcome>
}

export interface DoorParts {
  db: Database
  clock: Clock
  newId: () => string
  /** Keys the digest of a body, so that a kept key says nothing of what was typed. */
  secret: string
  /** Those that were `secret` before: what was digested with one is still known again. */
  secretsBefore?: readonly string[]
  handlers: Handlers
  /** Without them (a door from inside) the commands that need one can't be run. */
  befores?: Befores
  /** Called after COMMIT with the centre and its new head. */
  wake: (centreId: string, head: number) => void
}

const claim = statement((db) =>
  db
    .insert(command)
    .values({
      id: ph('id'),
      centreId: ph('centreId'),
      accountId: ph('accountId'),
      key: ph('key'),
      name: ph('name'),
      bodyHmac: ph('bodyHmac'),
      at: ph('at'),
    })
    .onConflictDoNothing()
    .returning({ id: command.id }),
)
const stored = statement((db) =>
  db
    .select({ name: command.name, bodyHmac: command.bodyHmac, answer: command.answer })
    .from(command)
    .where(
      and(
        eq(command.centreId, ph('centreId')),
        eq(command.accountId, ph('accountId')),
        eq(command.key, ph('key')),
      ),
    ),
)
const keepAnswer = statement((db) =>
  db
    .update(command)
    .set({ answer: ph('answer') })
    .where(eq(command.id, ph('id'))),
)
const keepSaid = statement((db) =>
  db.insert(saidTable).values({
    id: ph('id'),
    centreId: ph('centreId'),
    subject: ph('subject'),
    field: ph('field'),
    value: ph('value'),
    salt: ph('salt'),
    at: ph('at'),
    byStaffId: ph('byStaffId'),
  }),
)

export function createDoor(parts: DoorParts): Door {
  const { db, clock, newId, secret, secretsBefore = [], handlers, befores = {}, wake } = parts
  return {
    async run(name, { actor, input: sent, key, made = {}, beside: proven }) {
      const spec = commands[name]
      if (!mayRun(name, actor)) throw new NotAllowed()
      const parsed = spec.input.safeParse(sent)
      if (!parsed.success) throw Invalid.of(parsed.error.issues)
      const at = clock.now()
      const when = occurred(parsed.data.occurredAt, at)
      const commandId = newId()
      // Two worlds meet: the table is exact per name, `name` is any of them.
      const before = proven === undefined ? (befores[name] as Before<CommandName> | undefined) : undefined
      const press = { actor, input: parsed.data, key: key ?? commandId, at }
      const body = `${name}\n${canonical(before ? before.kept(press.input) : sent)}`
      const digested = (by: string) => createHmac('sha256', by).update(body).digest('base64url')
      const isOlder = (hmac: string) => secretsBefore.some((by) => digested(by) === hmac)
      const claimed = {
        id: commandId,
        centreId: actor.centreId,
        accountId: actor.accountId,
        key: press.key,
        name,
        bodyHmac: digested(secret),
        at,
      }
      // Two worlds meet: the table of handlers is exact per name, `name` is any of them.
      const handler = handlers[name] as unknown as Handler<CommandName>

      // Sent again: what was proven the first time may be out of date by now, and its answer is the answer.
      const again = before && key !== undefined ? await answeredBefore(db.read, claimed, isOlder) : null
      if (again) return await withGives(again)
      let beside: unknown = proven
      try {
        if (before) beside = await before.prepare(press)
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        return { is: 'refused', state: error.state, facts: error.facts }
      }
      const about = {
        centreId: actor.centreId,
        actor,
        at,
        occurredAt: when.at,
        made,
        beside: beside as undefined,
      }
      const facts = fixedFacts(about, newId)

      let changed = false
      const outcome = await db.write(async (tx, savepoint): Promise<Outcome> => {
        changed = false
        if ((await claim(tx, claimed)).length === 0) return await answered(tx, claimed, isOlder)
        // Beginning and ending one's own sign-in need none that stands.
        if (spec.allow !== 'anybody' && name !== 'session.signOut') await checkStanding(tx, actor, at)
        const act = facts.again()
        let answer: Outcome
        try {
          if (when.refused) throw when.refused
          const id = await savepoint((inner) => handler(inner, act, parsed.data as never))
          await keepWords(tx, act)
          const seq = await append(tx, act, commandId)
          changed = act.changed.length > 0
          answer = { is: 'done', id, seq }
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          answer = { is: 'refused', state: error.state, facts: error.facts }
        }
        await keepAnswer(tx, { id: commandId, answer: JSON.stringify(answer) })
        return answer
      })
      // Set by the work above, which the linter doesn't follow.
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition
      if (changed && outcome.is === 'done') wake(actor.centreId, outcome.seq)
      return await withGives(outcome)

      async function withGives(given: Outcome): Promise<Outcome> {
        if (given.is !== 'done' || !before?.gives) return given
        return { ...given, gives: await before.gives(press) }
      }
    },
  }
}

/** Whether the contract lets this actor call it. */
export function mayRun(name: CommandName, actor: Actor): boolean {
  const { allow } = commands[name]
  if (allow === 'anybody') return true
  if (allow === 'system') return actor.sessionId === 'system'
  if (actor.owesSecondFactor && !whileOwing.has(name)) return false
  return (allow as readonly string[]).includes(actor.role)
}

interface Claimed {
  centreId: string
  accountId: string
  key: string
  name: string
  bodyHmac: string
}
type IsOlder = (hmac: string) => boolean

async function answered(tx: Writer, asked: Claimed, isOlder: IsOlder): Promise<Outcome> {
  const before = await answeredBefore(tx, asked, isOlder)
  if (!before) throw new Error('a claimed key has no answer')
  return before
}

/** The same key again: the same answer; with another body or name it is somebody's mistake. Null: a new key. */
async function answeredBefore(read: Reader, asked: Claimed, isOlder: IsOlder): Promise<Outcome | null> {
  const { centreId, accountId, key } = asked
  const [before] = await stored(read, { centreId, accountId, key })
  if (!before?.answer) return null
  const isSame = before.bodyHmac === asked.bodyHmac || isOlder(before.bodyHmac)
  if (before.name !== asked.name || !isSame) {
    return { is: 'refused', state: 'keyReused', facts: { name: before.name } }
  }
  return JSON.parse(before.answer) as Outcome
}

/** @throws Error when no change names them: such words would look like ones put in past this door. */
async function keepWords(tx: Writer, act: Collected<CommandName>): Promise<void> {
  const named = new Set(
    act.changed.flatMap(({ data }) => ('said' in data ? (data.said ?? []) : []).map(({ id }) => id)),
  )
  for (const one of act.said) {
    if (!named.has(one.id)) throw new Error(`what was said under ${one.field} is named by no change`)
    await keepSaid(tx, { ...one, centreId: act.centreId, at: act.at, byStaffId: act.actor.staffId })
  }
}
