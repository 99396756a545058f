/**
 * Rows of the log as a screen needs them: with the names of the workers, spaces and agencies they speak of.
 * Names are as they are now; words are put in only by whoever may show them.
 */
import { eq } from 'drizzle-orm'
import { space } from '../../db/schema/centre.ts'
import { change } from '../../db/schema/log.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { ChangeKind } from '../../shared/contract/changes.ts'
import type { Entry } from '../../shared/contract/log.ts'
import { type Directory, readDirectory } from '../feed/directory.ts'

/** What is read of a row of the log. */
export const entryColumns = {
  seq: change.seq,
  at: change.at,
  occurredAt: change.occurredAt,
  actor: change.actor,
  kind: change.kind,
  subject: change.subject,
  data: change.data,
}
export type Row = Pick<typeof change.$inferSelect, keyof typeof entryColumns>

/** Who and what can be named at this centre. */
export interface Names {
  readonly directory: Directory
  /** The name of a worker, a space or an agency; '' for any other id. */
  of(id: string): string
}

const spaceNames = statement((db) =>
  db
    .select({ id: space.id, name: space.name })
    .from(space)
    .where(eq(space.centreId, ph('centreId'))),
)

export async function readNames(read: Reader, centreId: string): Promise<Names> {
  const directory = await readDirectory(read, centreId)
  const spaces = new Map((await spaceNames(read, { centreId })).map((one) => [one.id, one.name]))
  return {
    directory,
    of: (id) => [directory.nameOf(id), spaces.get(id), directory.agencyName(id)].find(Boolean) ?? '',
  }
}

/** `label`: what the subject is called; `words`: by the id of what was said, for readers who may see them. */
export function entryOf(
  row: Row,
  names: Names,
  label: string | null,
  words: ReadonlyMap<string, unknown>,
): Entry {
  // The log's one writer parsed it by its kind's schema before it was stored.
  const data = JSON.parse(row.data) as Record<string, unknown> & { said?: { id: string }[] }
  const spoken = (data.said ?? []).map((one) => one.id).filter((id) => words.has(id))
  return {
    seq: row.seq,
    at: row.at,
    occurredAt: row.occurredAt,
    kind: row.kind as ChangeKind,
    by: row.actor === null ? null : { staffId: row.actor, name: names.of(row.actor) },
    subject: row.subject,
    label,
    data,
    names: namesIn([row.subject, ...Object.values(data).flat()], names),
    said: Object.fromEntries(spoken.map((id) => [id, words.get(id)])),
  }
}

function namesIn(values: unknown[], names: Names): Record<string, string> {
  const found: Record<string, string> = {}
  for (const value of values) {
    const name = typeof value === 'string' ? names.of(value) : ''
    if (typeof value === 'string' && name !== '') found[value] = name
  }
  return found
}
