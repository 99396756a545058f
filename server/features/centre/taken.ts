/** Takes the centre's row: for settings that must be decided on one after another. */
import { eq, sql } from 'drizzle-orm'
import { centre } from '../../../db/schema/centre.ts'
import { ph, statement } from '../../../db/statement.ts'

export const takeCentre = statement((db) =>
  db
    .update(centre)
    .set({ word: sql`${centre.word}` })
    .where(eq(centre.id, ph('centreId')))
    .returning({
      name: centre.name,
      word: centre.word,
      onTheWayMinutes: centre.onTheWayMinutes,
      lockMinutes: centre.lockMinutes,
      secondFactorSince: centre.secondFactorSince,
    }),
)
