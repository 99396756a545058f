/* Why: a board that isn't what the server has must never call itself live. */
import { describe, expect, it, vi } from 'vitest'
import { grace, startLive } from '../../client/api/live.ts'
import { aCard, fakeSocket, fakeTime } from './fakeSocket.ts'

const board = (to: number, ids: string[], epoch = 'e') => ({
  epoch,
  to,
  cards: ids.map((id) => aCard(id)),
  team: [],
})
const delta = (from: number, to: number, puts: string[] = [], gone: string[] = [], epoch = 'e') => ({
  epoch,
  from,
  to,
  puts: puts.map((id) => aCard(id, to)),
  gone,
})

async function begin(isSeen = () => true) {
  const socket = fakeSocket()
  const time = fakeTime(1_000_000)
  const onSignedOut = vi.fn<() => void>()
  const onSessionChanged = vi.fn<() => void>()
  const live = startLive({
    open: () => Promise.resolve(socket),
    now: time.now,
    later: time.later,
    isSeen,
    onSignedOut,
    onSessionChanged,
  })
  await Promise.resolve()
  await Promise.resolve()
  const ids = () => live.cards.value.map((card) => card.id).toSorted()
  return { socket, time, live, ids, onSignedOut, onSessionChanged }
}

async function beginLive() {
  const all = await begin()
  all.socket.up()
  all.socket.reset(board(10, ['a', 'b']))
  return all
}

