/* Why: Socket.IO behind the few things we use, fetched when somebody has signed in and not before. Websocket
   alone: no sticky sessions, no polling. Its own recovery isn't used: the cursor does the work. */
import type { Socket } from 'socket.io-client'
import type { ClientEvents, Follow, ServerEvents } from '../../shared/contract/live.ts'

/** What live.ts needs of a socket; a test brings its own. */
export interface LiveSocket {
  readonly connected: boolean
  on<E extends keyof ServerEvents>(event: E, hear: ServerEvents[E]): void
  onConnect(hear: () => void): void
  /** `isFinal`: it won't try again by itself. */
  onLost(hear: (isFinal: boolean, why: string) => void): void
  /** The server was heard, though it had nothing to tell. */
  onHeard(hear: () => void): void
  follow(where: Follow): void
  connect(): void
  close(): void
}

/** Opens a socket to our own origin, as whoever the cookie says. */
export async function openSocket(): Promise<LiveSocket> {
  const { io } = await import('socket.io-client')
  const socket: Socket<ServerEvents, ClientEvents> = io({
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    timeout: 8_000,
    autoConnect: false,
  })
  return {
    get connected() {
      return socket.connected
    },
    on(event, hear) {
      // Socket.IO's own types can't follow a generic event name; the names and shapes are the contract's.
      socket.on(event, hear as never)
    },
    onConnect: (hear) => void socket.on('connect', hear),
    onLost(hear) {
      const lost = (why: string): void => {
        const isFinal = !socket.active
        // Nobody can see the page: nothing is dialled before somebody does (App.vue).
        if (document.hidden) socket.disconnect()
        hear(isFinal && !document.hidden, why)
      }
      socket.on('disconnect', lost)
      socket.on('connect_error', (error) => lost(error.message))
    },
    onHeard: (hear) => void socket.io.on('ping', hear),
    follow: (where) => void socket.emit('board.follow', where),
    connect() {
      // disconnect first: while it is waiting for its next turn, connect alone does nothing.
      if (!socket.connected) socket.disconnect().connect()
    },
    close() {
      socket.removeAllListeners().disconnect()
    },
  }
}
