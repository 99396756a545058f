/**
 * An agency's own sign-in by OpenID Connect: code flow with PKCE, state and nonce. The one place that knows the
 * library. What must be known when somebody comes back is sealed into their own cookie, so that another server
 * can go on, and works for ten minutes. Says who somebody is at the agency, never what they may do here.
 */
import { and, asc, eq, isNull } from 'drizzle-orm'
import * as oidc from 'openid-client'
import { signInProvider } from '../../../db/schema/signIn.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { Keys } from '../../keys.ts'

/** How long somebody may take at their agency, ms of the real clock. */
export const awayLasts = 10 * 60_000

const provider = statement((db) =>
  db
    .select()
    .from(signInProvider)
    .where(
      and(
        eq(signInProvider.id, ph('providerId')),
        eq(signInProvider.centreId, ph('centreId')),
        isNull(signInProvider.offAt),
      ),
    ),
)
export const providersOn = statement((db) =>
  db
    .select({ providerId: signInProvider.id, name: signInProvider.name })
    .from(signInProvider)
    .where(and(eq(signInProvider.centreId, ph('centreId')), isNull(signInProvider.offAt)))
    .orderBy(asc(signInProvider.name)),
)

interface Away {
  providerId: string
  state: string
  nonce: string
  verifier: string
  endsAt: number
}

/** Why nobody is in: the agency can't be reached or is set up wrongly; or the way there and back wasn't whole. */
export type AgencyTrouble = 'agencyUnreached' | 'agencyNotWhole' | 'agencyUnknown'

export interface AgencySignIn {
  /** Where to send somebody, and what their cookie keeps meanwhile. */
  leave(asked: {
    providerId: string
    centreId: string
    backTo: string
  }): Promise<{ to: string; away: string } | AgencyTrouble>
  /** Who came back: the value of the provider's claim. `url` is the whole address they came back to. */
  comeBack(back: {
    away: string
    centreId: string
    url: URL
  }): Promise<{ providerId: string; value: string } | AgencyTrouble>
}

/** `now` is the real clock, UTC ms. */
export function createAgencySignIn(parts: { read: Reader; keys: Keys; now: () => number }): AgencySignIn {
  const { read, keys, now } = parts

  async function configured(providerId: string, centreId: string) {
    const [row] = await provider(read, { providerId, centreId })
    const secret = row ? keys.open('provider', row.sealed) : null
    if (!row || secret === null) return null
    const issuer = new URL(row.issuer)
    // Plain HTTP only on this machine itself, as the contract says: the library marks it, lest it be overlooked.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const plain = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
    // The library leaves a token's signature to TLS unless it is told to look at it.
    const execute = [oidc.enableNonRepudiationChecks, ...plain]
    const configuration = await oidc.discovery(issuer, row.clientId, secret, undefined, { execute })
    return { configuration, claim: row.claim }
  }

  return {
    async leave({ providerId, centreId, backTo }) {
      try {
        const found = await configured(providerId, centreId)
        if (!found) return 'agencyUnknown'
        const [state, nonce, verifier] = [
          oidc.randomState(),
          oidc.randomNonce(),
          oidc.randomPKCECodeVerifier(),
        ]
        const to = oidc.buildAuthorizationUrl(found.configuration, {
          redirect_uri: backTo,
          scope: 'openid email profile',
          state,
          nonce,
          code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        })
        const away: Away = { providerId, state, nonce, verifier, endsAt: now() + awayLasts }
        return { to: to.href, away: keys.seal('agency', JSON.stringify(away)) }
      } catch {
        // The library's errors carry what the agency answered: none of it is kept.
        return 'agencyUnreached'
      }
    },

    async comeBack({ away, centreId, url }) {
      const opened = keys.open('agency', away)
      // Sealed by this server for this alone.
      const left = opened === null ? null : (JSON.parse(opened) as Away)
      if (!left || left.endsAt <= now()) return 'agencyNotWhole'
      const found = await configured(left.providerId, centreId).catch(() => 'agencyUnreached' as const)
      if (found === 'agencyUnreached') return found
      if (!found) return 'agencyUnknown'
      try {
        const tokens = await oidc.authorizationCodeGrant(found.configuration, url, {
          expectedState: left.state,
          expectedNonce: left.nonce,
          pkceCodeVerifier: left.verifier,
          idTokenExpected: true,
        })
        const token = tokens.claims()
        if (!token) return 'agencyNotWhole'
        // Some agencies put no more than the number into the token, and the rest where it can be asked for.
        const claims =
          found.claim in token
            ? token
            : await oidc.fetchUserInfo(found.configuration, tokens.access_token, token.sub)
        const value = claims[found.claim]
        // An address that the agency itself doesn't vouch for could be anybody's.
        if (found.claim === 'email' && claims.email_verified !== true) return 'agencyUnknown'
        return typeof value === 'string' && value !== ''
          ? { providerId: left.providerId, value }
          : 'agencyUnknown'
      } catch {
        return 'agencyNotWhole'
      }
    },
  }
}
