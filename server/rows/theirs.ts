/** Everything that stands for one somebody: this visit, whoever it is by, and all visits of theirs. */
import { eq } from 'drizzle-orm'
import { person } from '../../db/schema/person.ts'
import { visit } from '../../db/schema/visit.ts'
import { ph } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'

/** Ids, by `visitId` and `personId`. One list: of an `or` PostgreSQL reads every row of whatever goes by it. */
export const theirIds = (db: Reader) =>
  db
    .select({ id: visit.id })
    .from(visit)
    .where(eq(visit.id, ph('visitId')))
    .unionAll(
      db
        .select({ id: visit.id })
        .from(visit)
        .where(eq(visit.personId, ph('personId'))),
    )
    .unionAll(
      db
        .select({ id: person.id })
        .from(person)
        .where(eq(person.id, ph('personId'))),
    )
