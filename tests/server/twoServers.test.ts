/** Two servers on one PostgreSQL serve one board: what is done at one is seen at the other, and rights too. */
import { uuidv7 } from 'uuidv7'
import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../db/open.ts'
import { dialect } from '../../db/portable.ts'
import { type App, createApp } from '../../server/app.ts'
import type { Board } from '../../shared/contract/board.ts'
import { apply, type Held, reset } from '../../shared/domain/board.ts'
import type { BoardDelta } from '../../shared/contract/live.ts'
import { secret, startCentre, type TestCentre } from '../harness.ts'

// One file cannot be written by two servers: SQLite is for one.
describe.runIf(dialect === 'postgres')('two servers on one database', () => {
  let centre: TestCentre
  let other: App
  let url: string
  beforeAll(async () => {
    centre = await startCentre()
    const db = await openDatabase({ url: centre.db.url })
    other = createApp({
      db,
      databaseUrl: centre.db.url,
      clock: centre.clock,
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
    let held: Held | null = null
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
    const cards = [...((held as Held | null)?.cards.values() ?? [])]
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
