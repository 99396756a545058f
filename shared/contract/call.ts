/**
 * What a command and a query are. Everything that can be asked of the system is declared with these two
 * functions and nothing else: a call without roles, refusals or an example doesn't compile.
 */
import * as z from 'zod/mini'
import type { Purpose } from './purpose.ts'
import type { Role } from './role.ts'
import { Time } from './values.ts'

type Shape = z.core.$ZodLooseShape
/** The facts that travel with a refusal, by the state met. */
export type Refusals = Record<string, z.ZodMiniType>

/** Who may make a call: named roles; anybody, signed in or not; or the system alone, from inside, never by HTTP. */
export type Allowed = readonly Role[] | 'anybody' | 'system'

export interface Command<I extends z.ZodMiniType, O extends z.ZodMiniType, R extends Refusals> {
  readonly is: 'command'
  readonly input: I
  readonly output: O
  readonly allow: Allowed
  readonly refusals: R
  /** An input that parses: documentation, and the seed of the tests made from the contract. */
  readonly example: z.input<I>
  readonly says: string
}

export interface Query<I extends z.ZodMiniType, O extends z.ZodMiniType> {
  readonly is: 'query'
  readonly input: I
  readonly output: O
  readonly allow: Allowed
  /** Also allowed to whoever leads the shift now, whatever their role. */
  readonly orShiftLead: boolean
  /** It gives rows about people to take away, for this: they pass through server/rows/givenOut.ts. */
  readonly givesRowsFor: Purpose | null
  readonly example: z.input<I>
  readonly says: string
}

/** Any command may be refused for these: an old key with another body, or a time that can't be. */
export const everyRefusal = {
  keyReused: z.object({ name: z.string() }),
  inTheFuture: z.object({ now: Time }),
  tooLongAgo: z.object({ oldest: Time }),
} satisfies Refusals

/**
 * Declares a command. `input` is the fields; every command also takes `occurredAt` (UTC ms), the moment it
 * happened when that was while the desk was offline. Unknown fields are refused.
 */
export function command<S extends Shape, O extends z.ZodMiniType, const R extends Refusals>(spec: {
  input: S
  output: O
  allow: Allowed
  refusals: R
  example: z.input<z.ZodMiniObject<S, z.core.$strict>>
  says: string
}) {
  const input = z.strictObject({ ...spec.input, occurredAt: z.optional(Time) })
  return { ...spec, is: 'command' as const, input, refusals: { ...everyRefusal, ...spec.refusals } }
}

/** Declares a query. Its input arrives as the strings of an address, so fields that aren't text coerce. */
export function query<S extends Shape, O extends z.ZodMiniType>(spec: {
  input: S
  output: O
  allow: Allowed
  orShiftLead?: boolean
  givesRowsFor?: Purpose
  example: z.input<z.ZodMiniObject<S, z.core.$strict>>
  says: string
}) {
  return {
    orShiftLead: false,
    givesRowsFor: null,
    ...spec,
    is: 'query' as const,
    input: z.strictObject(spec.input),
  }
}

/** What every command about somebody answers: whom it was about and the log's number, never words. */
export const Receipt = z.object({ id: z.string(), seq: z.number() })
export type Receipt = z.infer<typeof Receipt>
