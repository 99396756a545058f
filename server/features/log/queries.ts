/** What happened: one visit's story for its team, and the centre's log, which never holds anybody's words. */
import type { QueryHandlers } from '../../queries/handler.ts'
import { entryOf, readNames } from './entries.ts'
import { labelsOf, readPage } from './page.ts'
import { visitPage } from './visitPage.ts'

export const logQueries = {
  visit: (read, ask, { visitId }) => visitPage(read, ask, visitId),

  async log(read, { centreId }, asked) {
    const { rows, before } = await readPage(read, centreId, asked)
    const names = await readNames(read, centreId)
    const labels = await labelsOf(read, names, rows)
    const entries = rows.map((row) => entryOf(row, names, labels.get(row.subject) ?? null, new Map()))
    return { entries, before }
  },
} satisfies Partial<QueryHandlers>
