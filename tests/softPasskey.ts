/**
 * A passkey in software, for tests on the server: makes and uses one as a phone does, by node's own crypto, so
 * that what the server's library must find wrong can be made wrong. Browser journeys use Chromium's.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { z } from 'zod/mini'
import type { PasskeyAnswer } from '../shared/contract/passkeyAnswer.ts'

type Answer = z.infer<typeof PasskeyAnswer>
interface Options {
  challenge: string
}

export interface SoftPasskey {
  readonly id: string
  /** For `account.passkeyChallenge` or a link's; `as` pretends to be another page. */
  make(options: Options, as?: string): Answer
  /** For `session.passkeyChallenge`. `counter`: how often it says it was used. */
  use(options: Options, how?: { counter?: number; isVerified?: boolean; as?: string }): Answer
}

const bytes = (...parts: (Buffer | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part)))
/** CBOR of the few shapes there are here: short text, bytes, small whole numbers, maps. */
function cbor(value: string | Buffer | number | [unknown, unknown][]): Buffer {
  if (typeof value === 'number') return head(value < 0 ? 1 : 0, value < 0 ? -1 - value : value)
  if (typeof value === 'string') return bytes(head(3, value.length), Buffer.from(value))
  if (Buffer.isBuffer(value)) return bytes(head(2, value.length), value)
  return bytes(head(5, value.length), ...value.flat().map((one) => cbor(one as Buffer)))
}
function head(kind: number, n: number): Buffer {
  if (n < 24) return bytes([(kind << 5) | n])
  return n < 256 ? bytes([(kind << 5) | 24, n]) : bytes([(kind << 5) | 25, n >> 8, n & 255])
}

export function softPasskey(page = 'http://localhost:1234'): SoftPasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const credential = randomBytes(16)
  const id = credential.toString('base64url')
  const site = createHash('sha256').update('localhost').digest()
  let used = 0

  const client = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const count = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]
  const answer = (response: Record<string, string>): Answer => ({
    id,
    rawId: id,
    type: 'public-key',
    response,
    clientExtensionResults: {},
  })

  return {
    id,
    make({ challenge }, as = page) {
      const key = cbor([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(jwk.x ?? '', 'base64url')],
        [-3, Buffer.from(jwk.y ?? '', 'base64url')],
      ])
      const made = bytes(site, [0x45], count(0), Buffer.alloc(16), [0, credential.length], credential, key)
      const attestation = cbor([
        ['fmt', 'none'],
        ['attStmt', []],
        ['authData', made],
      ])
      return answer({
        clientDataJSON: client('webauthn.create', challenge, as).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      })
    },
    use({ challenge }, { counter = ++used, isVerified = true, as = page } = {}) {
      const said = client('webauthn.get', challenge, as)
      const data = bytes(site, [isVerified ? 0x05 : 0x01], count(counter))
      const digest = createHash('sha256').update(said).digest()
      return answer({
        clientDataJSON: said.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', bytes(data, digest), privateKey).toString('base64url'),
      })
    },
  }
}
