/**
 * The secrets that a browser keeps in its cookies. Made here, known to nobody else: the database has their
 * digests. The next of one follows from it by a key of ours, so that an answer that was lost can be given again.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto'

export const newSecret = (): string => randomBytes(32).toString('base64url')

/** A digest is enough: nobody guesses 256 bits. */
export const hashOf = (kept: string): string => createHash('sha256').update(kept).digest('base64url')

/** Null, from the first renewal of a session that had none: any will do. */
export function secretAfter(kept: string | null, key: string): string {
  return kept === null ? newSecret() : createHmac('sha256', key).update(`after ${kept}`).digest('base64url')
}

/** The same for the same press, should its answer be lost and the press sent again. */
export function secretOfPress(
  key: string,
  name: string,
  accountId: string,
  press: string | undefined,
): string {
  if (press === undefined) return newSecret()
  return createHmac('sha256', key).update(`${name} ${accountId} ${press}`).digest('base64url')
}
