/** A passkey as a browser hands it over: WebAuthn's own JSON, which the server's library looks into. */
import * as z from 'zod/mini'

export const PasskeyAnswer = z.looseObject({
  id: z.string().check(z.regex(/^[\w-]{1,2000}$/)),
  rawId: z.string().check(z.regex(/^[\w-]{0,2000}$/)),
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
