/**
 * Who looked, in plain rows: for the person who asks who has seen their record, and for whoever goes through what was
 * opened for a reason and what looks unusual. Nothing is judged here; a look is listed with what is unusual about it.
 */
import { and, desc, eq, exists, gte, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { accessReview } from '../../../db/schema/access.ts'
import { looked } from '../../../db/schema/log.ts'
import { person } from '../../../db/schema/person.ts'
import { staff } from '../../../db/schema/staff.ts'
import { alongside, visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { UnusualWhy } from '../../../shared/contract/access.ts'
import { maySee, type Sharing } from '../../../shared/domain/access.ts'
import { readDirectory } from '../../feed/directory.ts'
import { labelFor, lookerAs, type Naming, sharingOf } from '../../feed/label.ts'
import type { AskSigned, QueryHandlers } from '../../queries/handler.ts'
import { foldedName } from '../../rows/nameWords.ts'
import { namingColumns, namingOf } from '../../rows/naming.ts'
import { zoneOf } from '../../rows/zone.ts'
import { openingsToReview } from './openings.ts'

/** Looks at, and openings of, the last fortnight; what nobody has gone through yet stays in the list longer. */
const fortnight = 14 * 86_400_000
const mostLooks = 2_000
const mostShown = 500
/** After this long since a goodbye (ms) there has to be a reason to open a visit that isn't one's own. */
const longGone = 86_400_000

const looks = statement((db) =>
  db
    .select({
      id: looked.id,
      at: looked.at,
      page: looked.page,
      staffId: staff.id,
      staffName: staff.name,
      naming: namingColumns,
      goneAt: visit.goneAt,
      wasThere: sql<boolean>`${exists(
        db
          .select({ one: sql`1` })
          .from(alongside)
          .where(and(eq(alongside.visitId, visit.id), eq(alongside.staffId, staff.id))),
      )}`.mapWith(Boolean),
    })
    .from(looked)
    .innerJoin(staff, eq(staff.id, looked.staffId))
    .innerJoin(visit, eq(visit.id, looked.subject))
    .leftJoin(person, eq(person.id, visit.personId))
    .leftJoin(accessReview, eq(accessReview.subject, looked.id))
    .where(
      and(
        eq(looked.centreId, ph('centreId')),
        eq(looked.what, 'visit'),
        gte(looked.at, ph('since')),
        isNull(accessReview.at),
      ),
    )
    .orderBy(desc(looked.at), desc(looked.id))
    .limit(mostLooks),
)
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
        or(
          eq(looked.subject, ph('visitId')),
          eq(looked.subject, ph('personId')),
          sql`${looked.subject} in ${db
            .select({ id: visit.id })
            .from(visit)
            .where(eq(visit.personId, ph('personId')))}`,
        ),
      ),
    )
    .orderBy(desc(looked.at), desc(looked.id))
    .limit(mostShown),
)

export const accessQueries = {
  async 'access.reviews'(read, ask) {
    const { centreId, now } = ask
    const of = { centreId, since: now - fortnight }
    const directory = await readDirectory(read, centreId)
    const looker = lookerAs(ask.asker)
    const zone = await zoneOf(read, centreId)
    return {
      openings: await openingsToReview(read, ask, { directory, zone, since: of.since }),
      looks: (await looks(read, of)).flatMap((one) => {
        const why = unusual(one, maySee('name', looker, sharingOf(one.naming)) !== 'blank')
        if (why.length === 0) return []
        const { id, at, page, staffId, naming: named } = one
        return [
          {
            id,
            at,
            page,
            by: { staffId, name: directory.nameOf(staffId) },
            visitId: named.id,
            label: labelFor(named, directory, looker),
            why,
          },
        ]
      }),
    }
  },

  async 'access.looks'(read, ask, { visitId }) {
    const { centreId } = ask
    const [found] = await namingOf(read, { visitId, centreId })
    if (!found) return ask.missing()
    const directory = await readDirectory(read, centreId)
    const looker = lookerAs(ask.asker)
    return {
      label: labelFor(found, directory, looker),
      looks: (await looksOf(read, ask, found)).map(({ agencyId, ...one }) => ({
        ...one,
        agency: directory.agencyName(agencyId),
      })),
    }
  },
} satisfies Partial<QueryHandlers>

/** Of the whole person where their name may be known to whoever asks; of this visit alone otherwise. */
function looksOf(read: Reader, ask: AskSigned, of: Naming) {
  const { centreId, asker } = ask
  const isNamed = maySee('name', lookerAs(asker), of.personSharing) !== 'blank'
  return ofSubject(read, { centreId, visitId: of.id, personId: isNamed ? of.personId : null })
}

interface Look {
  at: number
  staffId: string
  staffName: string
  naming: { personName: string | null; personSharing: Sharing | null }
  goneAt: number | null
  wasThere: boolean
}

/**
 * What is out of the way about a look, if anything. It may have had every reason. `isNamed`: whoever reads it may know
 * the name; to anybody else, that it is a certain surname would tell half of it.
 */
export function unusual(
  { at, staffId, staffName, naming: of, goneAt, wasThere }: Look,
  isNamed: boolean,
): UnusualWhy[] {
  const sharing = of.personSharing
  const isColleague =
    sharing !== null &&
    sharing.colleague !== null &&
    sharing.colleague !== staffId &&
    !sharing.chosen.includes(staffId)
  const isNamesake =
    isNamed &&
    of.personName !== null &&
    surname(of.personName) !== '' &&
    surname(of.personName) === surname(staffName)
  const isLongGone = goneAt !== null && at - goneAt > longGone && !wasThere
  return [
    ...(isColleague ? (['colleague'] as const) : []),
    ...(isNamesake ? (['sameSurname'] as const) : []),
    ...(isLongGone ? (['noVisit'] as const) : []),
  ]
}

/** Of two words or more, the last; an initial ("M.") is none. */
function surname(name: string): string {
  const words = foldedName(name).split(' ')
  const last = words.at(-1) ?? ''
  return words.length > 1 && last.length > 2 ? last : ''
}
