/**
 * The triggers that refuse to change or remove a row of an append-only table. Their text goes into the
 * migrations (generate.ts); that they are there is looked at after every start's migrating.
 */
import { appendOnlyNotice } from './failure.ts'
import { appendOnly, erasable } from './schema/appendOnly.ts'

export interface Trigger {
  name: string
  sql: string
  /** Takes away the trigger of an earlier version whose place it takes. */
  first?: string
}

/** What PostgreSQL's triggers call; a check violation by its code. */
export const refusal: Trigger = {
  name: 'refuse_change',
  sql: `CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '${appendOnlyNotice}: %', TG_TABLE_NAME USING ERRCODE = '23514';
END
$$;`,
}

export function triggersOf(engine: 'sqlite' | 'postgres'): Trigger[] {
  const deeds = engine === 'sqlite' ? ['UPDATE', 'DELETE'] : ['UPDATE', 'DELETE', 'TRUNCATE']
  return appendOnly.flatMap((table) =>
    deeds.map((deed): Trigger => {
      const refused = `${table}_no_${deed.toLowerCase()}`
      const unless = deed === 'UPDATE' ? erasing(table) : undefined
      const name = unless ? `${table}_only_erased` : refused
      const [sql, first] =
        engine === 'sqlite'
          ? [onSqlite(name, deed, table, unless), `DROP TRIGGER \`${refused}\`;`]
          : [onPostgres(name, deed, table, unless), `DROP TRIGGER "${refused}" ON "${table}";`]
      return unless ? { name, sql, first } : { name, sql }
    }),
  )
}

/** What an update must be in order to be an erasing: words and salt go, nothing else moves. The same on both engines. */
function erasing(table: (typeof appendOnly)[number]): string | undefined {
  const may = erasable[table]
  if (!may) return undefined
  const gone = Object.entries(may.blank).map(([column, left]) =>
    left === 'NULL' ? `NEW.${column} IS NULL` : `NEW.${column} = ${left}`,
  )
  // Some may be empty: an equals sign would then be neither true nor false, and the trigger would let it pass.
  const stays = may.kept.map((column) => `NEW.${column} IS NOT DISTINCT FROM OLD.${column}`)
  return [...gone, ...stays].join(' AND ')
}

const onSqlite = (name: string, deed: string, table: string, unless?: string) =>
  `CREATE TRIGGER \`${name}\` BEFORE ${deed} ON \`${table}\`${unless ? `\nWHEN NOT (${unless})` : ''}
BEGIN
  SELECT RAISE(ABORT, '${appendOnlyNotice}: ${table}');
END;`

const onPostgres = (name: string, deed: string, table: string, unless?: string) =>
  `CREATE TRIGGER "${name}" BEFORE ${deed} ON "${table}" FOR EACH ${deed === 'TRUNCATE' ? 'STATEMENT' : 'ROW'}${unless ? ` WHEN (NOT (${unless}))` : ''} EXECUTE FUNCTION "refuse_change"();`
