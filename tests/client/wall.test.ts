/* Why: anybody may read the wall: it must say no more than people agreed to, and nothing that has lapsed. */
import { describe, expect, it } from 'vitest'
import type { Card } from '../../shared/contract/board.ts'
import { wallFacts } from '../../client/wall/wallFacts.ts'
import { aCard } from './fakeSocket.ts'

const now = 1_000_000
const minute = 60_000
/** A worker as a wall is told of them: that they said they'd go or are there, never who. */
const somebody = { staffId: '', name: '', role: 'peer', agency: '', lead: true, since: now } as const
const coming = { with: [{ ...somebody, begunAt: null, dueBy: now + 5 * minute }] }
const there = { with: [{ ...somebody, begunAt: now, dueBy: null }] }

describe('the wall', () => {
  it('counts who is waiting or hasn’t been met, in the building and not gone', () => {
    const cards: Card[] = [
      aCard('1'),
      { ...aCard('2'), welcomedAt: now, wants: ['anyone'] },
      { ...aCard('3'), ...there },
      { ...aCard('4'), isStaying: true },
      { ...aCard('5'), channel: 'phone' },
      { ...aCard('6'), goneAt: 1 },
      { ...aCard('7'), welcomedAt: now, wants: ['justToBeHere'] },
    ]
    expect(wallFacts(cards, now).waiting).toBe(2)
  })

  it('names somebody only where they said so and a name came', () => {
    const cards: Card[] = [
      { ...aCard('1'), ...coming, label: 'Priya', nameOnWall: true },
      { ...aCard('2'), ...coming, label: 'Not agreed', nameOnWall: false },
      { ...aCard('3'), ...coming, label: '', nameOnWall: true },
      { ...aCard('4'), label: 'Waiting', nameOnWall: true },
    ]
    expect(wallFacts(cards, now).coming).toEqual(['Priya'])
  })

  it('stops saying that somebody is coming when they didn’t come', () => {
    const cards: Card[] = [{ ...aCard('1'), ...coming, label: 'Priya', nameOnWall: true }]
    expect(wallFacts(cards, now + 4 * minute)).toEqual({ waiting: 0, coming: ['Priya'] })
    expect(wallFacts(cards, now + 5 * minute)).toEqual({ waiting: 1, coming: [] })
  })
})
