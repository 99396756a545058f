/** What happened: one visit's story for its team, and the centre's log, which never holds anybody's words. */
import type { QueryHandlers } from '../../queries/handler.ts'
import { lookerAs } from '../../feed/label.ts'
import { withoutPerson, withoutWishes } from './blanked.ts'
import { entryOf, readNames } from '../../rows/entries.ts'
import { aboutOf, readPage } from './page.ts'
import { visitPage } from './visitPage.ts'

export const logQueries = {
  visit: (read, ask, { visitId }) => visitPage(read, ask, visitId),

  async log(read, { asker, centreId }, asked) {
    const { rows, before } = await readPage(read, centreId, asked)
    const names = await readNames(read, centreId)
    const about = await aboutOf(read, names, rows, lookerAs(asker))
    const entries = rows.map((row) => {
      const of = about.get(row.subject)
      const entry = entryOf(row, names, of?.label ?? null, new Map())
      const nameless = of?.isNameBlank ? withoutPerson(entry) : entry
      return of?.isWishBlank ? withoutWishes(nameless) : nameless
    })
    return { entries, before }
  },
} satisfies Partial<QueryHandlers>
