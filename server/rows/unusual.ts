/**
 * What is out of the way about a look, if anything: it may have had every reason. Asked when it happens, so that it stays
 * listed until somebody has gone through it; which it was is worked out again for the list, and kept nowhere, since that
 * would outlive an erased name.
 */
import { and, eq, exists, gte, isNull, or, sql } from 'drizzle-orm'
import { person } from '../../db/schema/person.ts'
import { staff } from '../../db/schema/staff.ts'
import { alongside, visit } from '../../db/schema/visit.ts'
import { anything, besideText } from '../../db/searching.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { UnusualWhy } from '../../shared/contract/access.ts'
import type { Sharing } from '../../shared/domain/access.ts'
import type { Look } from './looks.ts'
import { foldedName } from './nameWords.ts'

/** After this long since a goodbye (ms) there has to be a reason to open what isn't one's own. */
const longGone = 86_400_000

// Whom a worker was with: by the visit, which has few rows, and never through all that they ever did.
const ofVisit = statement((db) =>
  db
    .select({
      staffName: staff.name,
      personName: person.name,
      sharing: person.sharing,
      goneAt: visit.goneAt,
      retractedAt: visit.retractedAt,
      wasThere: sql<boolean>`${exists(
        db
          .select({ one: anything })
          .from(alongside)
          .where(and(eq(alongside.visitId, visit.id), eq(besideText(alongside.staffId), staff.id))),
      )}`.mapWith(Boolean),
    })
    .from(visit)
    .innerJoin(staff, eq(staff.id, ph('staffId')))
    .leftJoin(person, eq(person.id, visit.personId))
    .where(and(eq(visit.id, ph('subject')), eq(visit.centreId, ph('centreId')))),
)
const ofPerson = statement((db) =>
  db
    .select({ staffName: staff.name, personName: person.name, sharing: person.sharing })
    .from(person)
    .innerJoin(staff, eq(staff.id, ph('staffId')))
    .where(and(eq(person.id, ph('subject')), eq(person.centreId, ph('centreId')))),
)
const isAboutNow = statement((db) =>
  db
    .select({ one: anything })
    .from(visit)
    .where(
      and(
        eq(visit.personId, ph('personId')),
        isNull(visit.retractedAt),
        or(isNull(visit.goneAt), gte(visit.goneAt, ph('since'))),
      ),
    )
    .limit(1),
)
const wasEverWith = statement((db) =>
  db
    .select({ one: anything })
    .from(visit)
    .innerJoin(alongside, eq(alongside.visitId, visit.id))
    .where(and(eq(visit.personId, ph('personId')), eq(besideText(alongside.staffId), ph('staffId'))))
    .limit(1),
)

/** A search finds people from any time: that somebody isn't here is nothing unusual about it. */
const searches = ['people']

/** Of a look at one record, or of having found somebody by a name that was typed. */
export async function whyUnusual(
  read: Reader,
  { centreId, subject, staffId, at, what }: Omit<Look, 'id' | 'sessionId' | 'isUnusual'>,
): Promise<UnusualWhy[]> {
  if (!subject || !staffId) return []
  const since = at - longGone
  const [ofOne] = await ofVisit(read, { subject, staffId, centreId })
  const [known] = ofOne ? [] : await ofPerson(read, { subject, staffId, centreId })
  const found = ofOne ?? known
  if (!found) return []
  const { staffName, personName, sharing } = found
  const isLate = async () => {
    if (ofOne) return (ofOne.goneAt ?? ofOne.retractedAt ?? at) < since && !ofOne.wasThere
    const of = { personId: subject, staffId, since }
    return (await isAboutNow(read, of)).length === 0 && (await wasEverWith(read, of)).length === 0
  }
  return [
    ...(isOfColleague(sharing, staffId) ? (['colleague'] as const) : []),
    ...(isNamesake(personName, staffName) ? (['sameSurname'] as const) : []),
    ...(!searches.includes(what) && (await isLate()) ? (['noVisit'] as const) : []),
  ]
}

const isOfColleague = (sharing: Sharing | null, staffId: string) =>
  sharing !== null &&
  sharing.colleague !== null &&
  sharing.colleague !== staffId &&
  !sharing.chosen.includes(staffId)

const isNamesake = (one: string | null, other: string) =>
  one !== null && surname(one) !== '' && surname(one) === surname(other)

/** Of two words or more, the last; an initial ("M.") is none. */
function surname(name: string): string {
  const words = foldedName(name).split(' ')
  const last = words.at(-1) ?? ''
  return words.length > 1 && last.length > 2 ? last : ''
}

/** The same rows, each with whether somebody else should look at it. */
export async function examined(read: Reader, rows: readonly Look[]): Promise<Look[]> {
  const all: Look[] = []
  for (const row of rows) all.push({ ...row, isUnusual: (await whyUnusual(read, row)).length > 0 })
  return all
}
