/* Why: the live picture of who is here, and how fresh it is. A gap is asked about, never guessed over; an old
   picture says so and since when. The rules of applying are shared/domain/board.ts, the same as the server's. */
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Board, Card, OnTeam } from '../../shared/contract/board.ts'
import type { BoardDelta } from '../../shared/contract/live.ts'
import { apply, reset, type HeldBoard } from '../../shared/domain/board.ts'
import type { LiveSocket } from './liveSocket.ts'
import type { KeptBoard } from './offline.ts'

/**
 * 'live': what one sees is so. 'catchingUp': a moment behind. 'old': as it was at `asOf` (UTC ms). 'none':
 * nothing has come yet.
 */
export type Freshness = { is: 'live' | 'catchingUp' | 'none' } | { is: 'old'; asOf: number }

export interface Live {
  /** Everybody here; a card that didn't change is the same object as before. Empty until the first picture. */
  cards: Readonly<ShallowRef<readonly Card[]>>
  team: Readonly<ShallowRef<readonly OnTeam[]>>
  hasPicture: ComputedRef<boolean>
  /** The log number up to which the picture is true; -1 before the first: a press is done when it is reached. */
  to: Readonly<ShallowRef<number>>
  freshness: ComputedRef<Freshness>
  /** What is unsafe on an old picture (going, joining, handing over) is off while this is true. */
  isOld: ComputedRef<boolean>
  card(id: string): Card | undefined
  /** All of it, to be kept; null before the first. */
  picture(): Board | null
  /** Connects now instead of at the next turn. */
  tryNow(): void
  /** No network, or a press without an answer: ask at once instead of waiting for the silence. */
  wentOffline(): void
  stop(): void
}

export interface LiveParts {
  open: () => Promise<LiveSocket>
  /** The centre's time, UTC ms: for `asOf`. */
  now: () => number
  /** What to show until the line is there, as it was then. */
  kept?: KeptBoard | null
  later?: (run: () => void, ms: number) => () => void
  /** Nothing is asked or dialled by itself while nobody can see the page; `tryNow` does when somebody does again. */
  isSeen?: () => boolean
  onSignedOut: () => void
  onSessionChanged: () => void
}

/** How long a lost line is "catching up" before the picture is called old, in ms. */
export const grace = 4_000
/** An unanswered question is asked again after this, in ms; a refused line is tried again after `redial`. */
const askAgainAfter = 3_000
const redial = 2_000

const timeout = (run: () => void, ms: number) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

export function startLive(parts: LiveParts): Live {
  const { now, later = timeout, isSeen = () => !document.hidden } = parts
  let held: HeldBoard | null = null
  let socket: LiveSocket | null = null
  let heardAt = now()
  /** The furthest that anything we couldn't apply has spoken of: short of it we aren't current. */
  let spokenOf = 0
  let isStopped = false
  let isOpening = false
  let stopAsking: (() => void) | null = null
  let stopGrace: (() => void) | null = null

  const cards = shallowRef<readonly Card[]>([])
  const team = shallowRef<readonly OnTeam[]>([])
  const to = shallowRef(-1)
  const isCurrent = shallowRef(false)
  const hasPicture = shallowRef(false)
  /** Since when it is old, once the grace is over. */
  const oldSince = shallowRef<number | null>(null)

  function show(next: HeldBoard): void {
    held = next
    cards.value = [...next.cards.values()]
    if (team.value !== next.team) team.value = next.team
    to.value = next.to
    hasPicture.value = true
  }

  /** Something was applied or confirmed: current, unless an earlier delta spoke of more than this. */
  function caughtUp(to: number): void {
    stopAsking?.()
    stopAsking = null
    if (to < spokenOf) {
      follow()
      return
    }
    stopGrace?.()
    stopGrace = null
    heardAt = now()
    isCurrent.value = true
    oldSince.value = null
  }

  function nowBehind(): void {
    isCurrent.value = false
    if (stopGrace || oldSince.value !== null) return
    stopGrace = later(nowOld, grace)
  }

  function nowOld(): void {
    stopGrace?.()
    stopGrace = null
    isCurrent.value = false
    oldSince.value ??= heardAt
  }

  /** Asks from where we are. One question at a time: the server cuts off whoever asks too often. */
  function follow(): void {
    if (!socket?.connected || stopAsking) return
    socket.follow(held ? { since: held.to, epoch: held.epoch, seenAs: held.seenAs } : {})
    stopAsking = later(() => {
      stopAsking = null
      if (isSeen()) follow()
    }, askAgainAfter)
  }

  function hearReset(board: Board): void {
    const next = reset(held, board)
    if (next.epoch !== held?.epoch) spokenOf = 0
    if (next !== held) show(next)
    caughtUp(next.to)
  }

  function hearDelta(delta: BoardDelta): void {
    const outcome = held ? apply(held, delta) : 'gap'
    if (!held || outcome === 'gap') {
      if (held?.epoch === delta.epoch) spokenOf = Math.max(spokenOf, delta.to)
      nowBehind()
      follow()
      return
    }
    if (outcome === 'applied') show(held)
    caughtUp(held.to)
  }

  function lost(isFinal: boolean, why: string): void {
    stopAsking?.()
    stopAsking = null
    nowBehind()
    if (isStopped) return
    if (why === 'signedOut') parts.onSignedOut()
    else if (isFinal) dialLater()
  }
  function dialLater(): void {
    later(() => {
      if (!isStopped && isSeen()) dial()
    }, redial)
  }
  function dial(): void {
    if (!socket) void begin()
    else if (!socket.connected) socket.connect()
  }

  async function begin(): Promise<void> {
    if (isOpening) return
    isOpening = true
    nowBehind()
    const opened = await parts.open().catch(() => null)
    isOpening = false
    if (isStopped) return opened?.close()
    // The script itself couldn't be fetched: the same as no line.
    if (!opened) return dialLater()
    socket = opened
    opened.on('board.reset', hearReset)
    opened.on('board.delta', hearDelta)
    opened.on('session.changed', parts.onSessionChanged)
    opened.onHeard(() => {
      if (isCurrent.value) heardAt = now()
    })
    opened.onConnect(follow)
    opened.onLost(lost)
    opened.connect()
  }
  if (parts.kept) {
    show(reset(null, parts.kept.board))
    oldSince.value = parts.kept.asOf
  }
  void begin()

  return {
    cards,
    team,
    hasPicture: computed(() => hasPicture.value),
    to,
    freshness: computed<Freshness>(() => {
      if (isCurrent.value) return { is: 'live' }
      // Connected isn't answered: what can't be done and what is said about it go together.
      if (oldSince.value === null) return { is: 'catchingUp' }
      return hasPicture.value ? { is: 'old', asOf: oldSince.value } : { is: 'none' }
    }),
    isOld: computed(() => oldSince.value !== null || !hasPicture.value),
    card: (id) => held?.cards.get(id),
    picture: () => held && { ...held, cards: [...held.cards.values()] },
    tryNow() {
      dial()
      follow()
    },
    wentOffline() {
      nowBehind()
      follow()
    },
    stop() {
      isStopped = true
      stopAsking?.()
      stopGrace?.()
      socket?.close()
    },
  }
}
