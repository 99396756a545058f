/**
 * What a screen on the wall may say, made from the cards that a wall is sent: how many are waiting, and the
 * names of those who agreed. Never who is staying, why anybody came, or a name nobody agreed to.
 */
import type { Card } from '../../shared/contract/board.ts'
import { doing } from '../../shared/domain/doing.ts'
import { clock } from '../api/clock.ts'

export interface WallFacts {
  /** Nobody is with them, and they would like somebody or haven't been met. */
  waiting: number
  /** Names of people to whom somebody is on the way, where they said that the wall may name them. */
  coming: string[]
}

/**
 * What each is doing is worked out here and now: that somebody is coming lapses by the clock alone, and nothing
 * is sent for that. Somebody on the phone isn't in the room and doesn't wait before this screen.
 */
export function wallFacts(cards: readonly Card[], now = clock.now.value): WallFacts {
  const here = cards
    .filter((card) => card.goneAt === null && card.channel === 'inPerson')
    .map((card) => ({ ...card, doing: doing(card, now) }))
  return {
    waiting: here.filter((card) => card.doing === 'justArrived' || card.doing === 'waiting').length,
    coming: here
      .filter((card) => card.doing === 'onTheWay' && card.nameOnWall && card.label !== '')
      .map((card) => card.label),
  }
}
