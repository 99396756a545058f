/**
 * How rows are taken for one command alone, by an UPDATE: whoever decides on a row that isn't taken lets two
 * racers win on PostgreSQL. Always in this order: centre, worker, agency, visit, person.
 */
import { and, eq, sql } from 'drizzle-orm'
import { staff } from '../../db/schema/staff.ts'
import { visit } from '../../db/schema/visit.ts'
import { ph, statement } from '../../db/statement.ts'

const ofCentre = (at: typeof visit | typeof staff, id: string) =>
  and(eq(at.id, ph(id)), eq(at.centreId, ph('centreId')))

/** Takes a visit's row and counts its version up; nothing where the centre has no such visit. */
export const takeVisit = statement((db) =>
  db
    .update(visit)
    .set({ version: sql`${visit.version} + 1` })
    .where(ofCentre(visit, 'visitId'))
    .returning(),
)
/** For a command that took the row and changed nothing. */
export const putBackVisit = statement((db) =>
  db
    .update(visit)
    .set({ version: sql`${visit.version} - 1` })
    .where(eq(visit.id, ph('visitId'))),
)
/** Takes a visit's row for what is written beside it; the visit itself doesn't change. */
export const holdVisit = statement((db) =>
  db
    .update(visit)
    .set({ version: sql`${visit.version}` })
    .where(ofCentre(visit, 'visitId'))
    .returning({ id: visit.id, personId: visit.personId }),
)
/** Takes a worker's row; its version moves only when something about the account does. */
export const takeWorker = statement((db) =>
  db
    .update(staff)
    .set({ version: sql`${staff.version}` })
    .where(ofCentre(staff, 'staffId'))
    .returning(),
)
