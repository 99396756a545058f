/**
 * What of a centre's tables its log must explain: between two looks no row may have come, gone or changed without an
 * entry that names it. Every table counts, also one that is new, but for those that are left out here by name.
 */
import { and, type Column, eq, getTableColumns, getTableName, gt, inArray, is, Table } from 'drizzle-orm'
import * as schema from '../db/schema/index.ts'
import { ph, statement } from '../db/statement.ts'
import type { Reader } from '../db/store.ts'

/** The log itself; who looked and what was answered, which are records of their own; what only follows from a name. */
const apart = new Set(['feed', 'change', 'command', 'looked', 'name_word', 'spent_proof'])
/** A session's renewal turns its secret, and isn't something that somebody did. */
const unsaid: Readonly<Record<string, readonly string[]>> = {
  session: ['keepsHash', 'keptBeforeHash', 'turnedAt', 'seenAt'],
}
/** What a person chose in a visit is kept with them too (server/rows/sharing.ts): there the visit's entry speaks of it. */
const followed = ['sharing', 'restrictedAt']
/** By which of a row's columns an entry may name it. `key` and `kind` are the names of rows without an id. */
const names = [
  ...(['id', 'subject', 'visitId', 'personId', 'staffId', 'noteId', 'accountId', 'key'] as const),
  // Of a tie: whoever is erased goes from it.
  ...(['supporter', 'supported'] as const),
] as const

interface Row {
  /** What it says, to be compared. */
  text: string
  /** The ids by which the log may speak of it. */
  ids: string[]
}
type Picture = Map<string, Row>

export interface Explained {
  /** What changed since the look before without an entry that names it, in words; empty when nothing did. */
  unexplained(): Promise<string[]>
}

// Two worlds meet: the tables are of every shape, and all that is read of them is their columns by name.
const tables = Object.values(schema as Record<string, unknown>)
  .filter((one): one is typeof schema.alongside => is(one, Table) && !apart.has(nameOf(one)))
  .map((one) => ({ name: nameOf(one), rows: rowsOf(one) }))

function nameOf(one: Table): string {
  return getTableName(one)
}

/** Those of a centre; of what belongs to an account, those of whoever works there. */
function rowsOf(one: typeof schema.alongside) {
  const columns: Record<string, Column> = getTableColumns<Table>(one)
  const { centreId, accountId, id } = columns
  const ofCentre = centreId ?? (nameOf(one) === 'centre' ? id : undefined)
  return statement((db) => {
    const all = db.select().from(one)
    if (ofCentre) return all.where(eq(ofCentre, ph('centreId')))
    const { staff } = schema
    const here = db
      .select({ id: staff.accountId })
      .from(staff)
      .where(eq(staff.centreId, ph('centreId')))
    return all.where(inArray(accountId ?? one.id, here))
  })
}

/** Begins with a look. */
export async function explainedBy(read: Reader, centreId: string): Promise<Explained> {
  let before = await look(read, centreId)
  let seq = await headOf(read, centreId)
  return {
    async unexplained() {
      const now = await look(read, centreId)
      const { change } = schema
      const since = await read
        .select()
        .from(change)
        .where(and(eq(change.centreId, centreId), gt(change.seq, seq)))
      const said = since.map(({ subject, data }) => `${subject} ${data}`).join('\n')
      const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
        (key) => before.get(key)?.text !== now.get(key)?.text,
      )
      const silent = changed.filter((key) => {
        const ids = [...(before.get(key)?.ids ?? []), ...(now.get(key)?.ids ?? [])]
        return !ids.some((id) => said.includes(id))
      })
      before = now
      seq += since.length
      return silent
    },
  }
}

async function headOf(read: Reader, centreId: string): Promise<number> {
  const { feed } = schema
  const [row] = await read.select().from(feed).where(eq(feed.centreId, centreId))
  return row?.head ?? 0
}

async function look(read: Reader, centreId: string): Promise<Picture> {
  const workers = await read.select().from(schema.staff).where(eq(schema.staff.centreId, centreId))
  const staffOf = new Map(workers.map(({ accountId, id }) => [accountId, id]))
  const visits = await read.select().from(schema.visit).where(eq(schema.visit.centreId, centreId))
  const picture: Picture = new Map()
  const all = await Promise.all(
    tables.map(async ({ name, rows }) => ({ name, rows: await rows(read, { centreId }) })),
  )
  for (const { name, rows } of all) {
    for (const row of rows as Record<string, unknown>[]) {
      const account = name === 'account' ? row.id : row.accountId
      const isPerson = name === 'person'
      const kept = Object.entries(row).filter(
        ([column]) => !unsaid[name]?.includes(column) && !(isPerson && followed.includes(column)),
      )
      const ids = [...names.map((column) => row[column]), name === 'retention' ? row.kind : undefined]
      const known = [...ids, staffOf.get(String(account))].filter((id) => typeof id === 'string')
      const key = `${name} ${known.join(' ')}${name === 'list_entry' ? ` ${String(row.list)}` : ''}`
      picture.set(key, { text: JSON.stringify(kept), ids: known })
      if (!isPerson) continue
      const theirs = visits.filter(({ personId }) => personId === row.id).map(({ id }) => id)
      const chosen = JSON.stringify(followed.map((column) => row[column]))
      picture.set(`${key} ${followed.join()}`, { text: chosen, ids: [...known, ...theirs] })
    }
  }
  return picture
}
