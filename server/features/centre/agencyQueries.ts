/** The agencies of a centre as its settings show them: those that ended too, each with its agreements. */
import { and, asc, count, desc, eq, isNull } from 'drizzle-orm'
import { agency, agreement } from '../../../db/schema/centre.ts'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import { readDirectory } from '../../feed/directory.ts'
import type { QueryHandlers } from '../../queries/handler.ts'

const agencies = statement((db) =>
  db
    .select({ id: agency.id, name: agency.name, kind: agency.kind, endedAt: agency.endedAt })
    .from(agency)
    .where(eq(agency.centreId, ph('centreId')))
    .orderBy(asc(agency.name), asc(agency.id)),
)
const agreements = statement((db) =>
  db
    .select()
    .from(agreement)
    .where(eq(agreement.centreId, ph('centreId')))
    .orderBy(desc(agreement.agreedOn), desc(agreement.id)),
)
const signIns = statement((db) =>
  db
    .select({ agencyId: staff.agencyId, workers: count() })
    .from(staff)
    .where(and(eq(staff.centreId, ph('centreId')), isNull(staff.offAt)))
    .groupBy(staff.agencyId),
)

export const agencyQueries = {
  async agencies(read, { centreId }) {
    const directory = await readDirectory(read, centreId)
    const workers = new Map((await signIns(read, { centreId })).map((one) => [one.agencyId, one.workers]))
    const agreed = (await agreements(read, { centreId })).map(({ agencyId, byStaffId, ...one }) => ({
      agencyId,
      terms: {
        id: one.id,
        agreedOn: one.agreedOn,
        purpose: one.purpose,
        keptAt: one.keptAt,
        reviewBy: one.reviewBy,
        writtenAt: one.writtenAt,
        by: directory.nameOf(byStaffId) ? { staffId: byStaffId, name: directory.nameOf(byStaffId) } : null,
        endedAt: one.endedAt,
      },
    }))
    return {
      agencies: (await agencies(read, { centreId })).map((one) => ({
        ...one,
        workers: workers.get(one.id) ?? 0,
        agreements: agreed.filter(({ agencyId }) => agencyId === one.id).map(({ terms }) => terms),
      })),
    }
  },
} satisfies Partial<QueryHandlers>
