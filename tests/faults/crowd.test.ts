/* Why: too much at once. 2,000 presses, a thousand screens that come back in one moment, and a screen that never
   reads: everything is answered, memory stays bounded, and the others don't notice. */
import { io, type Socket } from 'socket.io-client'
import { uuidv7 } from 'uuidv7'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { apply, type HeldBoard, reset } from '../../shared/domain/board.ts'
import type { ClientEvents, ServerEvents } from '../../shared/contract/live.ts'
import { type Crashing, startCrashing } from './crashing.ts'
import { makePlace, type Place } from './place.ts'
import { assertKept, assertSameBoards } from './proof.ts'
import { type Press, sender, signIn } from './workers.ts'

type Line = Socket<ServerEvents, ClientEvents>
const patiently = { timeout: 50_000 }

let place: Place
let server: Crashing
let token: string
beforeEach(async () => {
  place = await makePlace()
  server = await startCrashing(place)
  token = await signIn(server.url, 'desk')
})
afterEach(async () => {
  await server.end()
  place.remove()
})

async function megabytes(): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 2 ** 20
}

/** A screen that keeps its own picture. */
function screen() {
  let held: HeldBoard | null = null
  const line: Line = io(server.url, { transports: ['websocket'], auth: { token }, forceNew: true })
  const follow = () => line.emit('board.follow', held ? { since: held.to, epoch: held.epoch } : {})
  line.on('connect', () => void follow())
  line.on('board.reset', (board) => void (held = reset(held, board)))
  line.on('board.delta', (delta) => {
    if (!held || apply(held, delta) === 'gap') follow()
  })
  return { line, held: () => held }
}

const arrivals = (count: number): Press[] =>
  Array.from({ length: count }, () => {
    return { name: 'visit.arrive', key: uuidv7(), visitId: uuidv7(), answer: null }
  })

test('2,000 presses at once: all answered, all true, memory bounded', async () => {
  const screens = Array.from({ length: 20 }, screen)
  await expect.poll(() => screens.every(({ held }) => held() !== null), patiently).toBe(true)
  const before = await megabytes()
  const presses = arrivals(2_000)
  const send = sender(server.url, token)
  // As a screen does: with the same key, until it is answered.
  const all = presses.map(async (press) => {
    while (!press.answer) press.answer = await send(press.name, { visitId: press.visitId }, press.key)
  })
  await Promise.all(all)
  expect(new Set(presses.map(({ answer }) => answer?.status))).toEqual(new Set([200]))
  await assertSameBoards(server.url, screens)
  // A fraction of what it would take if each screen had a copy of its own.
  expect((await megabytes()) - before).toBeLessThan(400)
  for (const { line } of screens) line.disconnect()
  await assertKept(place.databaseUrl, presses)
}, 300_000)

test('a thousand screens that come back in one moment all show what was pressed meanwhile', async () => {
  const screens = Array.from({ length: 1_000 }, screen)
  await expect.poll(() => screens.every(({ held }) => held() !== null), patiently).toBe(true)
  const before = await megabytes()
  for (const { line } of screens) line.io.engine.close()
  const [press] = arrivals(1)
  if (!press) throw new Error('nobody pressed')
  press.answer = await sender(server.url, token)(press.name, { visitId: press.visitId }, press.key)
  expect(press.answer?.status).toBe(200)
  await expect.poll(() => screens.every(({ held }) => held()?.cards.has(press.visitId)), patiently).toBe(true)
  expect((await megabytes()) - before).toBeLessThan(400)
  for (const { line } of screens) line.disconnect()
}, 300_000)

test('a screen that never reads is cut off and starts with a whole board; another doesn’t notice', async () => {
  const [deaf, other] = [screen(), screen()]
  await expect.poll(() => deaf.held() !== null && other.held() !== null, patiently).toBe(true)
  // Two worlds meet: only the socket under the library can stop reading.
  const under = deaf.line.io.engine.transport as unknown as { ws: { _socket: { pause(): void } } }
  under.ws._socket.pause()
  const connected = async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text()
    return Number(/^alongside_sockets (\S+)/m.exec(text)?.[1])
  }
  const send = sender(server.url, token)
  const arrive = ({ name, key, visitId }: Press) => send(name, { visitId, label: 'x'.repeat(80) }, key)
  await Promise.all(arrivals(500).map(arrive))
  const admin = sender(server.url, await signIn(server.url, 'admin'))
  const before = await megabytes()
  // A new room is news for every card of the board.
  for (let nth = 0; (await connected()) > 1; nth++) {
    await admin('space.add', { name: `Room ${nth}`, kind: 'talkingRoom' }, uuidv7())
  }
  expect((await megabytes()) - before).toBeLessThan(200)
  const [last] = arrivals(1)
  if (last) await arrive(last)
  await expect.poll(() => other.held()?.cards.has(last?.visitId ?? ''), patiently).toBe(true)
  expect(other.line.connected).toBe(true)

  const anew = new Promise<boolean>((heard) => {
    deaf.line.once('board.reset', () => heard(true))
    deaf.line.once('board.delta', () => heard(false))
  })
  deaf.line.io.engine.close()
  expect(await anew).toBe(true)
  for (const { line } of [deaf, other]) line.disconnect()
}, 300_000)
