/** Whether somebody leads the shift now: a row where they do, none where they don't. */
import { and, eq, isNull } from 'drizzle-orm'
import { onTeam } from '../../db/schema/staff.ts'
import { ph, statement } from '../../db/statement.ts'

export const leads = statement((db) =>
  db
    .select({ id: onTeam.id })
    .from(onTeam)
    .where(
      and(
        eq(onTeam.staffId, ph('staffId')),
        eq(onTeam.centreId, ph('centreId')),
        isNull(onTeam.offAt),
        onTeam.isLead,
      ),
    ),
)
