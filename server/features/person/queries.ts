/**
 * People as one types: beginnings of any word of any name, best first, few. Those who came lately are always
 * among those looked at; where more begin alike than a search looks at, a letter more finds the others.
 */
import { and, eq, isNull, or, sql } from 'drizzle-orm'
import { person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Found } from '../../../shared/contract/person.ts'
import { maySee } from '../../../shared/domain/access.ts'
import { lookerAs } from '../../feed/label.ts'
import type { QueryHandlers } from '../../queries/handler.ts'
import { type Candidate, candidatesFor } from './candidates.ts'
import { foldedName, typedWords } from '../../rows/nameWords.ts'

const few = 8
const places = Array.from({ length: few }, (_, n) => `person${n}`)

const details = statement((db) => {
  const visits = db
    .select({ n: sql`count(*)` })
    .from(visit)
    .where(and(eq(visit.personId, person.id), isNull(visit.retractedAt)))
  return db
    .select({ person, visitId: visit.id, since: visit.arrivedAt, visits: sql`${visits}`.mapWith(Number) })
    .from(person)
    .leftJoin(visit, and(eq(visit.personId, person.id), isNull(visit.goneAt), isNull(visit.retractedAt)))
    .where(or(...places.map((place) => eq(person.id, ph(place)))))
})

export const personQueries = {
  async people(read, { asker, centreId }, { startsWith }) {
    const typed = typedWords(startsWith)
    if (typed.length === 0) return { people: [] }
    // Whoever asked that this agency shouldn't know their name isn't found by it.
    const looker = lookerAs(asker)
    const candidates = (await candidatesFor(read, centreId, typed)).filter(
      ({ sharing }) => maySee('name', looker, sharing) !== 'blank',
    )
    const best = inOrder(candidates, foldedName(startsWith)).slice(0, few)
    return { people: await described(read, best) }
  },
} satisfies Partial<QueryHandlers>

/** Those whose name begins just so, then whoever came last, then by name. */
function inOrder(candidates: Candidate[], typed: string): Candidate[] {
  return candidates
    .map((one) => ({ ...one, begins: foldedName(one.name).startsWith(typed), at: one.lastVisitAt ?? -1 }))
    .sort(
      (a, b) =>
        Number(b.begins) - Number(a.begins) ||
        b.at - a.at ||
        (a.name === b.name ? 0 : a.name < b.name ? -1 : 1) ||
        (a.id < b.id ? -1 : 1),
    )
}

async function described(read: Reader, best: Candidate[]): Promise<Found[]> {
  if (best.length === 0) return []
  const rows = await details(read, Object.fromEntries(places.map((place, n) => [place, best[n]?.id ?? ''])))
  const byId = new Map(rows.map((row) => [row.person.id, row]))
  return best.flatMap(({ id, lastVisitAt }) => {
    const row = byId.get(id)
    if (!row) return []
    const { name, otherNames, birth, died, secondLine, version } = row.person
    const { visitId, since, visits } = row
    const hereNow = visitId !== null && since !== null ? { visitId, since } : null
    return { id, name, otherNames, birth, died, secondLine, version, hereNow, lastVisitAt, visits }
  })
}
