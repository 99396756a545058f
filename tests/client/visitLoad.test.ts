/* Why: a page asks again as soon as what it shows may be another, a story that couldn't be fetched again is said to be
   old, one act keeps no other from being done, and a press that nobody knows the end of counts once. */
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { useLiveBoard } from '../../client/api/liveBoard.ts'
import { openSocket } from '../../client/api/liveSocket.ts'
import { useSession } from '../../client/api/session.ts'
import { loadWords } from '../../client/i18n/i18n.ts'
import { useVisit, type VisitContext } from '../../client/visit/useVisit.ts'
import { aCard, fakeSocket } from './fakeSocket.ts'
import { me } from './onVisitPage.ts'

vi.mock('../../client/api/liveSocket.ts', () => ({ openSocket: vi.fn<() => unknown>() }))
await loadWords('visit')
const json = (status: number, body: object) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

let context: VisitContext
let visitStatus = 200
let asked = 0
let pressed: { path: string; end: (answer: Response) => void }[] = []

beforeEach(async () => {
  setActivePinia(createPinia())
  visitStatus = 200
  asked = 0
  pressed = []
  vi.stubGlobal('fetch', (path: string) => {
    if (path.startsWith('/api/visit?') && ++asked)
      return Promise.resolve(json(visitStatus, { card: aCard('v'), story: [], retracted: null }))
    return new Promise<Response>((end) => pressed.push({ path, end }))
  })
  mount(
    defineComponent({
      setup() {
        context = useVisit('v')
        return () => null
      },
    }),
  )
  await flushPromises()
})
afterEach(() => vi.unstubAllGlobals())

it('a story that can’t be fetched again is marked with its time, until it can', async () => {
  expect(context.visit.value?.card.id).toBe('v')
  expect(context.storyAsOf.value).toBeNull()
  visitStatus = 500
  await context.load()
  expect(context.storyAsOf.value).toBeTypeOf('number')
  expect(context.visit.value).not.toBeNull()
  expect(context.missing.value).toBe('')
  visitStatus = 200
  await context.load()
  expect(context.storyAsOf.value).toBeNull()
})

it('the same command waits for its answer, and another doesn’t', async () => {
  const first = context.send('visit.lookIn', { visitId: 'v' })
  expect(context.isBusy('visit.lookIn')).toBe(true)
  expect(await context.send('visit.lookIn', { visitId: 'v' })).toBe('busy')
  const second = context.send('visit.welcome', { visitId: 'v' })
  expect(pressed.map((one) => one.path)).toEqual(['/api/visit.lookIn', '/api/visit.welcome'])
  for (const one of pressed) one.end(json(200, { id: 'v', seq: 1 }))
  expect(await first).toMatchObject({ ok: true })
  expect(await second).toMatchObject({ ok: true })
  expect(context.isBusy('visit.lookIn')).toBe(false)
})

describe('a page that is open asks again', () => {
  const board = (to: number) => ({ epoch: 'e', to, cards: [aCard('v', 3), aCard('other')], team: [] })
  /** How often since last asked. */
  async function askedSince(): Promise<number> {
    await flushPromises()
    const before = asked
    asked = 0
    return before
  }
  async function begin() {
    const socket = fakeSocket()
    vi.mocked(openSocket).mockResolvedValue(socket)
    useSession().me = me
    useLiveBoard().start()
    await flushPromises()
    socket.up()
    socket.reset(board(1))
    await askedSince()
    return socket
  }
  afterEach(() => useLiveBoard().stop())

  it('when its card comes again, also of the same version, and not for another’s', async () => {
    const socket = await begin()
    socket.delta({ epoch: 'e', from: 1, to: 2, puts: [aCard('other', 2)], gone: [] })
    expect(await askedSince()).toBe(0)
    socket.delta({ epoch: 'e', from: 2, to: 3, puts: [aCard('v', 3)], gone: [] })
    expect(await askedSince()).toBe(1)
  })

  it('when the server calls', async () => {
    const socket = await begin()
    socket.sessionChanged()
    await flushPromises()
    for (const { path, end } of pressed) end(json(200, path.startsWith('/api/centre') ? { id: 'c' } : me))
    expect(await askedSince()).toBe(1)
  })

  it('when the line is back', async () => {
    const socket = await begin()
    socket.down()
    socket.up()
    expect(await askedSince()).toBe(0)
    socket.delta({ epoch: 'e', from: 1, to: 1, puts: [], gone: [] })
    expect(await askedSince()).toBe(1)
  })
})
