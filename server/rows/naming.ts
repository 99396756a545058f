/** A visit with whoever it is by, as whatever says what somebody is called reads it (feed/label.ts), in one way. */
import { and, eq } from 'drizzle-orm'
import { person } from '../../db/schema/person.ts'
import { visit } from '../../db/schema/visit.ts'
import { ph, statement } from '../../db/statement.ts'

/** From `visit` and `person`, whichever of the two is there. */
export const calledColumns = {
  label: visit.label,
  softName: visit.softName,
  sharing: visit.sharing,
  personName: person.name,
  personSharing: person.sharing,
}
/** From `visit`, with `person` joined where it has one. */
export const namingColumns = { id: visit.id, personId: visit.personId, ...calledColumns }

/** One visit of a centre. */
export const namingOf = statement((db) =>
  db
    .select(namingColumns)
    .from(visit)
    .leftJoin(person, eq(person.id, visit.personId))
    .where(and(eq(visit.id, ph('visitId')), eq(visit.centreId, ph('centreId')))),
)
