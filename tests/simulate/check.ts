/** Whether what a worker's screen holds is what the server says: card by card, but for what the clock alone changes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { Board, Card } from '../../shared/contract/board.ts'
import type { HeldBoard } from '../../shared/domain/board.ts'
import { doing } from '../../shared/domain/doing.ts'
import type { Client } from './client.ts'

const patience = 15_000

/** In words, what differs; empty when the boards are equal. Waits until both speak of the same moment. */
export async function differences(client: Client, now: number): Promise<string[]> {
  const began = performance.now()
  for (;;) {
    const board = await client.ask('board', {})
    const { held } = client
    if (held?.to === board.to) return compare(client.username, held, board, now)
    if (performance.now() - began > patience) {
      return [`${client.username} is at ${held?.to ?? 'nothing'}, the server at ${board.to}`]
    }
    await sleep(50)
  }
}

function compare(who: string, held: HeldBoard, board: Board, now: number): string[] {
  const found: string[] = []
  if (held.epoch !== board.epoch) found.push(`${who} holds another epoch`)
  if (!isDeepStrictEqual(held.team, board.team)) found.push(`${who} holds another team`)
  const theirs = new Map(board.cards.map((card) => [card.id, at(card, now)]))
  for (const card of held.cards.values()) {
    const other = theirs.get(card.id)
    if (!other) found.push(`${who} holds a card that the server hasn’t: ${card.id}`)
    else if (!isDeepStrictEqual(at(card, now), other)) found.push(`${who} holds another card ${card.id}`)
    theirs.delete(card.id)
  }
  for (const id of theirs.keys()) found.push(`${who} hasn’t the card ${id}`)
  return found
}

/** `doing` is the server's view when it was sent; both are worked out again for one moment. */
const at = (card: Card, now: number): Card => ({ ...card, doing: doing(card, now) })
