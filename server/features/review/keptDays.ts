/**
 * Local days that are over, added up once and kept: the days of a year needn't be read again each time. The log says
 * what changed since (told late, taken back, put right, joined to a person), and every day that it can have
 * touched is forgotten, in the same snapshot that is then counted. Rows are the truth: forgetting too much is
 * slow, too little would be wrong.
 */
import { and, asc, eq, gt, gte } from 'drizzle-orm'
import { change, feed } from '../../../db/schema/log.ts'
import { visit } from '../../../db/schema/visit.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import { changes, ChangeKind } from '../../../shared/contract/changes.ts'
import { type Day, localDay } from '../../../shared/domain/days.ts'
import { readRestricted } from './rows.ts'
import type { Stretch } from './stretch.ts'

const headOf = statement((db) =>
  db
    .select({ head: feed.head })
    .from(feed)
    .where(eq(feed.centreId, ph('centreId'))),
)
const changedSince = statement((db) =>
  db
    .select({
      kind: change.kind,
      subject: change.subject,
      data: change.data,
      arrivedAt: visit.arrivedAt,
      goneAt: visit.goneAt,
      personId: visit.personId,
    })
    .from(change)
    .leftJoin(visit, eq(visit.id, change.subject))
    .where(and(eq(change.centreId, ph('centreId')), gt(change.seq, ph('since'))))
    .orderBy(asc(change.seq)),
)
const visitsOf = statement((db) =>
  db
    .select({ arrivedAt: visit.arrivedAt })
    .from(visit)
    .where(and(eq(visit.personId, ph('personId')), gte(visit.arrivedAt, ph('since')))),
)

interface Kept {
  stretch: Stretch
  /** Of every visit that came or went on this day. */
  marks: Uint32Array
}
interface OfCentre {
  zone: string
  /** The log's number that all days here are true for. */
  head: number
  days: Map<Day, Kept>
  people: Map<string, number>
  /** People who count in none of these days. */
  restricted: ReadonlySet<string>
}

/** Of all centres together: 50 kB for a day of 300 visits by 300 people, less where people come again. */
const mostDays = 1_500
/** After more than this, or with more people than this, it is quicker or smaller to begin again. */
const mostChanges = 50_000
const mostPeople = 500_000

/** A visit in four bytes: two that share them make a day be read once more, and nothing else. */
const markOf = (visitId: string) => parseInt(visitId.slice(-8), 16) >>> 0

export class KeptDays {
  readonly #centres = new Map<string, OfCentre>()

  /** What is kept of a centre, true for this snapshot. */
  async of(read: Reader, { centreId, zone }: { centreId: string; zone: string }): Promise<DaysOfCentre> {
    const [own] = await headOf(read, { centreId })
    const head = own?.head ?? 0
    let kept = this.#centres.get(centreId)
    // Last asked about comes last: the first is the first to be forgotten.
    this.#centres.delete(centreId)
    // A head that went back is another database.
    if (kept?.zone !== zone || kept.head > head) kept = undefined
    if (kept && (head - kept.head > mostChanges || kept.people.size > mostPeople)) kept = undefined
    const restricted = await readRestricted(read, centreId)
    // Of whom it is now all days change, and it is seldom.
    if (kept && !isSame(kept.restricted, restricted)) kept = undefined
    if (kept && kept.head < head && !(await forgetTouched(read, centreId, kept))) kept = undefined
    kept ??= { zone, head, days: new Map(), people: new Map(), restricted }
    kept.head = head
    this.#centres.set(centreId, kept)
    this.#makeRoom(centreId)
    return new DaysOfCentre(kept)
  }

  #makeRoom(current: string): void {
    let count = [...this.#centres.values()].reduce((sum, one) => sum + one.days.size, 0)
    for (const [centreId, { days }] of this.#centres) {
      if (count <= mostDays || centreId === current) return
      count -= days.size
      this.#centres.delete(centreId)
    }
  }
}

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  one.size === other.size && [...one].every((id) => other.has(id))

export class DaysOfCentre {
  constructor(private readonly kept: OfCentre) {}

  get(day: Day): Stretch | undefined {
    return this.kept.days.get(day)?.stretch
  }

  /** `visitIds`: every visit that came or went on this day, which is over. */
  keep(day: Day, stretch: Stretch, visitIds: readonly string[]): void {
    const { days } = this.kept
    days.set(day, { stretch, marks: Uint32Array.from(visitIds, markOf) })
    // Ranges are read from their first day on, so the latest days are those that stay.
    for (const [first] of days) if (days.size > mostDays) days.delete(first)
  }

  /** A visit as it may be counted: of nobody known, where they asked that their record is used for nothing. */
  counted = <V extends { personId: string | null; beenBefore: boolean }>(visit: V): V =>
    visit.personId !== null && this.kept.restricted.has(visit.personId)
      ? { ...visit, personId: null, beenBefore: false }
      : visit

  /** A small number that stands for a person as long as anything is kept. */
  numberOf = (personId: string): number => {
    const { people } = this.kept
    const known = people.get(personId)
    if (known !== undefined) return known
    people.set(personId, people.size)
    return people.size - 1
  }
}

/** False: all of it has to go. */
async function forgetTouched(read: Reader, centreId: string, kept: OfCentre): Promise<boolean> {
  const { days, zone } = kept
  const touched = new Set<number>()
  /** From when on a person's visits may be first ones, or no longer. */
  const persons = new Map<string, number>()
  const since = (personId: unknown, at: number) => {
    if (typeof personId === 'string') persons.set(personId, Math.min(at, persons.get(personId) ?? at))
  }
  const forgetAt = (at: number | null) => void (at !== null && days.delete(localDay(at, zone)))

  for (const row of await changedSince(read, { centreId, since: kept.head })) {
    // Whose it was the log doesn't say, nor may anything here still know.
    if (row.kind === 'visit.erased' || row.kind === 'person.erased') return false
    const { touches } = changes[ChangeKind.parse(row.kind)]
    if (touches !== 'visit' && touches !== 'personVisits') continue
    touched.add(markOf(row.subject))
    forgetAt(row.arrivedAt)
    // A goodbye on the stroke of midnight belongs to the day before.
    if (row.goneAt !== null) forgetAt(row.goneAt - 1)
    if (touches === 'visit') continue
    const data = JSON.parse(row.data) as { personId?: unknown; arrivedAt?: unknown }
    // Where their time of coming was put right, the log doesn't say what it was before.
    const isMoved = row.kind === 'visit.changed' && data.arrivedAt !== undefined
    const from = isMoved ? 0 : (row.arrivedAt ?? 0)
    since(data.personId, from)
    since(row.personId, from)
    if (row.arrivedAt === null) since(row.subject, 0)
  }
  for (const [day, { marks }] of days) if (marks.some((mark) => touched.has(mark))) days.delete(day)
  for (const [personId, from] of persons) {
    for (const { arrivedAt } of await visitsOf(read, { personId, since: from })) forgetAt(arrivedAt)
  }
  return true
}
