/**
 * How a password is kept and checked: argon2id, off the main thread. Never says whether it was the user name
 * or the password that was wrong, in words or in time.
 */
import { hash, verify } from '@node-rs/argon2'

/** OWASP's least for argon2id: 19 MiB, two passes. About 18 ms on a small machine. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Of random bytes that nobody kept: what an unknown user name's password is held against. */
const nobodys =
  '$argon2id$v=19$m=19456,t=2,p=1$Rwey1dWXV0xJ2tpPwJCN0A$kRjkX3Ri1pw2WYKtFlEqFof2TukRJkfzBxnnhMLgRAU'

/** The same letters however a keyboard composed them. */
const composed = (password: string) => password.normalize('NFKC')

export function hashPassword(password: string): Promise<string> {
  return hash(composed(password), cost)
}

/** Whether there is one at all; an account without keeps a word instead (rows/newWorker.ts). */
export const hasPassword = (kept: string): boolean => kept.startsWith('$argon2id$')

/** Holds a password against a hash: argon2's own `verify`, unless a test counts how often that is done. */
export type Holds = (hashed: string, password: string) => Promise<boolean>

/**
 * `kept` null: there is no such account. There, and where the account has no password, it is held against
 * nobody's by the same work, and the answer is no.
 */
export async function isPassword(
  kept: string | null,
  password: string,
  holds: Holds = verify,
): Promise<boolean> {
  const theirs = kept !== null && hasPassword(kept) ? kept : null
  const matches = await holds(theirs ?? nobodys, composed(password))
  return matches && theirs !== null
}
