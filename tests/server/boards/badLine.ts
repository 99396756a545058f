/**
 * A bad line between the client's own live.ts and the server's own socket layer: what Socket.IO would put on the wire
 * comes late, is lost, or the line breaks and each end notices in its own time. Nothing overtakes on one line, as
 * nothing does under Socket.IO.
 */
import { EventEmitter } from 'node:events'
import { uuidv7 } from 'uuidv7'
import type { LiveSocket } from '../../../client/api/liveSocket.ts'
import type { ServerEvents } from '../../../shared/contract/live.ts'
import type { fakeTime } from '../../client/fakeSocket.ts'
import type { Seeded } from '../../seeded.ts'

export type Time = Pick<ReturnType<typeof fakeTime>, 'now' | 'later' | 'pass'>

export interface LineParts {
  /** Where Socket.IO waits for connections: the engine that it was bound to. */
  engine: EventEmitter
  time: Time
  chance: Seeded
  /** The sign-in that stands in the handshake. */
  token: string
}

export interface BadLine extends LiveSocket {
  /** Breaks. The screen notices soon, the server when it notices; dialling is in vain for a while. */
  breaks(): void
  /** From now on it is a good line. */
  mends(): void
}

/** How an Engine.IO connection looks to Socket.IO. */
class Connection extends EventEmitter {
  readonly id = uuidv7()
  readonly protocol = 4
  readonly request = { headers: {}, connection: {} }
  readonly transport = { writable: true }
  readonly writeBuffer = []
  readyState: 'open' | 'closed' = 'open'
  readonly write: (packet: string) => void
  constructor(write: (packet: string) => void) {
    super()
    this.write = write
  }
  /** Called by the server. */
  close(): void {
    this.readyState = 'closed'
  }
  /** The server notices that nobody is there any more. */
  dies(): void {
    if (this.readyState === 'closed') return
    this.readyState = 'closed'
    this.emit('close', 'transport close')
  }
}

/** One direction: late, but in order. */
function inOrder({ time, late }: { time: Time; late: () => number }): (run: () => void) => void {
  let last = 0
  return (run) => {
    last = Math.max(last, time.now() + late())
    time.later(run, last - time.now())
  }
}

export function badLine({ engine, time, chance, token }: LineParts): BadLine {
  let hear: Partial<ServerEvents> = {}
  let onConnect = (): void => undefined
  let onLost = (_isFinal: boolean, _why: string): void => undefined
  let connection: Connection | null = null
  let connected = false
  let isGood = false
  let downUntil = 0
  let seenAs: string | undefined
  let stopDial = (): void => undefined

  const late = () => (isGood ? 10 : chance.below(chance.chance(0.05) ? 6_000 : 250))
  /** Unnoticed, as little as Socket.IO lets that happen: a delta, a question, a board that was put back. */
  const isLost = (part = 0.15) => !isGood && chance.chance(part)

  function lost(isFinal: boolean, why: string): void {
    connection = null
    connected = false
    onLost(isFinal, why)
    // Socket.IO dials again by itself, unless the server has ended it.
    if (!isFinal) dialIn(500 + chance.below(4_500))
  }

  function dialIn(ms: number): void {
    stopDial()
    stopDial = time.later(dial, ms)
  }

  function dial(): void {
    if (!isGood && time.now() < downUntil) return lost(false, 'timeout')
    const down = inOrder({ time, late })
    const opened = new Connection((packet) => {
      down(() => {
        if (connection === opened) arrived(packet)
      })
    })
    connection = opened
    engine.emit('connection', opened)
    opened.emit('data', `0${JSON.stringify({ token })}`)
  }

  /** Socket.IO's packets, by their first character. */
  function arrived(packet: string): void {
    const [kind] = packet
    if (kind === '0') {
      connected = true
      onConnect()
    } else if (kind === '1') lost(true, 'io server disconnect')
    else if (kind === '4') lost(true, (JSON.parse(packet.slice(1)) as { message: string }).message)
    else heard(...(JSON.parse(packet.slice(1)) as [keyof ServerEvents, never]))
  }

  function heard(event: keyof ServerEvents, about: never): void {
    if (event === 'board.delta' && isLost()) return
    if (event === 'board.reset') {
      // One for other eyes is never lost alone: nothing that follows on the same line would tell.
      const isForOthers = seenAs !== (about as { seenAs?: string }).seenAs
      if (!isForOthers && isLost(0.4)) return
      seenAs = (about as { seenAs?: string }).seenAs
    }
    hear[event]?.(about)
  }

  const up = inOrder({ time, late })
  return {
    get connected() {
      return connected
    },
    // Here a name and its listener meet without their types being tied together.
    on(event, listener) {
      ;(hear as Record<string, unknown>)[event] = listener
    },
    onConnect: (listener) => (onConnect = listener),
    onLost: (listener) => (onLost = listener),
    onHeard: () => undefined,
    follow(where) {
      const to = connection
      if (isLost()) return
      up(
        () =>
          to?.readyState === 'open' &&
          to === connection &&
          to.emit('data', `2${JSON.stringify(['board.follow', where])}`),
      )
    },
    connect() {
      if (connected) return
      connection?.dies()
      connection = null
      dialIn(late())
    },
    close() {
      stopDial()
      onConnect = onLost = () => undefined
      hear = {}
      connection?.dies()
      connection = null
      connected = false
    },
    breaks() {
      const broken = connection
      if (!broken) return
      connection = null
      downUntil = time.now() + chance.below(20_000)
      time.later(() => broken.dies(), chance.below(30_000))
      if (connected)
        time.later(() => connected && !connection && lost(false, 'transport close'), chance.below(3_000))
      else dialIn(chance.below(8_000))
    },
    mends() {
      isGood = true
    },
  }
}
