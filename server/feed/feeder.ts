/**
 * Keeps a picture per centre and tells every class of viewers what is new: once per class, the same bytes to
 * all of it. Calm, a change goes out at once; in a burst, what comes within a few milliseconds is one delta.
 */
import type { Reader } from '../../db/store.ts'
import type { Board } from '../../shared/contract/board.ts'
import type { BoardDelta } from '../../shared/contract/live.ts'
import type { Clock } from '../clock.ts'
import { grouped } from '../rows/grouped.ts'
import { boardFor, deltaFor, trueUntil } from './delta.ts'
import { openPicture, type Picture, type Touched } from './picture.ts'
import { narrowed, type ViewerClass } from './viewer.ts'
import type { Wake } from './wake.ts'

/** Where a feeder sends: the same to several classes at once, where they see alike. */
export interface Outlet {
  /** Those that somebody looks as now: no work is done for others. */
  classes(centreId: string): readonly ViewerClass[]
  delta(centreId: string, viewers: readonly ViewerClass[], delta: BoardDelta): void
  reset(centreId: string, viewers: readonly ViewerClass[], board: Board): void
  /** Calls these workers, or every manager where there is none of them. */
  callLead(centreId: string, staffIds: readonly string[]): void
  /** Calls the screens of these sign-ins. */
  callReaders(centreId: string, sessionIds: ReadonlySet<string>): void
}

export interface Feeder {
  /** The picture, brought up to the log's head. */
  picture(centreId: string): Promise<Picture>
  /** The board as JSON text, kept as long as it stays true. */
  boardText(centreId: string, viewer: ViewerClass): Promise<{ text: string; tag: string }>
  /** What a client at `since` of `epoch` needs: nothing before the picture, or the whole board. */
  catchUp(
    centreId: string,
    viewer: ViewerClass,
    follow: { since?: number | undefined; epoch?: string | undefined },
  ): Promise<{ delta: BoardDelta } | { reset: Board }>
  /** Looks at every centre's log, whether or not the bell rang: the belt to other servers' announcements. */
  poll(): void
  /** Milliseconds since the oldest ring that has not been sent yet; 0 when none. */
  behind(): number
  stop(): void
}

/** A whole board with its bytes, made when first asked for, and the time (UTC ms) until which it is true. */
interface Kept {
  board: Board
  text?: string
  tag: string
  /** UTC ms by the centre's clock, which may be put back. */
  from: number
  until: number
}

/** Something rang for a centre and hasn't been sent: since when (by `performance.now`), and what is done about it. */
interface Ring {
  since: number
  /** When it rang again while this was being sent: then there may be more to send. */
  again: number | null
  isSending: boolean
  tries: number
  timer?: NodeJS.Timeout
}

/** How long, in milliseconds, changes are gathered in a burst: at least, and at most. */
const shortest = 5
const longest = 50
/** A push that failed is tried again after this many milliseconds, twice as many each time, and at most. */
const retryFirst = 100
const retryLast = 2_000
/** Telling everybody may take one part in this many of the time: commands go before pictures. */
const share = 4

const cardsOf = (picture: Picture, touched: Touched) =>
  [...touched.visits].flatMap((id) => picture.cards.get(id) ?? [])

