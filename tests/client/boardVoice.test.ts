/* Why: the first person into an empty centre at 3 am is heard, and so is somebody whom nobody came to after all. */
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, type EffectScope } from 'vue'
import { clock } from '../../client/api/clock.ts'
import { useLiveBoard } from '../../client/api/liveBoard.ts'
import { waiting } from '../../client/api/waiting.ts'
import { useBoardVoice } from '../../client/board/boardVoice.ts'
import { loadWords } from '../../client/i18n/i18n.ts'
import { politeGap, spoken } from '../../client/ui/announce.ts'
import type { Card } from '../../shared/contract/board.ts'
import { aCard, fakeSocket } from './fakeSocket.ts'

const socket = vi.hoisted(() => ({ current: null as ReturnType<typeof fakeSocket> | null }))
vi.mock('../../client/api/liveSocket.ts', () => ({ openSocket: () => Promise.resolve(socket.current) }))

const minute = 60_000
let scope: EffectScope
let to: number

beforeEach(async () => {
  vi.useFakeTimers()
  await loadWords('board')
  setActivePinia(createPinia())
  clock.sync(100 * minute, clock.device())
  socket.current = fakeSocket()
  to = 0
  useLiveBoard().start()
  await vi.advanceTimersByTimeAsync(0)
  socket.current.up()
  scope = effectScope()
})
afterEach(() => {
  scope.stop()
  useLiveBoard().stop()
  vi.useRealTimers()
})

function picture(...cards: Card[]): void {
  socket.current?.reset({ epoch: 'e', to: ++to, cards, team: [] })
}
const listen = () => scope.run(() => useBoardVoice())
async function heard(): Promise<string> {
  await nextTick()
  const before = spoken.polite.value
  // The voice is the page's own: what an earlier test said may still hold it back.
  await vi.advanceTimersByTimeAsync(6 * politeGap)
  return spoken.polite.value === before ? '' : spoken.polite.value.trim()
}

describe('the board’s voice', () => {
  it('says the first who comes into an empty centre', async () => {
    picture()
    listen()
    expect(await heard()).toBe('')
    picture(aCard('Sam'))
    expect(await heard()).toBe('Sam has come in. 1 person is waiting.')
  })

  it('doesn’t read out the first picture, also when it comes after the page', async () => {
    listen()
    picture(aCard('Sam'), aCard('Rosa'))
    expect(await heard()).toBe('')
    picture(aCard('Sam'), aCard('Rosa'), aCard('Kit'))
    expect(await heard()).toBe('Kit has come in. 3 people are waiting.')
  })

  it('says of a press that it waits only where it does', async () => {
    picture(aCard('Sam'))
    const voice = listen()
    expect(await heard()).toBe('')
    const press = {
      act: 'visit.pickUp',
      input: { visitId: 'Sam' },
      key: 'k',
      isSending: false,
      doneAt: 5,
      notDone: null,
    } as const
    waiting.value = [{ seq: 1, key: 'k', name: 'visit.pickUp', visitId: 'Sam', label: 'Sam', at: 1 }]
    voice?.pressEnded(aCard('Sam'), press)
    expect(await heard()).not.toContain('kept on this device')
    voice?.pressEnded(aCard('Sam'), { ...press, isWaiting: true })
    expect(await heard()).toContain('kept on this device')
    waiting.value = []
  })

  it('says who is waiting again when whoever said “I’ll go” didn’t come', async () => {
    const going = {
      staffId: 'jo',
      name: 'Jo',
      role: 'peer' as const,
      agency: '',
      lead: true,
      since: 98 * minute,
      begunAt: null,
      dueBy: clock.read() + 3 * minute,
    }
    picture({ ...aCard('Sam'), welcomedAt: 1, wants: ['peer'], with: [going] })
    listen()
    expect(await heard()).toBe('')
    await vi.advanceTimersByTimeAsync(4 * minute)
    clock.tick()
    expect(await heard()).toBe('Sam is waiting. 1 person is waiting.')
  })
})
