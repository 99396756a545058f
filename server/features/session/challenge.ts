/**
 * What a passkey signs: a challenge that names whom and what it is for and until when, under the server's mac, so
 * that nothing has to be kept until it comes back, on whichever server. Used up by spend().
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Spent } from '../../commands/beside.ts'
import { digestOfToken, type Keys } from '../../keys.ts'

/** How long a challenge stands, ms of the real clock. */
export const challengeLasts = 5 * 60_000

/** `about`: '' for signing in, else the account or invitation that a passkey is made for. */
export function makeChallenge(keys: Keys, about: string, now: number): Uint8Array<ArrayBuffer> {
  const text = `${randomBytes(16).toString('base64url')} ${now + challengeLasts} ${about}`
  return new TextEncoder().encode(`${keys.mac('challenge', text)} ${text}`)
}

/** Null: not ours, for somebody else, or too old. `given` is base64url, as browsers hand it back. */
export function readChallenge(keys: Keys, given: string, about: string, now: number): Spent | null {
  const [mac = '', ...rest] = Buffer.from(given, 'base64url').toString('utf8').split(' ')
  const text = rest.join(' ')
  const isOurs = keys.macs('challenge', text).some((one) => isSame(one, mac))
  const endsAt = Number(rest[1])
  if (!isOurs || rest[2] !== about || !(endsAt > now)) return null
  return { digest: digestOfToken(text), endsAt }
}

/** Compared in a time that says nothing. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
