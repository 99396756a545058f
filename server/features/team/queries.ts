/** Who is on, and everybody who works here and isn't switched off. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { agency } from '../../../db/schema/centre.ts'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import { readDirectory, readTeam } from '../../feed/directory.ts'
import type { QueryHandlers } from '../../queries/handler.ts'

const colleagues = statement((db) =>
  db
    .select({
      staffId: staff.id,
      name: staff.name,
      role: staff.role,
      agencyId: staff.agencyId,
      agency: agency.name,
    })
    .from(staff)
    .innerJoin(agency, eq(agency.id, staff.agencyId))
    .where(and(eq(staff.centreId, ph('centreId')), isNull(staff.offAt)))
    .orderBy(asc(staff.name), asc(staff.id)),
)

export const teamQueries = {
  async team(read, { centreId }) {
    const directory = await readDirectory(read, centreId)
    const on = await readTeam(read, directory, centreId)
    return { on, staff: await colleagues(read, { centreId }) }
  },
} satisfies Partial<QueryHandlers>
