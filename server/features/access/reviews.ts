/**
 * Who looked, in plain rows: for the person who asks who has seen their record, and for whoever goes through what was
 * opened for a reason and what looks unusual. Nothing is judged here; a look is listed with what is unusual about it.
 */
import { and, desc, eq, inArray, isNotNull, lt, or } from 'drizzle-orm'
import { looked } from '../../../db/schema/log.ts'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import { maySee } from '../../../shared/domain/access.ts'
import { readDirectory } from '../../feed/directory.ts'
import { labelFor, lookerAs, type Naming } from '../../feed/label.ts'
import type { AskSigned, QueryHandlers } from '../../queries/handler.ts'
import { namingOf } from '../../rows/naming.ts'
import { theirIds } from '../../rows/theirs.ts'
import { zoneOf } from '../../rows/zone.ts'
import { openingsToReview } from './openings.ts'
import { looksToReview } from './unusualLooks.ts'

/** Openings of the last fortnight; what nobody has gone through yet stays in the list longer. */
const fortnight = 14 * 86_400_000
/** On a page of those who looked. */
const mostShown = 500
const endOfTime = 8_640_000_000_000_000
const ofSubject = statement((db) =>
  db
    .select({
      id: looked.id,
      at: looked.at,
      what: looked.what,
      page: looked.page,
      staffId: staff.id,
      name: staff.name,
      role: staff.role,
      agencyId: staff.agencyId,
    })
    .from(looked)
    .innerJoin(staff, eq(staff.id, looked.staffId))
    .where(
      and(
        eq(looked.centreId, ph('centreId')),
        isNotNull(looked.subject),
        or(lt(looked.at, ph('beforeAt')), and(eq(looked.at, ph('beforeAt')), lt(looked.id, ph('beforeId')))),
        inArray(looked.subject, theirIds(db)),
      ),
    )
    .orderBy(desc(looked.at), desc(looked.id))
    .limit(mostShown),
)

export const accessQueries = {
  async 'access.reviews'(read, ask) {
    const { centreId, now } = ask
    const directory = await readDirectory(read, centreId)
    const zone = await zoneOf(read, centreId)
    return {
      openings: await openingsToReview(read, ask, { directory, zone, since: now - fortnight }),
      ...(await looksToReview(read, ask, directory)),
    }
  },

  async 'access.looks'(read, ask, { visitId, beforeAt = endOfTime, beforeId = '' }) {
    const { centreId } = ask
    const [found] = await namingOf(read, { visitId, centreId })
    if (!found) return ask.missing()
    const directory = await readDirectory(read, centreId)
    const looker = lookerAs(ask.asker)
    const rows = await looksOf(read, ask, found, { beforeAt, beforeId })
    const last = rows.length === mostShown ? rows.at(-1) : undefined
    return {
      label: labelFor(found, directory, looker),
      before: last ? { at: last.at, id: last.id } : null,
      looks: rows.map(({ agencyId, ...one }) => ({
        ...one,
        agency: directory.agencyName(agencyId),
      })),
    }
  },
} satisfies Partial<QueryHandlers>

/** Of the whole person where their name may be known to whoever asks; of this visit alone otherwise. */
function looksOf(read: Reader, ask: AskSigned, of: Naming, before: { beforeAt: number; beforeId: string }) {
  const { centreId, asker } = ask
  const isNamed = maySee('name', lookerAs(asker), of.personSharing) !== 'blank'
  return ofSubject(read, { centreId, visitId: of.id, personId: isNamed ? of.personId : null, ...before })
}
