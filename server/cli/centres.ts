/** The centres that a database holds, for commands that go through all of them. */
import { asc } from 'drizzle-orm'
import { centre } from '../../db/schema/centre.ts'
import { statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'

export interface CentreName {
  id: string
  name: string
  timeZone: string
}

const all = statement((db) =>
  db
    .select({ id: centre.id, name: centre.name, timeZone: centre.timeZone })
    .from(centre)
    .orderBy(asc(centre.openedAt), asc(centre.id)),
)

export const findCentres = (read: Reader): Promise<CentreName[]> => all(read)
