/** Who is here, as the desk looks for them: newest first, whoever is at the counter. Pure. */
import type { Card } from '../../shared/contract/board.ts'
import { hasTypedWords } from '../asking/typedWords.ts'

/** Cards of those who haven't left, newest arrival first. */
export function newestFirst(cards: readonly Card[]): Card[] {
  return cards
    .filter((card) => card.goneAt === null)
    .toSorted((a, b) => b.arrivedAt - a.arrivedAt || (a.id < b.id ? 1 : -1))
}

/** Those whose name has every word that was typed, whatever the accents. */
export function withName(cards: readonly Card[], typed: string): readonly Card[] {
  const isMeant = hasTypedWords(typed)
  return isMeant ? cards.filter((card) => isMeant(card.label)) : cards
}
