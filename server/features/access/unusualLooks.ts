/**
 * Looks that are out of the way, as they are gone through by somebody else. None goes from the list before that; where
 * there are more than a page shows, how many more is said.
 */
import { and, count, desc, eq, sql } from 'drizzle-orm'
import { looked, lookToReview } from '../../../db/schema/log.ts'
import { person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Answer } from '../../../shared/contract/index.ts'
import { maySee } from '../../../shared/domain/access.ts'
import type { Directory } from '../../feed/directory.ts'
import { labelFor, lookerAs, type Naming, sharingOf } from '../../feed/label.ts'
import type { AskSigned } from '../../queries/handler.ts'
import { calledColumns } from '../../rows/naming.ts'
import { whyUnusual } from '../../rows/unusual.ts'

const mostShown = 100

/** Whose visit it was, or who was looked at. */
const theirs = sql`coalesce(${visit.personId}, ${looked.subject})`
const unseen = statement((db) =>
  db
    .select({
      look: looked,
      visitId: visit.id,
      personId: person.id,
      ...calledColumns,
    })
    .from(lookToReview)
    .innerJoin(looked, eq(looked.id, lookToReview.lookId))
    .leftJoin(visit, and(eq(visit.id, looked.subject), eq(visit.centreId, looked.centreId)))
    .leftJoin(person, and(eq(person.id, theirs), eq(person.centreId, looked.centreId)))
    .where(eq(lookToReview.centreId, ph('centreId')))
    .orderBy(desc(lookToReview.at), desc(lookToReview.lookId))
    .limit(mostShown),
)
const counted = statement((db) =>
  db
    .select({ all: count() })
    .from(lookToReview)
    .where(eq(lookToReview.centreId, ph('centreId'))),
)

type Listed = Pick<Answer<'access.reviews'>, 'looks' | 'moreLooks'>

export async function looksToReview(read: Reader, ask: AskSigned, directory: Directory): Promise<Listed> {
  const { centreId } = ask
  const looker = lookerAs(ask.asker)
  const rows = await unseen(read, { centreId })
  const looks: Listed['looks'] = []
  for (const { look, visitId, ...known } of rows) {
    const { id, at, page, what, staffId } = look
    const subject = look.subject ?? ''
    const naming: Naming = { id: subject, ...known }
    const all = await whyUnusual(read, look)
    // To whoever mayn't know the name, that it is a certain surname would tell half of it: it is to be gone through like
    // one of which nothing can be told any more.
    const isNamed = maySee('name', looker, sharingOf(naming)) !== 'blank'
    const why = isNamed ? all : all.filter((one) => one !== 'sameSurname')
    if (staffId === null) continue
    const by = { staffId, name: directory.nameOf(staffId) }
    looks.push({ id, at, page, what, by, subject, visitId, label: labelFor(naming, directory, looker), why })
  }
  const all = (await counted(read, { centreId }))[0]?.all ?? 0
  return { looks, moreLooks: all - rows.length }
}
