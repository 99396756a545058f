/**
 * Who may have a page open on a record that is shown otherwise from now on: whoever looked at it lately, by their
 * sign-in. No client is told which visits are one person's, and nobody is called who never looked. Pages of visits on
 * the board hear by their card, except of ties, which no card shows.
 */
import { and, eq, gte, inArray, type SQL } from 'drizzle-orm'
import { looked } from '../../db/schema/log.ts'
import { tie } from '../../db/schema/tie.ts'
import { visit } from '../../db/schema/visit.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import { changes, type ChangeKind } from '../../shared/contract/changes.ts'

/** No page stays open longer without being asked for again: a sign-in that nobody uses has ended by then. */
const lately = 86_400_000

const personOf = statement((db) =>
  db
    .select({ personId: visit.personId })
    .from(visit)
    .where(and(eq(visit.id, ph('subject')), eq(visit.centreId, ph('centreId')))),
)
const sidesOf = statement((db) =>
  db
    .select({ supporter: tie.supporter, supported: tie.supported })
    .from(tie)
    .where(and(eq(tie.id, ph('subject')), eq(tie.centreId, ph('centreId')))),
)
const lookedLately = (subject: SQL | undefined) => (db: Reader) =>
  db
    .selectDistinct({ sessionId: looked.sessionId, subject: looked.subject })
    .from(looked)
    .where(
      and(
        eq(looked.centreId, ph('centreId')),
        inArray(looked.what, ['visit', 'person.copy', 'visit.copy']),
        gte(looked.at, ph('since')),
        subject,
      ),
    )
// Apart, and not as one with `or`: PostgreSQL would read every look there ever was.
const readersOfOne = statement(lookedLately(eq(looked.subject, ph('subject'))))
const readersOfVisits = statement((db) =>
  lookedLately(
    inArray(
      looked.subject,
      db
        .select({ id: visit.id })
        .from(visit)
        .where(eq(visit.personId, ph('personId'))),
    ),
  )(db),
)

interface Row {
  kind: string
  subject: string
  data: string
  at: number
}

/** The sign-ins (session ids) to call for these rows of the log; `isOnBoard` of a visit's id. */
export async function readersOf(
  read: Reader,
  centreId: string,
  rows: readonly Row[],
  isOnBoard: (visitId: string) => boolean,
): Promise<Set<string>> {
  const found = new Set<string>()
  for (const { kind, subject, data, at } of rows) {
    // The log's one writer knows no other kinds.
    if (!changes[kind as ChangeKind].opensAnew) continue
    const isTie = kind.startsWith('tie.')
    const [sides] = isTie ? await sidesOf(read, { centreId, subject }) : []
    const { personId: parted } = JSON.parse(data) as { personId?: string }
    for (const one of sides ? [sides.supporter, sides.supported] : [subject]) {
      const [row] = await personOf(read, { centreId, subject: one })
      const personId = parted ?? (row ? row.personId : one) ?? ''
      const of = { centreId, since: at - lately }
      const seen = await readersOfVisits(read, { ...of, personId })
      for (const id of new Set([one, personId]))
        seen.push(...(await readersOfOne(read, { ...of, subject: id })))
      for (const { sessionId, subject: page } of seen)
        if (isTie || !isOnBoard(page ?? '')) found.add(sessionId)
    }
  }
  return found
}
