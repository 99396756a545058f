/**
 * The triggers that refuse to change or remove a row of an append-only table. Their text goes into the
 * migrations (generate.ts); that they are there is looked at after every start's migrating.
 */
import { appendOnlyNotice } from './failure.ts'
import { appendOnly } from './schema/appendOnly.ts'

export interface Trigger {
  name: string
  sql: string
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
    deeds.map((deed) => {
      const name = `${table}_no_${deed.toLowerCase()}`
      const sql =
        engine === 'sqlite'
          ? `CREATE TRIGGER \`${name}\` BEFORE ${deed} ON \`${table}\`
BEGIN
  SELECT RAISE(ABORT, '${appendOnlyNotice}: ${table}');
END;`
          : `CREATE TRIGGER "${name}" BEFORE ${deed} ON "${table}" FOR EACH ${deed === 'TRUNCATE' ? 'STATEMENT' : 'ROW'} EXECUTE FUNCTION "refuse_change"();`
      return { name, sql }
    }),
  )
}
