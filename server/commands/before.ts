/**
 * What is done before the door's transaction for a few commands: what takes longer than one should (hashing a
 * password, asking a passkey's library), or may be kept nowhere, not even as the digest of a body (a password,
 * a code). The handler is given what came of it beside its input.
 */
import type { CommandName, Input } from '../../shared/contract/index.ts'
import type { BesideOf } from './beside.ts'
import type { Actor } from './handler.ts'

/** One press: who, what, and the key that is the same when it is sent again. */
export interface Pressed<K extends CommandName> {
  readonly actor: Actor
  readonly input: Input<K>
  readonly key: string
  /** UTC ms. */
  readonly at: number
}

export interface Before<K extends CommandName> {
  /** The input as it may be kept: without what is secret in it. */
  kept(input: Input<K>): object
  /** @throws Refused, Invalid, NotFound, TooMany, as the handler itself would. */
  prepare(press: Pressed<K>): Promise<BesideOf<K>>
  /** What goes into the answer and is kept nowhere; the same each time a press is sent. */
  gives?(press: Pressed<K>): Promise<object>
}
export type Befores = { readonly [K in CommandName]?: Before<K> }
