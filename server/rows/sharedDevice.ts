/** The shared device behind a cookie's secret: what begins, seals and opens there depends on it. */
import { and, eq, isNull } from 'drizzle-orm'
import { centre } from '../../db/schema/centre.ts'
import { device } from '../../db/schema/device.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'

const bySecret = statement((db) =>
  db
    .select({
      id: device.id,
      centreId: device.centreId,
      name: device.name,
      lockMinutes: centre.lockMinutes,
    })
    .from(device)
    .innerJoin(centre, eq(centre.id, device.centreId))
    .where(and(eq(device.secretHash, ph('secretHash')), isNull(device.offAt))),
)

/** Undefined: none, or switched off. */
export async function deviceOf(read: Reader, secretHash: string | null) {
  return secretHash === null ? undefined : (await bySecret(read, { secretHash }))[0]
}
