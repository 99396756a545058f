/**
 * One centre's board as this server knows it: cards up to a log number, and which numbers touched which
 * cards. The log says what changed, the tables say what it is now. The head is always read before the rows:
 * a card may then be newer than `to`, never older.
 */
import { and, asc, eq, gt, isNull, lte, or } from 'drizzle-orm'
import { change, feed } from '../../db/schema/log.ts'
import { visit } from '../../db/schema/visit.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { OnTeam } from '../../shared/contract/board.ts'
import { changes, type ChangeKind, type Touches } from '../../shared/contract/changes.ts'
import { type CardFacts, cardOf, cardsChanged, cardsOpen } from './cards.ts'
import { type Directory, readDirectory, readTeam } from './directory.ts'
import { readersOf } from './openPages.ts'

/** What the log's rows between two numbers touched. `all`: every card must travel again. */
export interface Touched {
  from: number
  to: number
  visits: Set<string>
  team: boolean
  all: boolean
  /** Workers and screens whose sign-in may have ended, or whose name or rights changed. */
  sessions: string[]
  /** Something happened that whoever leads the shift is to hear of at once. */
  lead: boolean
}
const untouched = (from: number, to: number): Touched => ({
  ...{ from, to, visits: new Set(), team: false, all: false, sessions: [], lead: false },
})

export interface Picture {
  readonly centreId: string
  readonly epoch: string
  readonly to: number
  readonly cards: ReadonlyMap<string, CardFacts>
  readonly team: readonly OnTeam[]
  readonly directory: Directory
  /** Brings it up to the log's head as it is now or later. Steps never overlap; waiting callers share one. */
  refresh(): Promise<void>
  /** What was touched after `since`; null when that is too long ago to say. */
  since(since: number): Touched | null
}

const headRow = statement((db) =>
  db
    .select({ head: feed.head, epoch: feed.epoch })
    .from(feed)
    .where(eq(feed.centreId, ph('centreId'))),
)
const range = statement((db) =>
  db
    .select({ kind: change.kind, subject: change.subject, data: change.data, at: change.at })
    .from(change)
    .where(and(eq(change.centreId, ph('centreId')), gt(change.seq, ph('from')), lte(change.seq, ph('to'))))
    .orderBy(asc(change.seq)),
)

/**
 * Who is on the board as the same person: the row's subject is the person, or a visit of theirs; a visit that
 * was parted says in its data whose it was. One or two at most, since a person is here once.
 */
const samePerson = statement((db) =>
  db
    .select({ id: visit.id })
    .from(visit)
    .where(
      and(
        or(
          eq(visit.personId, ph('subject')),
          eq(visit.personId, ph('personId')),
          eq(
            visit.personId,
            db
              .select({ id: visit.personId })
              .from(visit)
              .where(eq(visit.id, ph('subject'))),
          ),
        ),
        eq(visit.centreId, ph('centreId')),
        isNull(visit.retractedAt),
        or(isNull(visit.goneAt), and(visit.isWorried, isNull(visit.worrySettledAt))),
      ),
    ),
)

interface LogRow {
  kind: string
  subject: string
  data: string
  at: number
}

/** How many steps are remembered before a client that comes back gets the whole board instead. */
const remembered = 2_000

/**
 * `onStep` is called with what each step touched, in order, before anybody who waited for it goes on; `onReaders` after
 * it, with the sign-ins that may have a page open which shows something else from now on.
 */
