/* Why: the built server, as a process on the Node it will meet at a centre, does the first thing it is for:
   somebody walks in, and is on every board. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ClientEvents, ServerEvents } from '../../shared/contract/live.ts'
import { type BuiltServer, startBuilt } from './builtServer.ts'

let server: BuiltServer
let token: string
let seen: string

const dataFolder = mkdtempSync(join(tmpdir(), 'alongside-walk-in-'))

beforeAll(async () => {
  server = await startBuilt({ dataFolder })
})
afterAll(async () => {
  await server.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

async function post(name: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token) headers.authorization = `Bearer ${token}`
  const response = await fetch(`${server.url}/api/${name}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  // What came over the wire is looked at below.
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** The ids on the board, as a program asks for it. */
async function onBoard(): Promise<string[]> {
  const response = await fetch(`${server.url}/api/board`, { headers: { authorization: `Bearer ${token}` } })
  const board = (await response.json()) as { cards: { id: string }[] }
  return board.cards.map((card) => card.id)
}

test('it is alive and ready', async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
})

test('a page comes small over a poor line', async () => {
  const page = await fetch(`${server.url}/desk`)
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? ''
  for (const encoding of ['br', 'gzip']) {
    const answer = await fetch(`${server.url}${script}`, { headers: { 'accept-encoding': encoding } })
    expect(answer.headers.get('content-encoding')).toBe(encoding)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(await answer.text()).toContain('import')
  }
})

test('the desk signs in', async () => {
  const refused = await post('session.signIn', { username: 'desk', password: 'a guess' })
  expect(refused.status).toBe(401)
  const answer = await post('session.signIn', { username: 'desk', password: 'alongside-demo' })
  expect(answer.status).toBe(200)
  token = String(answer.body.token)
})

test('somebody walks in with nothing asked, and is on the board and on a live screen', async () => {
  const screen: Socket<ServerEvents, ClientEvents> = io(server.url, {
    transports: ['websocket'],
    auth: { token },
  })
  try {
    const first = new Promise<void>((done) => screen.once('board.reset', () => done()))
    const shown = new Set<string>()
    screen.on('board.delta', ({ puts }) => puts.forEach((card) => shown.add(card.id)))
    screen.emit('board.follow', {})
    await first
    const arrived = await post('visit.arrive', {})
    expect(arrived.status).toBe(200)
    seen = String(arrived.body.id)
    await expect.poll(() => [...shown], { timeout: 30_000 }).toContain(seen)
  } finally {
    screen.disconnect()
  }
  expect(await onBoard()).toContain(seen)
})

test('asked to stop it does, with a clean exit; started again, it has lost nobody', async () => {
  expect(await server.stop()).toBe(0)
  server = await startBuilt({ dataFolder })
  expect(await onBoard()).toContain(seen)
})

test('a wrong setting stops the start with a sentence that names it', async () => {
  await expect(startBuilt({ environment: { PORT: 'three thousand' } })).rejects.toThrow(/PORT must be/)
})