describe('the live picture', () => {
  it('asks for everything first, and is live when it has come', async () => {
    const { socket, live, ids } = await begin()
    expect(socket.dials).toBe(1)
    expect(live.isOld.value).toBe(true)
    expect(live.freshness.value).toEqual({ is: 'catchingUp' })
    socket.up()
    expect(socket.asked).toEqual([{}])
    socket.reset(board(10, ['a', 'b']))
    expect(ids()).toEqual(['a', 'b'])
    expect(live.freshness.value).toEqual({ is: 'live' })
    expect(live.isOld.value).toBe(false)
    expect(live.to.value).toBe(10)
  })

  it('applies what follows on, and leaves cards that didn’t change the same objects', async () => {
    const { socket, live, ids } = await beginLive()
    const before = live.card('a')
    socket.delta(delta(10, 12, ['c'], ['b']))
    expect(ids()).toEqual(['a', 'c'])
    expect(live.card('a')).toBe(before)
    socket.delta(delta(11, 12, ['old']))
    expect(ids()).toEqual(['a', 'c'])
    socket.delta(delta(10, 13, ['d']))
    expect(ids()).toEqual(['a', 'c', 'd'])
    expect(socket.asked).toHaveLength(1)
  })

  it('asks from where it is when something is missing, and shows nothing of it until then', async () => {
    const { socket, live, ids } = await beginLive()
    socket.delta(delta(14, 15, ['z']))
    expect(ids()).toEqual(['a', 'b'])
    expect(live.freshness.value).toEqual({ is: 'catchingUp' })
    expect(socket.asked.at(-1)).toEqual({ since: 10, epoch: 'e' })
    socket.delta(delta(10, 15, ['y', 'z']))
    expect(ids()).toEqual(['a', 'b', 'y', 'z'])
    expect(live.freshness.value).toEqual({ is: 'live' })
  })

  it('isn’t live on an answer that falls short of what it has heard spoken of', async () => {
    const { socket, live } = await beginLive()
    socket.delta(delta(14, 15, ['z']))
    socket.delta(delta(10, 14, ['y']))
    expect(live.freshness.value).toEqual({ is: 'catchingUp' })
    expect(socket.asked.at(-1)).toEqual({ since: 14, epoch: 'e' })
    socket.delta(delta(14, 15, ['z']))
    expect(live.freshness.value).toEqual({ is: 'live' })
  })

  it('has one question open at a time, and asks again when nobody answers', async () => {
    const { socket, time } = await beginLive()
    for (let n = 20; n < 40; n++) socket.delta(delta(n, n + 1))
    expect(socket.asked).toHaveLength(2)
    time.pass(3_000)
    expect(socket.asked).toHaveLength(3)
  })

  it('takes a whole board of another epoch, though its number is smaller', async () => {
    const { socket, live, ids } = await beginLive()
    socket.delta(delta(3, 4, ['x'], [], 'restored'))
    expect(socket.asked.at(-1)).toEqual({ since: 10, epoch: 'e' })
    socket.reset(board(4, ['x'], 'restored'))
    expect(ids()).toEqual(['x'])
    expect(live.to.value).toBe(4)
    expect(live.freshness.value).toEqual({ is: 'live' })
  })

  it('isn’t set back by an older board of the same epoch', async () => {
    const { socket, ids } = await beginLive()
    socket.delta(delta(10, 12, ['c']))
    socket.reset(board(11, ['a']))
    expect(ids()).toEqual(['a', 'b', 'c'])
  })

  it('catches up from where it was after the line was lost for a moment', async () => {
    const { socket, time, live } = await beginLive()
    socket.down()
    expect(live.freshness.value).toEqual({ is: 'catchingUp' })
    time.pass(grace - 1)
    expect(live.isOld.value).toBe(false)
    socket.up()
    expect(socket.asked.at(-1)).toEqual({ since: 10, epoch: 'e' })
    socket.delta(delta(10, 10))
    time.pass(60_000)
    expect(live.freshness.value).toEqual({ is: 'live' })
  })

  it('says as of when it is old, counted from when the server was last heard', async () => {
    const { socket, time, live, ids } = await beginLive()
    time.pass(20_000)
    socket.heard()
    time.pass(30_000)
    socket.down()
    time.pass(grace)
    expect(live.freshness.value).toEqual({ is: 'old', asOf: 1_020_000 })
    expect(live.isOld.value).toBe(true)
    expect(ids()).toEqual(['a', 'b'])
    // Connected isn't answered: what it says and what it lets one do stay the same until then.
    socket.up()
    expect(live.freshness.value).toEqual({ is: 'old', asOf: 1_020_000 })
    expect(live.isOld.value).toBe(true)
    socket.delta(delta(10, 11, ['c']))
    expect(live.freshness.value).toEqual({ is: 'live' })
    expect(live.isOld.value).toBe(false)
  })

  it('says that there is no picture when none has ever come', async () => {
    const { live, time } = await begin()
    time.pass(grace)
    expect(live.freshness.value).toEqual({ is: 'none' })
  })

  it('asks at once when the device says it is offline, and is old only when nobody answers', async () => {
    const { socket, time, live } = await beginLive()
    live.wentOffline()
    expect(socket.asked).toHaveLength(2)
    socket.delta(delta(10, 10))
    time.pass(60_000)
    expect(live.freshness.value).toEqual({ is: 'live' })
    live.wentOffline()
    time.pass(grace)
    expect(live.freshness.value.is).toBe('old')
    expect(live.isOld.value).toBe(true)
  })

  it('dials again by itself when the server cut it off, and says when the sign-in has ended', async () => {
    const { socket, time, onSignedOut } = await beginLive()
    socket.down(true, 'io server disconnect')
    time.pass(2_000)
    expect(socket.dials).toBe(2)
    socket.down(true, 'signedOut')
    expect(onSignedOut).toHaveBeenCalledOnce()
    time.pass(60_000)
    expect(socket.dials).toBe(2)
  })

  it('tells when rights have changed', async () => {
    const { socket, onSessionChanged } = await beginLive()
    socket.sessionChanged()
    expect(onSessionChanged).toHaveBeenCalledOnce()
  })

  it('asks and dials nothing while nobody can see it, and once when somebody can', async () => {
    let isSeen = true
    const { socket, time, live } = await begin(() => isSeen)
    socket.up()
    socket.reset(board(10, ['a']))
    isSeen = false
    socket.delta(delta(11, 12))
    const asked = socket.asked.length
    time.pass(8 * 3_600_000)
    expect(socket.asked).toHaveLength(asked)
    socket.down(true)
    const { dials } = socket
    time.pass(8 * 3_600_000)
    expect(socket.dials).toBe(dials)
    isSeen = true
    live.tryNow()
    expect(socket.dials).toBe(dials + 1)
    socket.up()
    expect(socket.asked).toHaveLength(asked + 1)
    socket.reset(board(40, ['a', 'b']))
    expect(live.freshness.value).toEqual({ is: 'live' })
  })

  it('opens its line anew when it couldn’t be opened, and not while nobody can see it', async () => {
    const time = fakeTime()
    const open = vi.fn<() => Promise<never>>().mockRejectedValue(new Error('no line'))
    let isSeen = true
    const live = startLive({
      ...{ open, now: time.now, later: time.later, isSeen: () => isSeen },
      ...{ onSignedOut: vi.fn<() => void>(), onSessionChanged: vi.fn<() => void>() },
    })
    const settled = () => new Promise((done) => setTimeout(done))
    await settled()
    time.pass(2_000)
    await settled()
    expect(open).toHaveBeenCalledTimes(2)
    isSeen = false
    time.pass(3_600_000)
    await settled()
    expect(open).toHaveBeenCalledTimes(2)
    live.tryNow()
    expect(open).toHaveBeenCalledTimes(3)
    live.stop()
  })

  it('dials no more when it has been stopped', async () => {
    const { socket, time, live } = await beginLive()
    live.stop()
    socket.down(true)
    time.pass(60_000)
    expect(socket.dials).toBe(1)
  })
})
