/**
 * The codes of authenticator apps (RFC 6238: SHA-1, six digits, thirty seconds, as every app has them) and the
 * recovery codes for whoever has lost theirs. Never keeps or says a code.
 */
import { hkdfSync } from 'node:crypto'
import { generateURI, ScureBase32Plugin, verifySync } from 'otplib'
import type { Keys } from '../../keys.ts'

/** Seconds that one code stands. */
const period = 30
/** A phone whose clock is off, and a hand that is slow: one code before and one after. */
const tolerance = period

const base32 = new ScureBase32Plugin()
/** What an app is given: 160 bits, base32. */
export const secretFrom = (bytes: Buffer): string => base32.encode(new Uint8Array(bytes.subarray(0, 20)))

/** What stands in the square that the app photographs. */
export const uriFor = (about: { secret: string; username: string; centre: string }): string =>
  generateURI({ issuer: `Alongside, ${about.centre}`, label: about.username, secret: about.secret })

/** Which half minute since 1970 this is a code of, around `now` (UTC ms, the real clock); null: none. */
export function stepOf(secret: string, code: string, now: number): number | null {
  const token = code.replace(/[\s-]/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const epoch = Math.floor(now / 1000)
  const result = verifySync({ secret, token, epoch, period, epochTolerance: tolerance })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}

const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const howMany = 10
const length = 12

const inFours = (code: string) => code.match(/.{4}/g)?.join('-') ?? code

/** Ten codes of twelve signs (59 bits each), the same for the same bytes. */
export function recoveryCodesFrom(bytes: Buffer): string[] {
  return Array.from({ length: howMany }, (_, n) => codeFrom(bytes, `recovery ${n}`, letters, length)).map(
    inFours,
  )
}
/** The code of a night pass: it says whom it is for, so it is as long as a recovery code. */
export const passCodeFrom = (bytes: Buffer): string => inFours(codeFrom(bytes, 'pass', letters, length))
/** Eight digits that can be said across a room. */
export const spokenCodeFrom = (bytes: Buffer): string => codeFrom(bytes, 'spoken', '0123456789', 8)

/** Signs drawn evenly: bytes that would favour some are passed over. */
function codeFrom(bytes: Buffer, what: string, signs: string, count: number): string {
  const even = 256 - (256 % signs.length)
  let code = ''
  for (let round = 0; code.length < count; round++) {
    const stream = Buffer.from(hkdfSync('sha256', bytes, 'alongside', `${what} ${round}`, 64))
    for (const byte of stream) {
      if (byte < even && code.length < count) code += signs[byte % signs.length] ?? ''
    }
  }
  return code
}

/** What is kept of a recovery code, whatever the hand that typed it. */
export const digestOfCode = (keys: Keys, accountId: string, code: string): string =>
  keys.mac('recovery', `${accountId} ${plain(code)}`)
export const digestsOfCode = (keys: Keys, accountId: string, code: string): string[] =>
  keys.macs('recovery', `${accountId} ${plain(code)}`)
/** What is kept of a pass's code: by it the pass itself is found. */
export const digestOfPass = (keys: Keys, code: string): string => keys.mac('pass', plain(code))
export const digestsOfPass = (keys: Keys, code: string): string[] => keys.macs('pass', plain(code))
const plain = (code: string) => code.toUpperCase().replace(/[^A-Z0-9]/g, '')
