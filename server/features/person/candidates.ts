/**
 * Where a search looks: a stretch of the index of names, and whoever came lately or is here. Both have a
 * limit that doesn't depend on how many people there are; neither may ever scan all that begin alike.
 */
import { and, asc, count, desc, eq, exists, gte, inArray, isNotNull, isNull, lt, type SQL } from 'drizzle-orm'
import { alias } from '../../../db/portable.ts'
import { nameWord, person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import { anything, besideText, scalar } from '../../../db/searching.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Sharing } from '../../../shared/domain/access.ts'

/** `lastVisitAt`: UTC ms of their latest arrival that wasn't logged by mistake. */
export interface Candidate {
  id: string
  name: string
  lastVisitAt: number | null
  sharing: Sharing | null
}

/** Words beyond these, the shortest first, are not asked of the index. */
export const mostWords = 6
/** Entries of the index looked at: more when further words must match, since fewer of them will. */
const alone = 120
const withOthers = 200
/** Arrivals looked at, some weeks of a centre, and how many of them by people whom the centre knows. */
const lately = 3_000
const latelyKnown = 300
/** Behind everything that begins with a word, in the order of bytes that both engines keep. */
const behind = '\u{10ffff}'

const range = (db: Reader, limit: number) =>
  db
    .select({ id: nameWord.personId })
    .from(nameWord)
    .where(
      and(
        eq(nameWord.centreId, ph('centreId')),
        gte(nameWord.word, ph('from0')),
        lt(nameWord.word, ph('to0')),
      ),
    )
    .orderBy(asc(nameWord.word), asc(nameWord.personId))
    .limit(limit)

const also = alias(nameWord, 'also')
/** The planner is to stay on the person's own few words: the word's index would be the whole range. */
const ownWord = besideText(also.word)
const hasWord = (db: Reader, n: number) =>
  exists(
    db
      .select({ one: anything })
      .from(also)
      .where(and(eq(also.personId, person.id), gte(ownWord, ph(`from${n}`)), lt(ownWord, ph(`to${n}`)))),
  )

function people(db: Reader, where: SQL, words: number[]) {
  const last = db
    .select({ at: visit.arrivedAt })
    .from(visit)
    .where(and(eq(visit.personId, person.id), isNull(visit.retractedAt)))
    .orderBy(desc(visit.arrivedAt))
    .limit(1)
  return db
    .select({
      id: person.id,
      name: person.name,
      sharing: person.sharing,
      lastVisitAt: scalar<number>(last, visit.arrivedAt),
    })
    .from(person)
    .where(and(where, ...words.map((n) => hasWord(db, n))))
}

const upTo = (length: number) => Array.from({ length }, (_, n) => n)

/** By number of words less one; the first word is looked up, the others are checked. */
const named = upTo(mostWords).map((others) =>
  statement((db) =>
    people(db, inArray(person.id, range(db, others === 0 ? alone : withOthers)), upTo(others + 1).slice(1)),
  ),
)
/** Whoever came lately: of those arrivals, not the ones of nobody we know, or logged by mistake. */
const recent = upTo(mostWords).map((others) =>
  statement((db) => {
    const arrivals = db
      .select({ id: visit.personId, retractedAt: visit.retractedAt, at: visit.arrivedAt })
      .from(visit)
      .where(eq(visit.centreId, ph('centreId')))
      .orderBy(desc(visit.arrivedAt))
      .limit(lately)
      .as('arrivals')
    const came = db
      .select({ id: arrivals.id })
      .from(arrivals)
      .where(and(isNotNull(arrivals.id), isNull(arrivals.retractedAt)))
      .orderBy(desc(arrivals.at))
      .limit(latelyKnown)
    return people(db, inArray(person.id, came), upTo(others + 1))
  }),
)
/** Whoever is here, however long ago they came. */
const here = upTo(mostWords).map((others) =>
  statement((db) => {
    const open = db
      .select({ id: visit.personId })
      .from(visit)
      .where(
        and(
          eq(visit.centreId, ph('centreId')),
          isNull(visit.goneAt),
          isNull(visit.retractedAt),
          isNotNull(visit.personId),
        ),
      )
    return people(db, inArray(person.id, open), upTo(others + 1))
  }),
)
const countSome = statement((db) => db.select({ n: count() }).from(range(db, withOthers).as('some')))

/** Everybody among those looked at of whom every word begins some word of some name. */
export async function candidatesFor(read: Reader, centreId: string, typed: string[]): Promise<Candidate[]> {
  const words = await rarestFirst(read, centreId, typed.toSorted(longestFirst).slice(0, mostWords))
  const params: Record<string, string> = { centreId }
  for (const [n, word] of words.entries()) {
    params[`from${n}`] = word
    params[`to${n}`] = word + behind
  }
  const fromNames = named[words.length - 1]
  const fromVisits = recent[words.length - 1]
  const fromHere = here[words.length - 1]
  if (!fromNames || !fromVisits || !fromHere) return []
  const found = [
    ...(await fromNames(read, params)),
    ...(await fromVisits(read, params)),
    ...(await fromHere(read, params)),
  ]
  return [...new Map(found.map((one) => [one.id, one])).values()]
}

/** The word that begins the fewest names is the one to look up. */
async function rarestFirst(read: Reader, centreId: string, words: string[]): Promise<string[]> {
  if (words.length < 2) return words
  const counted: { word: string; n: number }[] = []
  for (const word of words) {
    const [row] = await countSome(read, { centreId, from0: word, to0: word + behind })
    counted.push({ word, n: row?.n ?? 0 })
  }
  return counted.sort((a, b) => a.n - b.n || longestFirst(a.word, b.word)).map((one) => one.word)
}

const longestFirst = (a: string, b: string) => b.length - a.length
