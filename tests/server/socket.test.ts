/** The socket's own rules, with a sign-in and a feed that do as the test says: who is cut, and who isn't. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io, type Socket } from 'socket.io-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Signed } from '../../server/auth.ts'
import type { Actor } from '../../server/commands/handler.ts'
import { createCookies } from '../../server/http/caller.ts'
import { createLiveBoard, type LiveBoard, type LiveParts } from '../../server/socket/board.ts'
import type { Board } from '../../shared/contract/board.ts'
import type { ClientEvents, ServerEvents } from '../../shared/contract/live.ts'
import type { Role } from '../../shared/contract/role.ts'

type Line = Socket<ServerEvents, ClientEvents>

const board: Board = { epoch: 'e', to: 7, cards: [], team: [] }
const delta = { epoch: 'e', from: 7, to: 8, puts: [], gone: [] }

let live: LiveBoard
let url: string
let roles: Map<string, Role | Error>
let faults: unknown[]
let http: ReturnType<typeof createServer>
let lines: Line[]

/** A token is the worker's name here, and stands for as long as `roles` says. */
function signedAs(name: string): Promise<Signed | null> {
  const role = roles.get(name)
  if (role instanceof Error) return Promise.reject(role)
  const actor = { centreId: 'c', sessionId: name, staffId: name, role, agencyId: 'a' } as Actor
  return Promise.resolve(role ? { actor, endsAt: Infinity, isOld: false } : null)
}

beforeEach(async () => {
  roles = new Map<string, Role>([
    ['peer', 'peer'],
    ['desk', 'desk'],
    ['housing', 'housing'],
  ])
  faults = []
  lines = []
  live = createLiveBoard()
  http = createServer()
  live.attach(http, {
    auth: {
      signed: signedAs,
      again: (before: Signed) => signedAs(before.actor.sessionId),
    } as LiveParts['auth'],
    cookies: createCookies(false),
    feeder: {
      picture: () => Promise.resolve(),
      catchUp: (_centre: string, _viewer: string, { since }: { since?: number }) =>
        Promise.resolve(since === undefined ? { reset: board } : { delta }),
    } as unknown as LiveParts['feeder'],
    crowd: { isFull: () => false, isLate: () => false },
    reads: { boardOpened: () => undefined } as unknown as LiveParts['reads'],
    turnedAway: { tell: () => undefined },
    doorCentreId: 'c',
    origin: undefined,
    now: () => Date.now(),
    onFault: (error) => void faults.push(error),
  })
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
})
afterEach(async () => {
  for (const line of lines) line.disconnect()
  await live.close()
})

async function dial(token: string): Promise<Line> {
  const line: Line = io(url, { transports: ['websocket'], auth: { token }, reconnection: false })
  lines.push(line)
  await new Promise<void>((connected) => line.once('connect', connected))
  return line
}
const cut = (line: Line) => new Promise<string>((heard) => line.once('disconnect', heard))
const whole = (line: Line) => new Promise<Board>((heard) => line.once('board.reset', heard))

test('a check that fails cuts that socket and goes on to the next', async () => {
  const [peer, desk, housing] = [await dial('peer'), await dial('desk'), await dial('housing')]
  const ends = [cut(peer), cut(housing)]
  roles.set('peer', new Error('the database is away'))
  roles.delete('housing')
  await live.recheck()
  expect(await Promise.all(ends)).toEqual(['io server disconnect', 'io server disconnect'])
  expect(desk.connected).toBe(true)
  expect(faults).toHaveLength(1)
})

test('following asks again who it is: an ended sign-in sees nothing', async () => {
  const peer = await dial('peer')
  roles.delete('peer')
  const ended = cut(peer)
  peer.emit('board.follow', {})
  expect(await ended).toBe('io server disconnect')
})

test('who comes back with other rights gets the whole board, never a delta to the old one', async () => {
  const peer = await dial('peer')
  const first = whole(peer)
  peer.emit('board.follow', {})
  await first
  roles.set('peer', 'administrator')
  const [again, told] = [whole(peer), new Promise<void>((heard) => peer.once('session.changed', heard))]
  peer.emit('board.follow', { since: 7, epoch: 'e' })
  await Promise.all([again, told])
  expect(live.outlet.classes('c')).toEqual(['settings a'])
})

test('a message that is larger than any of ours ends its line, and no other', async () => {
  const [large, other] = [await dial('desk'), await dial('peer')]
  const heard = cut(large)
  // Beside what the contract has: nobody listens for it, so only its size can end the line.
  const emit = large.emit.bind(large) as (name: string, words: string) => void
  emit('nobody.listens', 'a'.repeat(20_000))
  expect(await heard).toBe('transport close')
  expect(other.connected).toBe(true)
})

test('anything sent without end is too much, also what nobody listens for', async () => {
  const [peer, desk] = [await dial('peer'), await dial('desk')]
  const ended = cut(peer)
  for (let i = 0; i < 80; i++) (peer as Socket).emit('made.up', i)
  expect(await ended).toBe('io server disconnect')
  expect(desk.connected).toBe(true)
})

test('who doesn’t read what they are sent is cut off, and nobody else is', async () => {
  const [peer, desk] = [await dial('peer'), await dial('desk')]
  for (const line of [peer, desk]) {
    const first = whole(line)
    line.emit('board.follow', {})
    await first
  }
  const under = peer.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }
  under.ws._socket.pause()
  let heard = 0
  desk.on('board.delta', () => heard++)
  const gone = ['x'.repeat(1_000_000)]
  let sent = 0
  // Until the machine's own buffers are full, which is megabytes, and a sweep has looked.
  await expect
    .poll(
      () => {
        if (live.sockets() > 1) live.outlet.delta('c', ['team a'], { ...delta, gone, to: 8 + sent++ })
        return live.sockets()
      },
      { timeout: 30_000 },
    )
    .toBe(1)
  await expect.poll(() => heard, { timeout: 30_000 }).toBe(sent)
  expect(desk.connected).toBe(true)
})

test('a server that stops tells its sockets', async () => {
  const peer = await dial('peer')
  const ended = cut(peer)
  await live.close()
  expect(['io server disconnect', 'transport close']).toContain(await ended)
})
