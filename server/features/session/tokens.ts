/**
 * The short-lived token that names a session. It holds no role and no name: what a session may do is looked
 * up each time, so that a right taken away is gone at once. Keys are made once and the algorithm is pinned.
 */
import { createSecretKey } from 'node:crypto'
import jwt from 'jsonwebtoken'

const algorithm = 'HS256'
const issuer = 'alongside'
const audience = 'alongside:session'

/** How long a token stands, ms. A screen renews it while somebody is there. */
export const tokenLasts = 30 * 60_000

export interface Signed {
  sessionId: string
  centreId: string
  /** UTC ms. */
  endsAt: number
}

export interface Tokens {
  /** `now` is UTC ms; the token ends 30 minutes later, to the second. */
  mint(session: { sessionId: string; centreId: string }, now: number): { token: string; endsAt: number }
  /** Null for whatever isn't ours, has been tampered with or has ended: never why. */
  verify(token: string, now: number): Signed | null
}

/**
 * The first secret signs, all of them verify: so that a secret can be changed without signing anybody out.
 * @throws Error without a secret, or with one shorter than the 32 bytes that HS256 calls for (RFC 7518, 3.2).
 */
export function createTokens(secrets: readonly string[]): Tokens {
  const keys = secrets.map((secret) => {
    const bytes = Buffer.from(secret, 'utf8')
    if (bytes.length < 32) throw new Error('a signing secret must have at least 32 bytes')
    return createSecretKey(bytes)
  })
  const [signing] = keys
  if (!signing) throw new Error('there is no signing secret')

  return {
    mint({ sessionId, centreId }, now) {
      const iat = Math.floor(now / 1000)
      const exp = iat + tokenLasts / 1000
      const payload = { iss: issuer, aud: audience, sub: sessionId, centre: centreId, iat, exp }
      return { token: jwt.sign(payload, signing, { algorithm }), endsAt: exp * 1000 }
    },
    verify(token, now) {
      const clockTimestamp = Math.floor(now / 1000)
      for (const key of keys) {
        try {
          const claims = jwt.verify(token, key, { algorithms: [algorithm], issuer, audience, clockTimestamp })
          return typeof claims === 'string' ? null : signed(claims)
        } catch (error) {
          // A body that isn't JSON comes as a SyntaxError.
          if (!(error instanceof jwt.JsonWebTokenError || error instanceof SyntaxError)) throw error
        }
      }
      return null
    },
  }
}

function signed(claims: jwt.JwtPayload): Signed | null {
  const { sub, centre, exp } = claims
  if (typeof sub !== 'string' || typeof centre !== 'string' || typeof exp !== 'number') return null
  return { sessionId: sub, centreId: centre, endsAt: exp * 1000 }
}
