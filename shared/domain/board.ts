/**
 * What a client holds of the board, and the one way it changes. The same function runs in the browser, the
 * simulation and the fuzz: another epoch or a gap is never guessed over, it is asked about.
 */
import type { Board, Card, OnTeam } from '../contract/board.ts'
import type { BoardDelta } from '../contract/live.ts'

export interface HeldBoard {
  epoch: string
  /** The log number up to which this picture is true. */
  to: number
  cards: Map<string, Card>
  team: OnTeam[]
  /** For whose eyes the whole board was made; deltas for others' don't fit it. */
  seenAs?: string | undefined
}

/** A whole board takes the place of whatever was held, unless it is older news of the same epoch for the same eyes. */
export function reset(held: HeldBoard | null, board: Board): HeldBoard {
  const isSame = held?.epoch === board.epoch && held.seenAs === board.seenAs
  if (isSame && board.to < held.to) return held
  return {
    epoch: board.epoch,
    to: board.to,
    cards: new Map(board.cards.map((card) => [card.id, card])),
    team: board.team,
    seenAs: board.seenAs,
  }
}

/**
 * Applies a delta in place. 'applied'; 'known' when it brings nothing new; 'gap' when something is missing in
 * between or the epoch is another: then nothing changes and the client asks again from `held.to`.
 */
export function apply(held: HeldBoard, delta: BoardDelta): 'applied' | 'known' | 'gap' {
  if (delta.epoch !== held.epoch || delta.from > held.to) return 'gap'
  if (delta.to <= held.to) return 'known'
  for (const card of delta.puts) held.cards.set(card.id, card)
  for (const id of delta.gone) held.cards.delete(id)
  if (delta.team) held.team = delta.team
  held.to = delta.to
  return 'applied'
}
