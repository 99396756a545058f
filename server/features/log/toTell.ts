/**
 * What there is to tell somebody when it is safe: that somebody asked after them, that their record was opened for a
 * reason, that something was shared without their permission.
 */
import { and, desc, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import { enquiry, opening } from '../../../db/schema/access.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Visit } from '../../../shared/contract/log.ts'
import { nameWords } from '../../rows/nameWords.ts'
import type { Names } from '../../rows/entries.ts'

/** Enquiries of this long are looked through for a name like theirs (ms). */
const month = 30 * 86_400_000

const untold = statement((db) =>
  db
    .select()
    .from(enquiry)
    .where(and(eq(enquiry.centreId, ph('centreId')), isNull(enquiry.toldAt), gte(enquiry.at, ph('since'))))
    .orderBy(desc(enquiry.at))
    .limit(500),
)
const openingsUntold = statement((db) =>
  db
    .select()
    .from(opening)
    .where(
      and(
        or(eq(opening.visitId, ph('visitId')), eq(opening.personId, ph('personId'))),
        isNull(opening.personToldAt),
        inArray(opening.kind, ['opened', 'shared']),
      ),
    )
    .orderBy(desc(opening.at))
    .limit(20),
)
export async function toTell(
  read: Reader,
  of: { centreId: string; visitId: string; personId: string | null; now: number },
  called: readonly string[],
  names: Names,
): Promise<Pick<Visit, 'enquiries' | 'openings'>> {
  const who = (staffId: string) => ({ staffId, name: names.of(staffId) })
  const theirs = new Set(nameWords(called))
  const asked = await untold(read, { centreId: of.centreId, since: of.now - month })
  return {
    enquiries: asked
      .filter((one) => nameWords([one.askedAfter]).some((word) => theirs.has(word)))
      .map(({ id, askedBy, askedAfter, answer, remark, at, byStaffId }) => {
        return { id, askedBy, askedAfter, answer, remark, at, by: who(byStaffId) }
      }),
    openings: (await openingsUntold(read, of)).flatMap(({ id, kind, at, staffId }) =>
      kind === 'opened' || kind === 'shared' ? [{ id, kind, at, by: who(staffId) }] : [],
    ),
  }
}
