/**
 * A hot query, built once per connection and then run with named placeholders: building costs half a
 * millisecond, running it nothing over raw SQL. Must never hold rows or parameters.
 *
 * `inArray` over a list whose length changes can't be built once: use a subselect, or await the builder.
 */
import { is, Placeholder, sql } from 'drizzle-orm'
import { dialect } from './portable.ts'
import { type Connection, scopeOf } from './scope.ts'
import type { Reader, Writer } from './store.ts'

/**
 * A place for a value, filled by name when the statement runs.
 *
 * Two worlds meet: Drizzle takes a placeholder wherever a value goes, but its types don't say so for `set`.
 * `never` fits every column, and unlike `any` it lets no unchecked value in behind it.
 */
export const ph = (name: string): never => sql.placeholder(name) as never

/** What Drizzle's builders have in common on both engines, as far as it is used here. */
interface Built {
  execute(values: Record<string, unknown>): Promise<unknown>
  getQuery(): { params: unknown[] }
}
interface Kept {
  built: Built
  isWriting: boolean
  bare: string[]
}

type IsSelect = { _: { selectMode: unknown } }

/**
 * A query to run again and again. Rows come back typed, from `returning` too; without it, nothing.
 * Values pass their column's encoder in `values` and `set` (json, flag); in a WHERE they go as they are.
 * A value that is missing altogether is an error, `undefined` is stored as null.
 */
export function statement<Q extends PromiseLike<unknown>>(build: (db: Writer) => Q) {
  const kept = new WeakMap<Connection, Kept>()
  return (
    tx: Q extends IsSelect ? Reader : Writer,
    values: Record<string, unknown> = {},
  ): Promise<Awaited<Q>> => {
    const scope = scopeOf(tx)
    return scope.run(async (connection) => {
      let one = kept.get(connection)
      if (!one) kept.set(connection, (one = keep(build(connection.builder))))
      if (one.isWriting && scope.isReading) throw new Error('a reader was given a statement that writes')
      const rows = await one.built.execute(plain(values, one.bare))
      return Array.isArray(rows) ? rows : undefined
    }) as Promise<Awaited<Q>>
  }
}

function keep(query: PromiseLike<unknown>): Kept {
  // Two worlds meet: `prepare` takes a name on PostgreSQL, which keeps the statement with its connection.
  const built = (query as unknown as { prepare(name?: string): Built }).prepare('built')
  const bare = built
    .getQuery()
    .params.filter((param) => is(param, Placeholder))
    .map((param) => param.name)
  return { built, isWriting: 'returning' in query, bare: dialect === 'sqlite' ? bare : [] }
}

/** SQLite has no booleans, and no encoder sees a value that stands in a WHERE. */
function plain(values: Record<string, unknown>, bare: string[]): Record<string, unknown> {
  let out = values
  const change = (name: string, to: unknown) => {
    if (out === values) out = { ...values }
    out[name] = to
  }
  for (const name in values) if (values[name] === undefined) change(name, null)
  for (const name of bare) if (typeof values[name] === 'boolean') change(name, values[name] ? 1 : 0)
  return out
}
