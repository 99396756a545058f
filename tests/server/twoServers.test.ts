/** Two servers on one PostgreSQL serve one board: what is done at one is seen at the other, and rights too. */
import { uuidv7 } from 'uuidv7'
import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { dialect } from '../../db/portable.ts'
import { type App, createApp } from '../../server/app.ts'
import type { Board } from '../../shared/contract/board.ts'
import { apply, type HeldBoard, reset } from '../../shared/domain/board.ts'
import type { BoardDelta } from '../../shared/contract/live.ts'
import { believedFor } from '../../server/features/session/actors.ts'
import { secret, startCentre, type TestCentre } from '../harness.ts'

// One file cannot be written by two servers: SQLite is for one.
describe.runIf(dialect === 'postgres')('two servers on one database', () => {
  let centre: TestCentre
  let other: App
  let url: string
  /** By how much the other server's clock is ahead, ms. */
  let ahead = 0
  beforeAll(async () => {
    centre = await startCentre()
    const db = await openDatabase({ url: centre.db.url })
    other = createApp({
      db,
      databaseUrl: centre.db.url,
      clock: centre.clock,
      now: () => Date.now() + ahead,
      newId: uuidv7,
      secrets: [secret],
      origin: undefined,
      doorCentreId: centre.id,
      log: { fault: (_id, error) => void centre.faults.push(error), info: () => undefined },
    })
    await new Promise<void>((resolve) => other.server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(other.server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await other.close()
    await centre.close()
  })

  test('a board followed at one shows what fifty commands at the other did', async () => {
    const socket = io(url, { transports: ['websocket'], auth: { token: centre.as('peer').token } })
    let held: HeldBoard | null = null
    const follow = () => socket.emit('board.follow', held ? { since: held.to, epoch: held.epoch } : {})
    socket.on('connect', follow)
    socket.on('board.reset', (board: Board) => void (held = reset(held, board)))
    socket.on('board.delta', (delta: BoardDelta) => {
      if (!held || apply(held, delta) === 'gap') follow()
    })
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => centre.as('desk').call('visit.arrive', { wants: ['peer'] })),
    )
    const last = Math.max(...answers.map(({ body }) => Number(body.seq)))
    await expect.poll(() => held?.to ?? -1, { timeout: 20_000 }).toBeGreaterThanOrEqual(last)
    const truth = (await centre.as('peer').ask('board')).body as Board
    const cards = [...((held as HeldBoard | null)?.cards.values() ?? [])]
    expect(cards.map((card) => card.id).sort()).toEqual(truth.cards.map((card) => card.id).sort())
    socket.disconnect()
  })

  test('two workers at two servers: exactly one goes', async () => {
    const visitId = await centre.arrive()
    const go = (base: string, token: string) =>
      fetch(`${base}/api/visit.pickUp`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ visitId }),
      })
    const [one, two] = await Promise.all([
      go(centre.url, centre.as('peer').token),
      go(url, centre.as('clinician').token),
    ])
    expect([one.status, two.status].sort()).toEqual([200, 409])
  })

  test('who is switched off at one is nobody at the other a few seconds later, though nobody looks at a board there', async () => {
    // Another centre on the same database: the other server has no picture of it, and hears nothing.
    const quiet = await startCentre({ db: { ...centre.db, announce: () => Promise.resolve() } })
    const { token, staffId } = quiet.as('benefits')
    const people = async () => {
      const headers = { authorization: `Bearer ${token}` }
      return (await fetch(`${url}/api/people?startsWith=sam`, { headers })).status
    }
    expect(await people()).toBe(200)
    await quiet.as('administrator').call('account.switchOff', { staffId })
    ahead += believedFor
    expect(await people()).toBe(401)
    const renewed = await fetch(`${url}/api/session.renew`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(renewed.status).toBe(401)
    await quiet.stop()
  })

  test('a socket that never followed is cut too', async () => {
    const quiet = await startCentre({ db: centre.db })
    const { token, staffId } = quiet.as('benefits')
    const socket = io(url, { transports: ['websocket'], auth: { token }, reconnection: false })
    await new Promise((connected) => socket.once('connect', () => connected(true)))
    const ended = new Promise<string>((heard) => socket.once('disconnect', heard))
    await quiet.as('administrator').call('account.switchOff', { staffId })
    expect(await ended).toBe('io server disconnect')
    await quiet.stop()
  })

  test('a word that is lost between servers costs time and nothing else', async () => {
    const deaf = await startCentre({ db: { ...centre.db, announce: () => Promise.resolve() } })
    const socket = io(url, { transports: ['websocket'], auth: { token: deaf.as('peer').token } })
    const first = new Promise<Board>((heard) => socket.once('board.reset', heard))
    socket.on('connect', () => socket.emit('board.follow', {}))
    await first
    const delta = new Promise<BoardDelta>((heard) => socket.once('board.delta', heard))
    const visitId = await deaf.arrive()
    expect((await delta).puts.map((card) => card.id)).toEqual([visitId])
    socket.disconnect()
    await deaf.stop()
  })

  test('who is switched off at one is cut off at the other', async () => {
    const { token, staffId } = centre.as('housing')
    const socket = io(url, { transports: ['websocket'], auth: { token }, reconnection: false })
    await new Promise((connected) => socket.once('connect', () => connected(true)))
    const ended = new Promise<string>((heard) => socket.once('disconnect', heard))
    socket.emit('board.follow', {})
    await centre.as('administrator').call('account.switchOff', { staffId })
    expect(await ended).toBe('io server disconnect')
    const answer = await fetch(`${url}/api/board`, { headers: { authorization: `Bearer ${token}` } })
    expect(answer.status).toBe(401)
  })
})
