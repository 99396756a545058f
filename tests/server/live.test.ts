/** The live board over a real socket: who may follow it, what comes, and who is cut off at once. */
import { io } from 'socket.io-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Board } from '../../shared/contract/board.ts'
import type { BoardDelta } from '../../shared/contract/live.ts'
import { boardFor, deltaFor } from '../../server/feed/delta.ts'
import { startCentre, type TestCentre, type Worker } from '../harness.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await startCentre()
})
afterAll(() => centre.close())

type Live = Awaited<ReturnType<Worker['live']>>
const reset = (socket: Live) => new Promise<Board>((heard) => socket.once('board.reset', heard))
const delta = (socket: Live) => new Promise<BoardDelta>((heard) => socket.once('board.delta', heard))
const cut = (socket: Live) => new Promise<string>((heard) => socket.once('disconnect', heard))

async function following(worker: Worker): Promise<{ socket: Live; board: Board }> {
  const socket = await worker.live()
  const board = reset(socket)
  socket.emit('board.follow', {})
  return { socket, board: await board }
}

describe('following', () => {
  test('a first follow gets the whole board, the same as GET /api/board', async () => {
    const visitId = await centre.arrive({ label: 'Rosa' })
    const { board } = await following(centre.as('peer'))
    const asked = (await centre.as('peer').ask('board')).body as Board
    expect(board).toEqual({ ...asked, seenAs: `team ${centre.as('peer').agencyId}` })
    expect(board.cards.map((card) => card.id)).toContain(visitId)
  })

  test('what happens next comes as a delta that begins where the picture ended', async () => {
    const { socket, board } = await following(centre.as('peer'))
    const coming = delta(socket)
    const visitId = await centre.arrive({ label: 'Ben', wants: ['peer'] })
    const { from, to, puts, gone, epoch } = await coming
    expect({ from, epoch, gone }).toEqual({ from: board.to, epoch: board.epoch, gone: [] })
    expect(to).toBeGreaterThan(from)
    expect(puts).toMatchObject([{ id: visitId, label: 'Ben', doing: 'justArrived', wants: ['peer'] }])
  })

  test('a goodbye comes as gone', async () => {
    const visitId = await centre.arrive()
    const { socket } = await following(centre.as('peer'))
    const coming = delta(socket)
    await centre.as('desk').call('visit.leave', { visitId })
    expect((await coming).gone).toEqual([visitId])
  })

  test('who comes back gets only what they missed', async () => {
    const { socket, board } = await following(centre.as('peer'))
    socket.disconnect()
    const visitId = await centre.arrive({ label: 'Dev' })
    const again = await centre.as('peer').live()
    const coming = delta(again)
    again.emit('board.follow', { since: board.to, epoch: board.epoch })
    const missed = await coming
    expect(missed.from).toBe(board.to)
    expect(missed.puts.map((card) => card.id)).toEqual([visitId])
  })

  test.each([
    ['another epoch', (board: Board) => ({ since: board.to, epoch: 'another' })],
    ['a number that is still to come', (board: Board) => ({ since: board.to + 5_000, epoch: board.epoch })],
    [
      'what was made for other eyes',
      (board: Board) => ({ since: board.to, epoch: board.epoch, seenAs: 'settings' }),
    ],
    ['too long ago', (board: Board) => ({ since: 0, epoch: board.epoch })],
  ])('from %s the whole board comes', async (_what, at) => {
    const { board } = await following(centre.as('peer'))
    const socket = await centre.as('peer').live()
    const coming = reset(socket)
    socket.emit('board.follow', at(board))
    expect((await coming).cards.length).toBe(board.cards.length)
  })

  test('who is on travels with the change that changed it', async () => {
    const { socket } = await following(centre.as('clinician'))
    const coming = delta(socket)
    await centre.as('housing').call('team.on', {})
    expect((await coming).team).toMatchObject([{ name: 'housing worker', role: 'housing', isLead: false }])
    await centre.as('housing').call('team.off', {})
  })
})

