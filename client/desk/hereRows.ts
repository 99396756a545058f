/** Who is here, as the desk looks for them: newest first, whoever is at the counter. Pure. */
import type { Card } from '../../shared/contract/board.ts'

/** Cards of those who haven't left, newest arrival first. */
export function newestFirst(cards: readonly Card[]): Card[] {
  return cards
    .filter((card) => card.goneAt === null)
    .toSorted((a, b) => b.arrivedAt - a.arrivedAt || (a.id < b.id ? 1 : -1))
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Those whose name has every word that was typed, whatever the accents. */
export function withName(cards: readonly Card[], typed: string): readonly Card[] {
  const words = fold(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return cards
  return cards.filter((card) => words.every((word) => fold(card.label).includes(word)))
}