export async function openPicture(
  read: Reader,
  centreId: string,
  onStep: (picture: Picture, touched: Touched) => void,
  onReaders: (picture: Picture, sessionIds: ReadonlySet<string>) => void,
): Promise<Picture> {
  const first = await headOf(read, centreId)
  let { epoch } = first
  let to = first.head
  let directory = await readDirectory(read, centreId)
  let team = await readTeam(read, directory, centreId)
  let cards = await allCards(directory)
  let steps: Touched[] = []
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null
  /** Whose readers nobody has called yet: a read of looks that fails or takes long holds back no board. */
  let uncalled: LogRow[] = []

  async function callReaders(): Promise<void> {
    const rows = uncalled
    if (rows.length === 0) return
    const readers = await readersOf(read, centreId, rows, (id) => cards.has(id))
    uncalled = uncalled.slice(rows.length)
    if (readers.size > 0) onReaders(picture, readers)
  }

  async function allCards(names: Directory): Promise<Map<string, CardFacts>> {
    return new Map((await cardsOpen(read, names, centreId)).map((card) => [card.id, card]))
  }

  async function step(): Promise<void> {
    const now = await headOf(read, centreId)
    if (now.epoch !== epoch || now.head < to) return onStep(picture, await startAgain(now))
    if (now.head === to) return await callReaders()
    const rows = await range(read, { centreId, from: to, to: now.head })
    const touched = touchedBy(rows, to, now.head)
    const others = touched.all ? [] : await othersOf(rows)
    for (const id of others) touched.visits.add(id)
    if (touched.all) {
      const names = await readDirectory(read, centreId)
      const here = await allCards(names)
      touched.visits = new Set([...cards.keys(), ...here.keys(), ...touched.visits])
      touched.team = true
      directory = names
      cards = here
    } else if (touched.visits.size > 0) {
      const next = new Map(
        (await cardsChanged(read, directory, { centreId, from: to, to: now.head })).map((c) => [c.id, c]),
      )
      for (const id of others) {
        const card = next.has(id) ? undefined : await cardOf(read, directory, centreId, id)
        if (card) next.set(id, card)
      }
      for (const id of touched.visits) {
        const card = next.get(id)
        if (card) cards.set(id, card)
        else cards.delete(id)
      }
    }
    if (touched.team) team = await readTeam(read, directory, centreId)
    to = now.head
    steps.push(touched)
    if (steps.length > remembered) steps = steps.slice(-remembered / 2)
    onStep(picture, touched)
    uncalled.push(...rows)
    await callReaders()
  }

  /** The visits on the board of people whose name or past the rows are about. */
  async function othersOf(rows: LogRow[]): Promise<Set<string>> {
    const found = new Set<string>()
    for (const { kind, subject, data } of rows) {
      if (changes[kind as ChangeKind].touches !== 'personVisits') continue
      const { personId = '', arrivedAt } = JSON.parse(data) as { personId?: string; arrivedAt?: number }
      if (kind === 'visit.arrived' && personId === '') continue
      if (kind === 'visit.changed' && arrivedAt === undefined) continue
      for (const { id } of await samePerson(read, { centreId, subject, personId })) found.add(id)
    }
    return found
  }

  async function run(): Promise<void> {
    try {
      await step()
    } finally {
      running = null
    }
  }

  /** Another epoch: the database was restored, and nothing remembered is true any more. */
  async function startAgain(now: { head: number; epoch: string }): Promise<Touched> {
    // All of it is read before any of it is taken: a read that fails leaves the old picture whole.
    const names = await readDirectory(read, centreId)
    const on = await readTeam(read, names, centreId)
    const here = await allCards(names)
    epoch = now.epoch
    to = now.head
    steps = []
    directory = names
    team = on
    cards = here
    return { ...untouched(-1, to), team: true, all: true }
  }

  const picture: Picture = {
    centreId,
    get epoch() {
      return epoch
    },
    get to() {
      return to
    },
    get cards() {
      return cards
    },
    get team() {
      return team
    },
    get directory() {
      return directory
    },
    refresh() {
      if (!running) return (running = run())
      const after = () => {
        next = null
        return (running = run())
      }
      return (next ??= running.then(after, after))
    },
    since(since) {
      if (since === to) return untouched(to, to)
      const start = steps.findIndex((one) => one.from <= since && since < one.to)
      if (start === -1) return null
      const merged = untouched(since, to)
      for (const one of steps.slice(start)) {
        for (const id of one.visits) merged.visits.add(id)
        merged.team ||= one.team
      }
      return merged
    },
  }
  return picture
}

async function headOf(read: Reader, centreId: string): Promise<{ head: number; epoch: string }> {
  const [row] = await headRow(read, { centreId })
  if (!row) throw new Error('the centre has no feed')
  return row
}

function touchedBy(rows: LogRow[], from: number, to: number): Touched {
  const touched = untouched(from, to)
  for (const row of rows) {
    const kind = row.kind as ChangeKind
    const touches: Touches = changes[kind].touches
    if (touches === 'visit') touched.visits.add(row.subject)
    else if (touches === 'team') touched.team = true
    else if (touches === 'personVisits' && !row.kind.startsWith('person.')) touched.visits.add(row.subject)
    else if (touches === 'worker' || touches === 'centre') touched.all = true
    touched.lead ||= touches === 'lead'
    if (touches === 'session' || touches === 'worker') touched.sessions.push(row.subject)
  }
  return touched
}
