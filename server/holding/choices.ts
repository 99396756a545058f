/**
 * What people chose about who may know what, told again to a database that was put back: act by act, in the order in
 * which they chose, each once. One that came before the backup is in the log already; one that was told at an earlier
 * start is known by its key.
 */
import { and, eq } from 'drizzle-orm'
import { change, command } from '../../db/schema/log.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { CommandName } from '../../shared/contract/index.ts'
import { operatorId } from '../../shared/domain/operator.ts'
import { grouped } from '../rows/grouped.ts'
import { choiceKinds, type Holding, isJoining } from './list.ts'

const entry = statement((db) =>
  db
    .select({ at: change.at, kind: change.kind, subject: change.subject })
    .from(change)
    .where(and(eq(change.centreId, ph('centreId')), eq(change.seq, ph('seq')))),
)
const told = statement((db) =>
  db
    .select({ id: command.id })
    .from(command)
    .where(
      and(
        eq(command.centreId, ph('centreId')),
        eq(command.accountId, operatorId),
        eq(command.key, ph('key')),
      ),
    ),
)

interface Choosing {
  name: CommandName
  input: object
}

/** A choice as the command that makes it again, and the key under which it is made once. */
export interface ToChoose extends Choosing {
  one: Holding
  key: string
  /** Where the visit in which it was said isn't there: told to whoever said it. */
  instead: Choosing | null
}

const liftedBefore = 'Lifted after the backup that was restored was taken.'

/** `held`: everything on the lists that is of a centre which is here. Those of somebody who was erased went with them. */
export async function choicesToTell(read: Reader, held: readonly Holding[]): Promise<ToChoose[]> {
  const erased = new Set(held.filter(({ kind }) => kind.endsWith('.erased')).map(({ subject }) => subject))
  const left: ToChoose[] = []
  for (const [centreId, lines] of grouped(held, (one) => one.centreId)) {
    // Nobody is served before everything is told: where the last line is in the log, those before it are or were told.
    const last = lines.at(-1)
    if (!last || (await isInLog(read, last))) continue
    const theirs = joined(lines)
    for (const one of lines) {
      if (!isChoice(one) || erased.has(one.subject) || (await isInLog(read, one))) continue
      const key = `told again: ${one.seq} of ${one.at}`
      const act = asCommand(one)
      if (act && (await told(read, { centreId, key })).length === 0)
        left.push({ one, key, ...act, instead: asTheirs(one, theirs) })
    }
  }
  return left
}

const isChoice = ({ kind }: Holding) => (choiceKinds as readonly string[]).includes(kind)

async function isInLog(read: Reader, { centreId, seq, at, kind, subject }: Holding): Promise<boolean> {
  const [row] = await entry(read, { centreId, seq })
  return row?.at === at && row.kind === kind && row.subject === subject
}

/** Null where the line says nothing that could be done. */
function asCommand({ kind, subject, chosen = {} }: Holding): Choosing | null {
  const { agencies, answers, restricted, objects, tie } = chosen
  if (kind === 'tie.ended') return { name: 'tie.end', input: { tieId: subject } }
  if (tie) return { name: 'tie.choose', input: { tieId: subject, ...tie } }
  if (answers) {
    const said = { agencyIds: agencies ?? [], answers }
    return kind.startsWith('visit.')
      ? { name: 'visit.chooseSharing', input: { visitId: subject, ...said } }
      : { name: 'person.chooseSharing', input: { personId: subject, ...said } }
  }
  if (objects !== undefined) return { name: 'objection.say', input: { subject, objects } }
  if (restricted) {
    const { why, letIn } = restricted
    return { name: 'restriction.begin', input: { subject, why, letIn } }
  }
  if (restricted === null)
    return { name: 'restriction.end', input: { subject, word: liftedBefore, wereTold: true } }
  return null
}

/** Who was said since to be whose visit it was; null: to be nobody's after all. */
function joined(lines: readonly Holding[]): ReadonlyMap<string, string | null> {
  return new Map(
    lines
      .filter(({ kind }) => isJoining(kind))
      .map(({ kind, subject, personId }) => [
        subject,
        kind === 'visit.personJoined' ? (personId ?? null) : null,
      ]),
  )
}

function asTheirs(one: Holding, theirs: ReadonlyMap<string, string | null>): Choosing | null {
  const personId = theirs.has(one.subject) ? theirs.get(one.subject) : one.personId
  return personId ? asCommand({ ...one, kind: 'person.sharingChosen', subject: personId }) : null
}
