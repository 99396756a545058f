/**
 * Whoever changes how they sign in proves anew that it is them: somebody may have left this screen. By their
 * password where they have one; without one the sign-in must be a few minutes old and by a passkey or a link
 * of their own. A code from the shift lead is no such proof.
 */
import { eq } from 'drizzle-orm'
import { session } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { How } from '../../commands/beside.ts'
import { type Actor, Refused, TooMany } from '../../commands/handler.ts'
import { accountById } from './accountRows.ts'
import { hasPassword, isPassword } from './password.ts'

/** How old a sign-in may be that is a proof by itself, ms. */
const fresh = 10 * 60_000
const strong: readonly How[] = ['passkey', 'link', 'agency']

const began = statement((db) =>
  db
    .select({ beganAt: session.beganAt, how: session.how })
    .from(session)
    .where(eq(session.id, ph('sessionId'))),
)

/** Guesses at a proof, by account: `take` gives the seconds to wait, `giveBack` says it was none. */
export interface ProofLimit {
  take(key: string): number
  giveBack(key: string): void
}

/** @throws Refused wrongPassword or signInAgain; TooMany. */
export async function prove(
  read: Reader,
  guesses: ProofLimit,
  who: { actor: Actor; currentPassword: string | undefined; at: number },
): Promise<void> {
  const { actor, currentPassword, at } = who
  const [own] = await accountById(read, { accountId: actor.accountId })
  if (own && hasPassword(own.passwordHash)) {
    if (currentPassword === undefined) throw new Refused('wrongPassword', {})
    const isTheirs = await guessing(guesses, actor.accountId, async () =>
      (await isPassword(own.passwordHash, currentPassword)) ? true : null,
    )
    if (isTheirs === null) throw new Refused('wrongPassword', {})
    return
  }
  if (!(await isJustIn(read, actor.sessionId, at))) throw new Refused('signInAgain', {})
}

/** By a passkey, a link or an agency, a few minutes ago. */
async function isJustIn(read: Reader, sessionId: string, at: number): Promise<boolean> {
  const [begun] = await began(read, { sessionId })
  return begun !== undefined && at - begun.beganAt <= fresh && strong.includes(begun.how as How)
}

/** Null: somebody who has no password has just signed in otherwise, which stands for it. Else the state to answer. */
export async function proofWithout(
  read: Reader,
  actor: Actor,
  at: number,
): Promise<'wrongPassword' | 'signInAgain' | null> {
  const [own] = await accountById(read, { accountId: actor.accountId })
  if (own && hasPassword(own.passwordHash)) return 'wrongPassword'
  return (await isJustIn(read, actor.sessionId, at)) ? null : 'signInAgain'
}

/** Counts a guess before it is looked at; one that was right counts nowhere. Null: it was wrong. @throws TooMany. */
export async function guessing<T>(
  guesses: ProofLimit,
  key: string,
  look: () => Promise<T | null>,
): Promise<T | null> {
  const wait = guesses.take(key)
  if (wait > 0) throw new TooMany(wait)
  const found = await look()
  if (found !== null) guesses.giveBack(key)
  return found
}
