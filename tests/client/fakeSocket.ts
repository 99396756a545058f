/* Why: a line that does what the test says, and time that passes when the test says. */
import type { LiveSocket } from '../../client/api/liveSocket.ts'
import type { Board, Card } from '../../shared/contract/board.ts'
import type { BoardDelta, Follow, ServerEvents } from '../../shared/contract/live.ts'

export interface FakeSocket extends LiveSocket {
  asked: Follow[]
  dials: number
  reset(board: Board): void
  delta(delta: BoardDelta): void
  sessionChanged(): void
  up(): void
  /** `isFinal`: Socket.IO won't dial again by itself. */
  down(isFinal?: boolean, why?: string): void
  heard(): void
}

export function fakeSocket(): FakeSocket {
  const hear: Partial<ServerEvents> = {}
  let connected = false
  let onConnect: (() => void) | undefined
  let onLost: ((isFinal: boolean, why: string) => void) | undefined
  let onHeard: (() => void) | undefined
  const fake: FakeSocket = {
    get connected() {
      return connected
    },
    asked: [],
    dials: 0,
    // Here a name and its listener meet without their types being tied together.
    on(event, listener) {
      ;(hear as Record<string, unknown>)[event] = listener
    },
    onConnect: (listener) => (onConnect = listener),
    onLost: (listener) => (onLost = listener),
    onHeard: (listener) => (onHeard = listener),
    follow: (where) => void fake.asked.push(where),
    connect() {
      fake.dials++
    },
    close() {
      connected = false
    },
    reset: (board) => hear['board.reset']?.(board),
    delta: (delta) => hear['board.delta']?.(delta),
    sessionChanged: () => hear['session.changed']?.(),
    up() {
      connected = true
      onConnect?.()
    },
    down(isFinal = false, why = 'transport close') {
      connected = false
      onLost?.(isFinal, why)
    },
    heard: () => onHeard?.(),
  }
  return fake
}

/** Timers that ring when time is moved on. */
export function fakeTime(start = 0) {
  let now = start
  let timers: { at: number; run: () => void }[] = []
  return {
    now: () => now,
    later(run: () => void, ms: number) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => void (timers = timers.filter((one) => one !== timer))
    },
    pass(ms: number) {
      const until = now + ms
      for (;;) {
        const next = timers.toSorted((a, b) => a.at - b.at).find((timer) => timer.at <= until)
        if (!next) break
        timers = timers.filter((one) => one !== next)
        now = next.at
        next.run()
      }
      now = until
    },
  }
}

/** A card of somebody who has just come in; what a test doesn't care about is empty. */
export function aCard(id: string, version = 1): Card {
  return {
    id,
    label: id,
    isKnown: false,
    beenBefore: false,
    arrivedAt: 0,
    channel: 'inPerson',
    doing: 'justArrived',
    with: [],
    wants: null,
    wantsStaff: [],
    ratherNot: [],
    wantsNote: null,
    words: null,
    reasons: [],
    hasReasons: false,
    spaceId: null,
    isStaying: false,
    welcomedAt: null,
    lastSeenAt: null,
    lastSeenBy: null,
    outAt: null,
    outUntil: null,
    goneAt: null,
    isWorried: false,
    handover: null,
    calls: [],
    nameOnWall: false,
    version,
  }
}