export function createFeeder(parts: {
  read: Reader
  clock: Clock
  wake: Wake
  outlet: Outlet
  /**
   * Whose sign-in may have ended or changed. 'all' when a picture opens or starts again: what the log said of
   * sign-ins before that, nobody here has heard.
   */
  onSessions: (subjects: readonly string[] | 'all') => void
  onFault: (error: unknown) => void
}): Feeder {
  const { read, clock, wake, outlet, onSessions, onFault } = parts
  const pictures = new Map<string, Promise<Picture>>()
  const kept = new Map<string, Kept>()
  const rings = new Map<string, Ring>()
  const restsUntil = new Map<string, number>()
  let stopped = false

  const stopRinging = wake.onRing((centreId) => {
    if (stopped) return
    const one = rings.get(centreId)
    if (!one) rung(centreId, performance.now())
    else if (one.isSending) one.again ??= performance.now()
  })

  function rung(centreId: string, since: number): void {
    const one: Ring = { since, again: null, isSending: false, tries: 0 }
    rings.set(centreId, one)
    const rest = (restsUntil.get(centreId) ?? 0) - performance.now()
    if (rest <= 0) setImmediate(() => void flush(centreId, one))
    else one.timer = setTimeout(() => void flush(centreId, one), rest)
  }

  /** A ring counts as unsent until this has gone well, however often that takes. */
  async function flush(centreId: string, one: Ring): Promise<void> {
    if (stopped) return
    const began = performance.now()
    restsUntil.set(centreId, began + shortest)
    one.isSending = true
    one.again = null
    try {
      await current(centreId)
    } catch (error) {
      onFault(error)
      one.isSending = false
      const pause = Math.min(retryFirst * 2 ** one.tries++, retryLast)
      if (!isStopped()) one.timer = setTimeout(() => void flush(centreId, one), pause)
      return
    }
    const took = performance.now() - began
    restsUntil.set(centreId, began + Math.min(Math.max(took * share, shortest), longest))
    rings.delete(centreId)
    const again = rangAgain(one)
    if (again !== null && !isStopped()) rung(centreId, again)
  }
  /** Asked after waiting, when they may have changed. */
  const isStopped = () => stopped
  const rangAgain = (one: Ring) => one.again

  function opened(centreId: string): Promise<Picture> {
    const known = pictures.get(centreId)
    if (known) return known
    const opening = openPicture(read, centreId, tell, (_, sessionIds) =>
      outlet.callReaders(centreId, sessionIds),
    )
    pictures.set(centreId, opening)
    opening.then(
      () => onSessions('all'),
      () => pictures.delete(centreId),
    )
    return opening
  }

  /** Whoever brings the picture forward, live push or a reconnect, tells everybody. */
  async function current(centreId: string): Promise<Picture> {
    const picture = await opened(centreId)
    await picture.refresh()
    return picture
  }

  function tell(picture: Picture, touched: Touched): void {
    const { centreId } = picture
    if (touched.from < 0) onSessions('all')
    else if (touched.sessions.length > 0) onSessions(touched.sessions)
    if (touched.lead) {
      const leads = picture.team.filter((one) => one.isLead)
      outlet.callLead(
        centreId,
        leads.map((one) => one.staffId),
      )
    }
    const now = clock.now()
    const cards = touched.from < 0 ? [...picture.cards.values()] : cardsOf(picture, touched)
    const alike = grouped(outlet.classes(centreId), (one) => narrowed(one, cards))
    for (const viewers of alike.values()) {
      const [viewer] = viewers
      if (!viewer) continue
      if (touched.from < 0) outlet.reset(centreId, viewers, boardFor(picture, viewer, now))
      else outlet.delta(centreId, viewers, deltaFor(picture, touched, viewer, now))
    }
  }

  /** The whole board for a class: made once for as long as it stays true, however many ask. */
  function keep(picture: Picture, asked: ViewerClass): Kept {
    const now = clock.now()
    const viewer = narrowed(asked, picture.cards.values())
    const name = `${picture.centreId} ${viewer}`
    const before = kept.get(name)
    const { to, epoch } = before?.board ?? {}
    if (before && to === picture.to && epoch === picture.epoch && isTrueAt(before, now)) return before
    const until = trueUntil(picture, now)
    const tag = `"${picture.epoch}-${picture.to}-${viewer}-${until === Infinity ? 0 : until}"`
    const made: Kept = { board: boardFor(picture, viewer, now), from: now, until, tag }
    kept.set(name, made)
    return made
  }

  const isTrueAt = ({ from, until }: Kept, now: number) => now >= from && now < until

  return {
    picture: current,
    async boardText(centreId, viewer) {
      const made = keep(await current(centreId), viewer)
      made.text ??= JSON.stringify(made.board)
      return { text: made.text, tag: made.tag }
    },
    async catchUp(centreId, viewer, { since, epoch }) {
      const picture = await current(centreId)
      const touched = since === undefined || epoch !== picture.epoch ? null : picture.since(since)
      if (touched) return { delta: deltaFor(picture, touched, viewer, clock.now()) }
      return { reset: keep(picture, viewer).board }
    },
    poll() {
      for (const centreId of pictures.keys()) wake.ring(centreId)
    },
    behind() {
      const oldest = Math.min(...[...rings.values()].map((one) => one.since))
      return rings.size === 0 ? 0 : performance.now() - oldest
    },
    stop() {
      stopped = true
      for (const { timer } of rings.values()) clearTimeout(timer)
      stopRinging()
    },
  }
}
