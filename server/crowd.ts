/**
 * Every connection is an open file, and a process may have only so many. The last of them are kept for the database
 * and for whoever asks how the server is: those who come when it is full are told to come back, and those who are
 * served don't notice.
 */
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

export interface Crowd {
  /** Whether more connections are open than are served. */
  isFull(): boolean
  /** Whether this request came on a connection that was one too many. */
  isLate(req: Pick<IncomingMessage, 'socket'>): boolean
}

/** Connections that are open only for long enough to be told to come back. */
const spare = 20

export function createCrowd(server: Server, most: number): Crowd {
  const late = new WeakSet<Socket>()
  let open = 0
  server.maxConnections = most + spare
  server.on('connection', (socket: Socket) => {
    open += 1
    if (open > most) late.add(socket)
    socket.once('close', () => (open -= 1))
  })
  return { isFull: () => open > most, isLate: ({ socket }) => late.has(socket) }
}

/** What a process has open beside its connections: the database on every connection to it, logs, pages, a backup. */
const ownFiles = 100

/** How many connections this process may serve; where the system doesn't say how many files it may open, any number. */
export function mostConnections(limits = '/proc/self/limits'): number {
  const text = existsSync(limits) ? readFileSync(limits, 'utf8') : ''
  const files = Number(/^Max open files\s+(\d+)/m.exec(text)?.[1] ?? Infinity)
  return Math.max(10, files - ownFiles)
}
