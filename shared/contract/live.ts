/** What travels on the socket. Deltas come down; commands go up by HTTP, never here. */
import * as z from 'zod/mini'
import { type Board, Card, OnTeam } from './board.ts'

/**
 * Rows changed between log numbers `from` and `to`: put these, drop those. `team` stands there whole when
 * who is on has changed.
 */
export const BoardDelta = z.object({
  epoch: z.string(),
  from: z.number(),
  to: z.number(),
  puts: z.array(Card),
  gone: z.array(z.string()),
  team: z.optional(z.array(OnTeam)),
})
export type BoardDelta = z.infer<typeof BoardDelta>

/** Where a client is. Without `since`, or from another epoch, it gets the whole board. */
export const Follow = z.strictObject({
  since: z.optional(z.int().check(z.gte(0))),
  epoch: z.optional(z.string().check(z.maxLength(64))),
  /** What came with the whole board: for other eyes than these now, it gets the whole board too. */
  seenAs: z.optional(z.string().check(z.maxLength(100))),
})
export type Follow = z.infer<typeof Follow>

export interface ServerEvents {
  'board.reset': (board: Board) => void
  'board.delta': (delta: BoardDelta) => void
  /**
   * The sign-in has ended, its rights, what there is for whoever leads or what a record shows that was opened lately
   * have changed: ask who you are again, and for the page that is open.
   */
  'session.changed': () => void
}
export interface ClientEvents {
  'board.follow': (follow: Follow) => void
}
