/**
 * The live board over Socket.IO, and the only place that knows it. Deltas go down, nothing but "here is
 * where I am" comes up. The cursor does the work: Socket.IO's own recovery stays off.
 */
import type { Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { type ClientEvents, Follow, type ServerEvents } from '../../shared/contract/live.ts'
import type { Auth, Signed } from '../auth.ts'
import type { Feeder, Outlet } from '../feed/feeder.ts'
import { type ViewerClass, viewerClassOf } from '../feed/viewer.ts'
import type { Crowd } from '../crowd.ts'
import { callerOf, type Cookies, isOwnOrigin } from '../http/caller.ts'
import type { Reads } from '../queries/run.ts'
import type { TurnedAway } from '../turnedAway.ts'

interface Kept {
  signed: Signed
  /** The room it follows from, once it has asked. */
  viewer?: ViewerClass
  asked: number
  askedSince: number
}
type LiveSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, Kept>

export interface LiveBoard {
  readonly outlet: Outlet
  attach(http: HttpServer, parts: LiveParts): void
  /** Sign-ins of this worker or session may have ended or changed: every socket is looked at again. */
  recheck(): Promise<void>
  sockets(): number
  /** The server is going down: every screen hears it now, and none comes any more. */
  tell(): void
  close(): Promise<void>
}

export interface LiveParts {
  crowd: Crowd
  auth: Auth
  cookies: Cookies
  feeder: Feeder
  reads: Reads
  turnedAway: TurnedAway
  doorCentreId: string
  origin: string | undefined
  /** The real clock: a socket outlives its token by no more than a minute. */
  now: () => number
  onFault: (error: unknown) => void
}

const room = (centreId: string, viewer: ViewerClass) => `${centreId} ${viewer}`
const rooms = (centreId: string, viewers: readonly ViewerClass[]) =>
  viewers.map((viewer) => room(centreId, viewer))
const mostUnsent = 1_000_000
/** How many of those that were cut off are remembered until they are back. */
const mostAnew = 1_000
/** Whoever asks more often than this in ten seconds is cut off. */
const mostAsked = 50

export function createLiveBoard(): LiveBoard {
  let io: Server<ClientEvents, ServerEvents, Record<string, never>, Kept> | null = null
  let parts: LiveParts | null = null
  let sweeping: NodeJS.Timeout | null = null
  let isGoingDown = false
  /** Sign-ins whose screen was cut off because it didn't read: what it holds is in doubt, it starts anew. */
  const startAnew = new Set<string>()
  const everSeen = new Map<string, Set<ViewerClass>>()

  const all = () => [...(io?.of('/').sockets.values() ?? [])] as LiveSocket[]

  /** Of the classes that somebody ever looked as, those whose room isn't empty. */
  function looking(centreId: string): ViewerClass[] {
    const filled = io?.of('/').adapter.rooms
    return [...(everSeen.get(centreId) ?? [])].filter((viewer) => filled?.has(room(centreId, viewer)))
  }

  /** What can't be done for a socket ends it: it dials again, and nobody else waits for it. */
  async function orCut(socket: LiveSocket, work: Promise<unknown>): Promise<void> {
    try {
      await work
    } catch (error) {
      parts?.onFault(error)
      socket.disconnect(true)
    }
  }

  async function follow(given: LiveParts, socket: LiveSocket, asked: unknown): Promise<void> {
    const parsed = Follow.safeParse(asked ?? {})
    if (!parsed.success) return void socket.disconnect(true)
    const now = await recheckOne(given, socket)
    const isAnew = startAnew.delete(socket.data.signed.actor.sessionId)
    if (now === 'stands') await show(given, socket, isAnew ? {} : parsed.data)
    else if (now === 'changed' && !socket.data.viewer) await show(given, socket, {})
  }

  /** Rights taken away act at once: ended sessions are cut, another class of viewer starts afresh. */
  async function recheckOne(given: LiveParts, socket: LiveSocket): Promise<'stands' | 'changed' | 'ended'> {
    const signed = await given.auth.again(socket.data.signed)
    // Also whoever has come to owe a second factor, by another role: as at the handshake.
    if (!signed || signed.actor.owesSecondFactor) {
      socket.disconnect(true)
      return 'ended'
    }
    const before = socket.data.signed.actor
    socket.data.signed = signed
    if (before.role === signed.actor.role && before.agencyId === signed.actor.agencyId) return 'stands'
    // What it held was made for other eyes: never a delta to that.
    if (socket.data.viewer) await show(given, socket, {})
    socket.emit('session.changed')
    return 'changed'
  }

  async function show({ feeder }: LiveParts, socket: LiveSocket, from: Follow): Promise<void> {
    const { actor } = socket.data.signed
    const { centreId } = actor
    const viewer = viewerClassOf(actor)
    const before = socket.data.viewer
    if (before && before !== viewer) await socket.leave(room(centreId, before))
    // Gone while it was looked at: whoever joins a room after that stays in it for ever.
    if (socket.disconnected) return
    // Join first, then read: what is committed in between comes by the room, and is never missed.
    everSeen.set(centreId, (everSeen.get(centreId) ?? new Set()).add(viewer))
    await socket.join(room(centreId, viewer))
    socket.data.viewer = viewer
    // Made for other eyes, before its rights changed while it was away: a delta would leave on it what these mayn't see.
    const isTheirs = from.seenAs === undefined || from.seenAs === viewer
    const answer = await feeder.catchUp(centreId, viewer, isTheirs ? from : {})
    // Its rights changed while it was looked for: it has been shown what it may see by now.
    if (socket.data.viewer !== viewer) return
    if ('reset' in answer) socket.emit('board.reset', { ...answer.reset, seenAs: viewer })
    else socket.emit('board.delta', answer.delta)
  }

  /** Every second: who has outlived a token by a minute, and who doesn't read what they are sent. */
  function sweep(): void {
    if (!parts) return
    const now = parts.now()
    for (const socket of all()) {
      if (now > socket.data.signed.endsAt + 55_000) socket.disconnect(true)
      else if (unsent(socket) > mostUnsent) {
        if (startAnew.size > mostAnew) startAnew.clear()
        startAnew.add(socket.data.signed.actor.sessionId)
        socket.disconnect(true)
        // A goodbye would wait behind all that they don't read.
        lineOf(socket).transport.socket?.terminate?.()
      }
    }
  }

  return {
    outlet: {
      classes: looking,
      delta: (centreId, viewers, delta) => io?.to(rooms(centreId, viewers)).emit('board.delta', delta),
      reset(centreId, viewers, board) {
        for (const seenAs of viewers) io?.to(room(centreId, seenAs)).emit('board.reset', { ...board, seenAs })
      },
      callLead(centreId, staffIds) {
        for (const socket of all()) {
          const { actor } = socket.data.signed
          const isLead = staffIds.length === 0 ? actor.role === 'manager' : staffIds.includes(actor.staffId)
          if (isLead && actor.centreId === centreId) socket.emit('session.changed')
        }
      },
      callReaders(centreId, sessionIds) {
        for (const socket of all()) {
          const { actor } = socket.data.signed
          if (actor.centreId === centreId && sessionIds.has(actor.sessionId)) socket.emit('session.changed')
        }
      },
    },
    attach(http, given) {
      parts = given
      const { auth, cookies, origin, now } = given
      const tell = (why: 'signedOut' | 'notAllowed') =>
        given.turnedAway.tell(why, { call: 'socket', centreId: given.doorCentreId })
      io = new Server(http, {
        transports: ['websocket'],
        perMessageDeflate: false,
        httpCompression: false,
        serveClient: false,
        maxHttpBufferSize: 16_384,
        pingInterval: 20_000,
        pingTimeout: 15_000,
        // A browser on another page may not even open the socket; programs send no Origin.
        allowRequest: (req, answer) => {
          const isOurs = req.headers.origin === undefined || isOwnOrigin(req, origin)
          if (!isOurs) tell('notAllowed')
          answer(null, isOurs && !isGoingDown && !given.crowd.isLate(req))
        },
      })
      io.use((socket, next) => {
        const said: unknown = (socket.handshake.auth as Record<string, unknown>).token
        const caller = typeof said === 'string' ? { token: said } : callerOf(socket.request, cookies)
        const byCookie = typeof said !== 'string'
        if (!caller || (byCookie && !isOwnOrigin(socket.request, origin))) return next(new Error('signedOut'))
        auth.signed(caller.token).then(
          (signed) => {
            if (!signed) {
              tell('signedOut')
              return next(new Error('signedOut'))
            }
            if (signed.actor.owesSecondFactor) return next(new Error('notAllowed'))
            socket.data = { signed, asked: 0, askedSince: now() }
            next()
          },
          () => next(new Error('unavailable')),
        )
      })
      io.on('connection', (socket) => {
        const { actor } = socket.data.signed
        given.reads.boardOpened(actor)
        // Whether or not it ever follows: while its centre's picture is open, an ended sign-in is heard of.
        void orCut(socket, given.feeder.picture(actor.centreId))
        socket.use((_packet, next) => {
          if (isFlooding(socket, now())) socket.disconnect(true)
          else next()
        })
        socket.on('board.follow', (asked) => void orCut(socket, follow(given, socket, asked)))
      })
      sweeping = setInterval(sweep, 1_000)
      sweeping.unref()
    },
    async recheck() {
      const given = parts
      if (given) await Promise.all(all().map((socket) => orCut(socket, recheckOne(given, socket))))
    },
    sockets: () => all().length,
    tell() {
      isGoingDown = true
      io?.disconnectSockets(true)
    },
    async close() {
      if (sweeping) clearInterval(sweeping)
      await io?.close()
    },
  }
}

function isFlooding(socket: LiveSocket, now: number): boolean {
  const { data } = socket
  if (now - data.askedSince > 10_000) {
    data.askedSince = now
    data.asked = 0
  }
  return ++data.asked > mostAsked
}

/** Two worlds meet: what Socket.IO keeps of a line for itself. */
interface Line {
  transport: { socket?: { bufferedAmount?: number; terminate?: () => void } }
  writeBuffer: readonly { data?: string | Uint8Array }[]
}
const lineOf = (socket: LiveSocket) => socket.conn as unknown as Line

/**
 * Bytes waiting for a client that doesn't read: what the web socket under it holds, and what waits before
 * that for its turn, which is most of it. Socket.IO tells neither, so both are looked at.
 */
function unsent(socket: LiveSocket): number {
  const { transport, writeBuffer } = lineOf(socket)
  const waiting = writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
  return (transport.socket?.bufferedAmount ?? 0) + waiting
}
