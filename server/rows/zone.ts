/** The zone of a centre's clock, for whatever goes by its local days. Never guessed: no centre is without one. */
import { eq } from 'drizzle-orm'
import { centre } from '../../db/schema/centre.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'

const own = statement((db) =>
  db
    .select({ zone: centre.timeZone })
    .from(centre)
    .where(eq(centre.id, ph('centreId'))),
)

/** @throws Error when there is no such centre. */
export async function zoneOf(read: Reader, centreId: string): Promise<string> {
  const [found] = await own(read, { centreId })
  if (!found) throw new Error('no such centre')
  return found.zone
}