describe('what each class of viewer sees', () => {
  test('reasons only where the person said so, and the hidden one never', async () => {
    const reasons = ['sleep', 'someoneIsHurtingMe']
    const silent = await centre.arrive({ label: 'Silent', reasons })
    const open = await centre.arrive({ label: 'Open', reasons, reasonsShown: true })
    const { board } = await following(centre.as('peer'))
    const of = (id: string) => board.cards.find((card) => card.id === id)
    expect(of(silent)).toMatchObject({ reasons: [], hasReasons: true })
    expect(of(open)).toMatchObject({ reasons: ['sleep'], hasReasons: true })
    expect(JSON.stringify(board)).not.toContain('someoneIsHurtingMe')
  })

  test('an administrator sees no words', async () => {
    await centre.arrive({
      label: 'Told',
      words: 'The letters frighten me',
      wordsShown: true,
      wantsNote: 'soon',
    })
    const { board } = await following(centre.as('administrator'))
    expect(JSON.stringify(board)).not.toMatch(/letters frighten|soon/)
    expect(JSON.stringify((await following(centre.as('peer'))).board)).toContain('letters frighten')
  })

  test('a wall shows a name only where the person agreed, and nothing of what they said', async () => {
    const wants = ['peer']
    await centre.arrive({
      label: 'Hidden Name',
      wants,
      wantsNote: 'a note',
      reasons: ['sleep'],
      reasonsShown: true,
    })
    const visitId = await centre.arrive({ label: 'Shown Name', wants, nameOnWall: true })
    await centre.as('peer').call('visit.pickUp', { visitId })
    const enrolled = await centre.as('manager').send('screen.enrol', { name: 'Lounge' })
    expect(enrolled.status).toBe(200)
    const { token } = centre.app.auth.issue({ sessionId: String(enrolled.body.id), centreId: centre.id })
    const answer = await fetch(`${centre.url}/api/board`, { headers: { authorization: `Bearer ${token}` } })
    const text = await answer.text()
    expect(text).toContain('Shown Name')
    expect(text).not.toMatch(/Hidden Name|a note|sleep/)
    // Whether somebody is coming counts on a wall; who it is doesn't.
    const shown = (JSON.parse(text) as Board).cards.find((card) => card.id === visitId)
    expect(shown).toMatchObject({ doing: 'onTheWay', with: [{ name: '', staffId: '', begunAt: null }] })
    const visit = await fetch(`${centre.url}/api/visit?visitId=${await centre.arrive()}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(visit.status).toBe(403)
  })
})

describe('a card for the wall', () => {
  test('says of itself what the team’s says, by the same facts, and nothing of whom they’d like', async () => {
    const own = await startCentre({ db: centre.db })
    const { lounge, guestRoom } = own.spaces
    const peer = own.as('peer')
    const someone = [{ wants: ['housing', 'aWoman'] }, { wants: ['justToBeHere'] }, {}, { spaceId: lounge }]
    for (const about of someone) {
      await own.arrive(about)
      await own.arrive({ ...about, welcomed: true })
      await peer.call('visit.pickUp', { visitId: await own.arrive(about) })
      await own.arrive({ ...about, spaceId: guestRoom, welcomed: true })
    }
    const asked = { wants: ['justToBeHere'], wantsStaff: [peer.staffId], welcomed: true }
    await own.arrive(asked)
    const picture = await own.app.feeder.picture(own.id)
    const now = own.clock.now()
    const wall = boardFor(picture, 'wall', now).cards
    const doings = (cards: Board['cards']) => cards.map((card) => [card.id, card.doing])
    expect(doings(wall)).toEqual(doings(boardFor(picture, 'team', now).cards))
    for (const card of wall) expect([null, ['anyone'], ['justToBeHere']]).toContainEqual(card.wants)
    await own.stop()
  })

  test('is never of somebody who has gone, also while we’re worried about them', async () => {
    const visitId = await centre.arrive({ label: 'Gone', nameOnWall: true })
    const before = await centre.app.feeder.picture(centre.id)
    const from = before.to
    await centre.as('desk').call('visit.leave', { visitId, ending: 'left_worried' })
    const picture = await centre.app.feeder.picture(centre.id)
    const of = (viewer: 'team' | 'wall') =>
      boardFor(picture, viewer, centre.clock.now()).cards.some((card) => card.id === visitId)
    expect([of('team'), of('wall')]).toEqual([true, false])
    const touched = picture.since(from)
    if (!touched) throw new Error('too long ago')
    expect(deltaFor(picture, touched, 'wall', centre.clock.now()).gone).toEqual([visitId])
  })
})

describe('who may not follow', () => {
  const refused = (auth: object, extraHeaders: Record<string, string> = {}) =>
    new Promise<string>((heard) => {
      const socket = io(centre.url, {
        transports: ['websocket'],
        auth,
        extraHeaders,
        reconnection: false,
        forceNew: true,
      })
      socket.once('connect', () => heard('connected'))
      socket.once('connect_error', (error) => heard(error.message))
    })

  test('nobody without a sign-in, or with somebody else’s token', async () => {
    expect(await refused({})).toBe('signedOut')
    expect(await refused({ token: 'not.a.token' })).toBe('signedOut')
  })

  test('no page of another origin, cookie or not', async () => {
    const { token } = centre.as('peer')
    const answer = await refused(
      { token },
      { origin: 'https://elsewhere.example', cookie: `alongside=${token}` },
    )
    expect(answer).not.toBe('connected')
  })

  test('signing out cuts every socket of that session at once', async () => {
    const own = await startCentre({ db: centre.db })
    const { socket } = await following(own.as('peer'))
    const ended = cut(socket)
    await own.as('peer').send('session.signOut', {})
    expect(await ended).toBe('io server disconnect')
    expect((await own.as('peer').ask('board')).status).toBe(401)
    await own.stop()
  })

  test('a worker who is switched off is cut off at once', async () => {
    const own = await startCentre({ db: centre.db })
    const { socket } = await following(own.as('peer'))
    const ended = cut(socket)
    await own.as('administrator').call('account.switchOff', { staffId: own.as('peer').staffId })
    expect(await ended).toBe('io server disconnect')
    expect((await own.as('peer').call('visit.arrive', {})).status).toBe(401)
    await own.stop()
  })

  test('another role is another picture: the whole board anew', async () => {
    const own = await startCentre({ db: centre.db })
    await own.arrive({ label: 'Sam', words: 'Only for the team', wordsShown: true })
    const { socket, board } = await following(own.as('peer'))
    expect(JSON.stringify(board)).toContain('Only for the team')
    const anew = reset(socket)
    const told = new Promise<void>((heard) => socket.once('session.changed', heard))
    const { staffId } = own.as('peer')
    await own.as('administrator').call('account.changeRole', { staffId, role: 'administrator' })
    await told
    expect(JSON.stringify(await anew)).not.toContain('Only for the team')
    await own.stop()
  })

  test('who asks without end is cut off, and the others don’t notice', async () => {
    const { socket: other } = await following(centre.as('clinician'))
    const { socket } = await following(centre.as('peer'))
    const ended = cut(socket)
    for (let i = 0; i < 80; i++) socket.emit('board.follow', {})
    expect(await ended).toBe('io server disconnect')
    const coming = delta(other)
    await centre.arrive()
    expect((await coming).puts).toHaveLength(1)
  })

  test('what isn’t a follow ends the line', async () => {
    const socket = await centre.as('peer').live()
    const ended = cut(socket)
    // A stranger's program may send anything.
    socket.emit('board.follow', { since: 'everything' } as never)
    expect(await ended).toBe('io server disconnect')
  })
})
