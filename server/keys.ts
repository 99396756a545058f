/**
 * What is made from the server's secret: keys for one purpose each, so that what was sealed or signed for one
 * is worth nothing for another. The first secret seals and signs, all of them open and recognise, as with
 * tokens: so a secret can be changed without anybody losing their second factor.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'

export type Purpose =
  | 'authenticator'
  | 'provider'
  | 'agency'
  | 'challenge'
  | 'half'
  | 'press'
  | 'recovery'
  | 'letIn'
  | 'pass'
  | 'replay'

export interface Keys {
  /** AES-256-GCM, base64url. */
  seal(purpose: Purpose, text: string): string
  /** Null for whatever isn't ours or was sealed for another purpose. */
  open(purpose: Purpose, sealed: string): string | null
  /** HMAC-SHA256 by the first secret, base64url. */
  mac(purpose: Purpose, text: string): string
  /** By every secret: what was kept may be of an older one. */
  macs(purpose: Purpose, text: string): string[]
  /**
   * A secret for one press: sent again with the same key it is the same, so that an answer which got lost on
   * the way can be given again although nobody has kept it. 32 bytes.
   */
  ofPress(what: string, press: { accountId: string; key: string }): Buffer
}

/** What is kept of a token that nobody could guess: its SHA-256. */
export const digestOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

const ivBytes = 12
const tagBytes = 16

export function createKeys(secrets: readonly string[]): Keys {
  const key = (secret: string, purpose: Purpose) =>
    Buffer.from(hkdfSync('sha256', secret, 'alongside', `alongside:${purpose}`, 32))
  const made = new Map<string, Buffer[]>()
  function keysFor(purpose: Purpose): [Buffer, ...Buffer[]] {
    const known = made.get(purpose) ?? secrets.map((secret) => key(secret, purpose))
    made.set(purpose, known)
    const [first, ...others] = known
    if (!first) throw new Error('there is no secret')
    return [first, ...others]
  }
  const macBy = (by: Buffer, text: string) => createHmac('sha256', by).update(text).digest()

  return {
    seal(purpose, text) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', keysFor(purpose)[0], iv)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, sealed, cipher.getAuthTag()]).toString('base64url')
    },
    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < ivBytes + tagBytes) return null
      for (const by of keysFor(purpose)) {
        const decipher = createDecipheriv('aes-256-gcm', by, bytes.subarray(0, ivBytes), {
          authTagLength: tagBytes,
        })
        decipher.setAuthTag(bytes.subarray(-tagBytes))
        const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes))])
        try {
          return Buffer.concat([text, decipher.final()]).toString('utf8')
        } catch {
          // Not by this key: final() throws for that alone.
        }
      }
      return null
    },
    mac: (purpose, text) => macBy(keysFor(purpose)[0], text).toString('base64url'),
    macs: (purpose, text) => keysFor(purpose).map((by) => macBy(by, text).toString('base64url')),
    ofPress: (what, { accountId, key: press }) =>
      macBy(keysFor('press')[0], JSON.stringify([what, accountId, press])),
  }
}
