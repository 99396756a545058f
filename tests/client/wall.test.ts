/* Why: anybody may read the wall: it must say no more than people agreed to. */
import { describe, expect, it } from 'vitest'
import { wallFacts } from '../../client/wall/wallFacts.ts'
import { aCard } from './fakeSocket.ts'

describe('the wall', () => {
  it('counts who is waiting or hasn’t been met, in the building and not gone', () => {
    const cards = [
      aCard('1'),
      { ...aCard('2'), doing: 'waiting' as const },
      { ...aCard('3'), doing: 'withSomeone' as const },
      { ...aCard('4'), doing: 'staying' as const },
      { ...aCard('5'), channel: 'phone' },
      { ...aCard('6'), goneAt: 1 },
    ]
    expect(wallFacts(cards).waiting).toBe(2)
  })

  it('names somebody only where they said so and a name came', () => {
    const coming = { doing: 'onTheWay' as const }
    const cards = [
      { ...aCard('1'), ...coming, label: 'Priya', nameOnWall: true },
      { ...aCard('2'), ...coming, label: 'Not agreed', nameOnWall: false },
      { ...aCard('3'), ...coming, label: '', nameOnWall: true },
      { ...aCard('4'), label: 'Waiting', nameOnWall: true },
    ]
    expect(wallFacts(cards).coming).toEqual(['Priya'])
  })
})
