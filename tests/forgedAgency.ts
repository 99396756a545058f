/**
 * An agency whose answers are made by hand: just enough of an OpenID provider for a test to say what stands in the
 * ID token, who signed it and what comes back, which no real provider would let it say.
 */
import { createSign, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Claims {
  iss: string
  aud: string
  sub: string
  nonce: string
  iat: number
  exp: number
}
/** How a token lies; nothing: it doesn't. */
export interface Forgery {
  claims?: Partial<Claims>
  /** By a key that isn't the provider's, or by none at all. */
  signed?: 'byAnother' | 'byNobody'
}

export interface ForgedAgency {
  readonly issuer: string
  /** How often somebody came with a code. */
  readonly asked: { count: number }
  /** The next token is made like this, for a trip that asked with `nonce`. */
  answersWith(nonce: string, forgery: Forgery): void
  close(): Promise<void>
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

/** `now` in UTC ms; `sub` is who comes back. */
export async function startForgedAgency(who: {
  sub: string
  clientId: string
  now: () => number
}): Promise<ForgedAgency> {
  const [own, another] = [pair(), pair()]
  const jwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }
  const asked = { count: 0 }
  let next: { nonce: string; forgery: Forgery } = { nonce: '', forgery: {} }

  function idToken(): string {
    const { nonce, forgery } = next
    const iat = Math.floor(who.now() / 1000)
    const claims = {
      iss: issuer,
      aud: who.clientId,
      sub: who.sub,
      nonce,
      iat,
      exp: iat + 300,
      ...forgery.claims,
    }
    const alg = forgery.signed === 'byNobody' ? 'none' : 'RS256'
    const text = `${base64url({ alg, kid: 'one', typ: 'JWT' })}.${base64url(claims)}`
    if (alg === 'none') return `${text}.`
    const by = forgery.signed === 'byAnother' ? another : own
    return `${text}.${createSign('RSA-SHA256').update(text).sign(by.privateKey, 'base64url')}`
  }

  const server = createServer((req, res) => {
    const answer = (body: object) =>
      res.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    if (req.url === '/.well-known/openid-configuration') {
      return void answer({
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      })
    }
    if (req.url === '/keys') return void answer({ keys: [jwk] })
    if (req.url === '/token') {
      asked.count++
      return void answer({ access_token: 'one', token_type: 'Bearer', expires_in: 300, id_token: idToken() })
    }
    res.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    issuer,
    asked,
    answersWith: (nonce, forgery) => void (next = { nonce, forgery }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
