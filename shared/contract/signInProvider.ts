/**
 * An agency's own sign-in by OpenID Connect, several to a centre. What the agency says about somebody is only
 * matched to an account that is here already: it never makes one, and never gives it a right.
 */
import * as z from 'zod/mini'
import { getsNoSignIn } from './agency.ts'
import { command, query, Receipt } from './call.ts'
import { administrators } from './roleGroups.ts'
import { Id, Name, Time, words } from './values.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const staffId = '01890a5d-ac96-774b-bcce-b302099a8058'
/** TLS, but on this machine itself, where there is nobody in between. */
const Issuer = z.url().check(
  z.maxLength(400),
  z.refine((text) => /^https:|^http:\/\/(localhost|127\.0\.0\.1)(:|\/|$)/.test(text), 'notSecure'),
)
const Claim = z.string().check(z.regex(/^[A-Za-z][\w:/.-]{0,119}$/))
const Secret = z.string().check(z.minLength(1), z.maxLength(2_000))

export const signInProviderCommands = {
  'signInProvider.add': command({
    says: 'An agency’s own sign-in. Its secret is sealed and never shown again.',
    allow: administrators,
    input: { name: Name, issuer: Issuer, clientId: words(400), clientSecret: Secret, claim: Claim },
    output: Receipt,
    refusals: { providerExists: z.object({}), getsNoSignIn },
    example: {
      name: 'Harbour Trust',
      issuer: 'https://sign-in.harbour.example',
      clientId: 'alongside',
      clientSecret: 'from the agency',
      claim: 'sub',
    },
  }),
  'signInProvider.change': command({
    says: 'Another name, number or secret of an agency’s sign-in. Another claim unlinks everybody.',
    allow: administrators,
    input: {
      providerId: Id,
      name: z.optional(Name),
      clientId: z.optional(words(400)),
      clientSecret: z.optional(Secret),
      claim: z.optional(Claim),
    },
    output: Receipt,
    refusals: { providerExists: z.object({}), getsNoSignIn },
    example: { providerId: id, name: 'Harbour Trust' },
  }),
  'signInProvider.switchOff': command({
    says: 'Nobody signs in by this agency any more; who is in stays in.',
    allow: administrators,
    input: { providerId: Id },
    output: Receipt,
    refusals: { alreadyOff: z.object({ at: Time }) },
    example: { providerId: id },
  }),
  'signInProvider.switchOn': command({
    says: 'Signing in by this agency works again.',
    allow: administrators,
    input: { providerId: Id },
    output: Receipt,
    refusals: { notOff: z.object({}) },
    example: { providerId: id },
  }),
  'signInProvider.link': command({
    says: 'Whom the agency means by this value of its claim.',
    allow: administrators,
    input: { providerId: Id, staffId: Id, value: words(400) },
    output: Receipt,
    refusals: { valueTaken: z.object({}), worksElsewhere: z.object({}) },
    example: { providerId: id, staffId, value: 'jo.marsh@harbour.example' },
  }),
  'signInProvider.unlink': command({
    says: 'This worker doesn’t sign in by the agency any more.',
    allow: administrators,
    input: { providerId: Id, staffId: Id },
    output: Receipt,
    refusals: { notLinked: z.object({}) },
    example: { providerId: id, staffId },
  }),
}

export const signInProviderQueries = {
  'signIn.ways': query({
    says: 'By which agencies’ own sign-ins one can get in here.',
    allow: 'anybody',
    input: {},
    output: z.object({ providers: z.array(z.object({ providerId: z.string(), name: z.string() })) }),
    example: {},
  }),
  signInProviders: query({
    says: 'The agencies’ sign-ins as they are set up, and who is linked; never a secret.',
    allow: administrators,
    input: {},
    output: z.object({
      providers: z.array(
        z.object({
          providerId: z.string(),
          name: z.string(),
          issuer: z.string(),
          clientId: z.string(),
          claim: z.string(),
          offAt: z.nullable(Time),
          links: z.array(z.object({ staffId: z.string(), name: z.string(), value: z.string() })),
        }),
      ),
    }),
    example: {},
  }),
}
