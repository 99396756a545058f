/**
 * What a command's handler is given, and the ways it may say no. A handler awaits nothing but `tx`, never
 * starts two statements at once, and makes no ids or times of its own: so running it again gives the same.
 */
import type { Writer } from '../../db/store.ts'
import type { ChangeData, ChangeKind, SaidRef } from '../../shared/contract/changes.ts'
import type { CommandName, FactsOf, Input, RefusalOf } from '../../shared/contract/index.ts'
import type { Role } from '../../shared/contract/role.ts'
import type { BesideOf } from './beside.ts'

/** Who is asking, as their session says. A screen on the wall has no `staffId`. */
export interface Actor {
  centreId: string
  sessionId: string
  accountId: string
  staffId: string
  name: string
  role: Role
  agencyId: string
  agency: string
  /** Their centre wants a second factor, and this session was begun by a password alone: see whileOwing. */
  owesSecondFactor?: boolean
}

/**
 * What the way in made or found before the door, so that no secret passes it: digests, and what an address and
 * a body don't say. Never from outside.
 */
export interface Made {
  /** Digest of the secret that the caller's browser keeps from now on. */
  keeps?: string
  /** Digest of the secret that it showed. */
  shown?: string
  /** UTC ms by the real clock. */
  now?: number
  browser?: string
  system?: string
  /** The shared device that asks. */
  deviceId?: string
}

/** One command under way. Times are UTC ms. */
export interface Act<K extends CommandName> {
  readonly centreId: string
  readonly actor: Actor
  /** When it is recorded, and when it happened (the same, unless it happened while offline). */
  readonly at: number
  readonly occurredAt: number
  readonly made: Made
  /** What was worked out before the transaction. */
  readonly beside: BesideOf<K>
  /** A UUIDv7; the nth call gives the same id when the handler runs again. */
  newId(): string
  /** Keeps an answer or words in `said`, and gives what the log may hold of it. */
  say(subject: string, field: string, value: unknown): SaidRef
  /** A salt and the digest of some words kept elsewhere (a note). */
  seal(value: unknown): { salt: string; digest: string }
  /** What changed; appended to the log after the handler, in this order. */
  change<C extends ChangeKind>(kind: C, subject: string, data: ChangeData<C>): void
  /** 409, with the state met and its facts. What the handler wrote is undone; the refusal is kept. */
  refuse<R extends RefusalOf<K>>(state: R, facts: FactsOf<K, R>): never
  /** 404: no such id, or another centre's, which is the same. */
  missing(): never
  /** 400: a key that no list has, or two fields that exclude each other. */
  invalid(field: string, message: string): never
}

/** Does what the command says and gives the id it was about. */
export type Handler<K extends CommandName> = (tx: Writer, act: Act<K>, input: Input<K>) => Promise<string>
export type Handlers = { readonly [K in CommandName]: Handler<K> }

/** An expected no. */
export class Refused extends Error {
  readonly state: string
  readonly facts: Record<string, unknown>
  constructor(state: string, facts: Record<string, unknown>) {
    super(state)
    this.state = state
    this.facts = facts
  }
}

export class NotFound extends Error {}

/** Fields that don't parse, or don't go together. Holds paths and messages, never what was typed. */
export class Invalid extends Error {
  readonly issues: readonly { path: string; message: string }[]
  constructor(issues: readonly { path: string; message: string }[]) {
    super('invalid')
    this.issues = issues
  }

  /** From zod's issues: which field and what was wrong, without the value that was sent. */
  static of(issues: readonly { path: PropertyKey[]; code?: string | undefined; message: string }[]): Invalid {
    return new Invalid(issues.map((one) => ({ path: one.path.join('.'), message: one.message })))
  }
}

export class NotAllowed extends Error {}

/** Too many guesses: wait so many seconds. */
export class TooMany extends Error {
  readonly wait: number
  constructor(wait: number) {
    super('tooMany')
    this.wait = wait
  }
}
