/**
 * Before somebody goes to a person who would rather not see them, they are asked. One question for every place
 * from which one can go: a card, and the visit's page.
 */
import { shallowRef, type ShallowRef } from 'vue'
import type { Card } from '../../shared/contract/board.ts'
import { ratherNot, type Viewer } from './boardFilter.ts'

export interface RatherNotQuestion {
  card: Card
  /** What to do when they go all the same. */
  go: () => void
}

export interface RatherNot {
  question: ShallowRef<RatherNotQuestion | null>
  /** Goes at once, or asks first. */
  goOrAsk(card: Card, go: () => void): void
}

export function useRatherNot(viewer: () => Viewer | null): RatherNot {
  const question = shallowRef<RatherNotQuestion | null>(null)
  return {
    question,
    goOrAsk(card, go) {
      const me = viewer()
      if (me && ratherNot(card, me)) question.value = { card, go }
      else go()
    },
  }
}
