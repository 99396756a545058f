/** A passkey as a browser hands it over: WebAuthn's own JSON, which the server's library looks into. */
import * as z from 'zod/mini'

export const PasskeyAnswer = z.looseObject({
  id: z.string().check(z.minLength(1), z.maxLength(2_000)),
  rawId: z.string().check(z.maxLength(2_000)),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()),
})
/** One that nobody has: it parses, and is nobody's. */
export const noPasskey = {
  id: 'AAAA',
  rawId: 'AAAA',
  type: 'public-key',
  response: {},
  clientExtensionResults: {},
} as const
