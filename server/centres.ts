/** The centres that a database holds, for commands that go through all of them. */
import { asc, eq } from 'drizzle-orm'
import { centre } from '../db/schema/centre.ts'
import { statement } from '../db/statement.ts'
import type { Reader } from '../db/store.ts'

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

const demonstration = statement((db) =>
  db.select({ id: centre.id }).from(centre).where(eq(centre.isDemonstration, true)).limit(1),
)

/** Whether the demonstration is in here, whole or begun: nobody real should be put beside it. */
export const findDemonstration = async (read: Reader): Promise<boolean> =>
  (await demonstration(read)).length > 0

export const findCentres = (read: Reader): Promise<CentreName[]> => all(read)
