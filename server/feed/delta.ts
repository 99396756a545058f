/**
 * What travels: the whole board or a delta, made by one function each, for live push and reconnect alike.
 * `doing` is worked out at the moment of sending, so kept bytes know until when they are true.
 */
import type { Board, Card } from '../../shared/contract/board.ts'
import type { BoardDelta } from '../../shared/contract/live.ts'
import type { Looker } from '../../shared/domain/access.ts'
import { doing, nextByClock } from '../../shared/domain/doing.ts'
import type { CardFacts } from './cards.ts'
import type { Picture, Touched } from './picture.ts'
import { isShownTo, lookerOf, project, type ViewerClass } from './viewer.ts'

export function cardFor(facts: CardFacts, looker: Looker, now: number): Card {
  const card = project(facts, looker)
  // From what the viewer is sent: whoever works it out again from the card must come to the same.
  return { ...card, doing: doing(card, now) }
}

export function boardFor(picture: Picture, viewer: ViewerClass, now: number): Board {
  const looker = lookerOf(viewer)
  const cards = [...picture.cards.values()]
    .filter((facts) => isShownTo(facts, viewer))
    .sort((a, b) => a.arrivedAt - b.arrivedAt || (a.id < b.id ? -1 : 1))
    .map((facts) => cardFor(facts, looker, now))
  return { epoch: picture.epoch, to: picture.to, cards, team: [...picture.team] }
}

export function deltaFor(picture: Picture, touched: Touched, viewer: ViewerClass, now: number): BoardDelta {
  const looker = lookerOf(viewer)
  const puts: Card[] = []
  const gone: string[] = []
  for (const id of touched.visits) {
    const facts = picture.cards.get(id)
    if (facts && isShownTo(facts, viewer)) puts.push(cardFor(facts, looker, now))
    else gone.push(id)
  }
  const delta: BoardDelta = { epoch: picture.epoch, from: touched.from, to: touched.to, puts, gone }
  if (touched.team) delta.team = [...picture.team]
  return delta
}

/** UTC ms until which a board made at `now` stays true by the clock alone. */
export function trueUntil(picture: Picture, now: number): number {
  let until = Infinity
  for (const facts of picture.cards.values()) until = Math.min(until, nextByClock(facts, now))
  return until
}
