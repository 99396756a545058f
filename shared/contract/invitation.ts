/**
 * How somebody gets a sign-in, and another password: by a link that an administrator hands over. A link works
 * once and for 72 hours, is shown once and kept nowhere; no mail is sent.
 */
import * as z from 'zod/mini'
import { getsNoSignIn } from './agency.ts'
import { command, query, Receipt } from './call.ts'
import { Role, WorkerRole } from './role.ts'
import { administrators } from './roleGroups.ts'
import { PasskeyAnswer } from './passkeyAnswer.ts'
import { Id, Name, Time } from './values.ts'

const staffId = '01890a5d-ac96-774b-bcce-b302099a8058'
/** What stands behind the # of a link: 256 bits, base64url. It is never part of an address that is asked for. */
export const LinkToken = z.string().check(z.regex(/^[\w-]{43}$/))
const exampleToken = 'x'.repeat(43)
/** Any signs, pasted or typed; how long and how common it may be is said by the server. */
export const NewPassword = z.string().check(z.minLength(1), z.maxLength(400))
const Link = z.object({ ...Receipt.shape, token: LinkToken })

export const invitationCommands = {
  'account.invite': command({
    says: 'A link by which somebody new chooses their own user name and password. Shown in this answer alone.',
    allow: administrators,
    input: { name: Name, role: WorkerRole, agencyId: Id },
    output: Link,
    refusals: { agencyEnded: z.object({ at: Time }), getsNoSignIn },
    example: { name: 'Jo M.', role: 'peer', agencyId: '01890a5d-ac96-774b-bcce-b302099a8057' },
  }),
  'account.makePasswordLink': command({
    says: 'A link by which a worker chooses another password. Every sign-in of theirs ends when they use it.',
    allow: administrators,
    input: { staffId: Id },
    output: Link,
    refusals: { worksElsewhere: z.object({}), alreadyOff: z.object({ at: Time }) },
    example: { staffId },
  }),
  'account.withdrawLink': command({
    says: 'A link that nobody has used yet works no more.',
    allow: administrators,
    input: { invitationId: Id },
    output: Receipt,
    refusals: { linkOver: z.object({}) },
    example: { invitationId: staffId },
  }),
  'invitation.look': command({
    says: 'Whom a link is for. It changes nothing; it is sent, not asked, so that no address holds the link.',
    allow: 'anybody',
    input: { token: LinkToken },
    output: z.object({
      centre: z.string(),
      name: z.string(),
      /** Theirs already, when the link is for another password. */
      username: z.nullable(z.string()),
      leastLength: z.number(),
      endsAt: Time,
      /** What a browser needs to make a passkey instead of a password; null for who has a sign-in already. */
      passkey: z.nullable(z.record(z.string(), z.unknown())),
    }),
    refusals: { linkOver: z.object({}) },
    example: { token: exampleToken },
  }),
  'invitation.take': command({
    says: 'The user name and password, or passkey, that the invited person chose. They are signed in with the answer.',
    allow: 'anybody',
    input: {
      token: LinkToken,
      username: z.optional(Name),
      password: z.optional(NewPassword),
      passkey: z.optional(PasskeyAnswer),
    },
    output: z.object({ token: z.string(), endsAt: Time }),
    refusals: {
      linkOver: z.object({}),
      agencyEnded: z.object({ at: Time }),
      getsNoSignIn,
      usernameTaken: z.object({}),
      passkeyNotMade: z.object({}),
      // Another password was set; whoever has an authenticator app still needs its code.
      secondStep: z.object({ half: z.string(), endsAt: Time }),
    },
    example: { token: exampleToken, username: 'jo.m', password: 'seven boats on the harbour' },
  }),
}

export const invitationQueries = {
  'account.links': query({
    says: 'Links that were handed out and are still open, without the links themselves.',
    allow: administrators,
    input: {},
    output: z.object({
      links: z.array(
        z.object({
          invitationId: z.string(),
          name: z.string(),
          role: Role,
          agency: z.string(),
          /** For another password of this worker; null for somebody new. */
          staffId: z.nullable(z.string()),
          madeAt: Time,
          endsAt: Time,
        }),
      ),
    }),
    example: {},
  }),
}
