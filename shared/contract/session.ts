/** Signing in, and who one is. A token is short-lived; ending a session or an account acts at once. */
import * as z from 'zod/mini'
import { getsNoSignIn } from './agency.ts'
import { command, query, Receipt } from './call.ts'
import { Role, WorkerRole } from './role.ts'
import { administrators, everyRole, everyWorker, managers } from './roleGroups.ts'
import { Day, Id, Name, Time, words } from './values.ts'

const staffId = '01890a5d-ac96-774b-bcce-b302099a8058'

export const Me = z.object({
  staffId: z.string(),
  name: z.string(),
  role: Role,
  agency: z.string(),
  centreId: z.string(),
  isOn: z.boolean(),
  isShiftLead: z.boolean(),
  /** For whoever leads the shift, and managers: how many openings nobody has gone through yet; absent for none. */
  toReview: z.optional(z.number()),
  /** A second factor is wanted of them, and until it is there nothing else can be done; absent for no. */
  mustAddSecondFactor: z.optional(z.boolean()),
  /** When this sign-in's token ends unless it is renewed. */
  endsAt: Time,
})
export type Me = z.infer<typeof Me>

export const sessionCommands = {
  'session.signIn': command({
    says: 'A user name and a password for a session: an httpOnly cookie, and the token for programs.',
    allow: 'anybody',
    input: {
      username: words(120),
      password: z.string().check(z.minLength(1), z.maxLength(400)),
    },
    output: z.object({ token: z.string(), endsAt: Time }),
    // The password was right; a code is still wanted, and `half` goes with it to session.secondStep.
    refusals: { secondStep: z.object({ half: z.string(), endsAt: Time }) },
    example: { username: 'desk', password: 'alongside-demo' },
  }),
  'session.signOut': command({
    says: 'This session ends, on every server and socket, at once.',
    allow: everyRole,
    input: {},
    output: z.object({}),
    refusals: {},
    example: {},
  }),
  'session.renew': command({
    says: 'A new token for a session that still stands.',
    allow: everyRole,
    input: {},
    output: z.object({ token: z.string(), endsAt: Time }),
    refusals: {},
    example: {},
  }),
  'account.switchOff': command({
    says: 'This worker can’t sign in any more; every session and socket of theirs ends at once.',
    allow: administrators,
    input: { staffId: Id },
    output: Receipt,
    refusals: { alreadyOff: z.object({ at: Time }), yourself: z.object({}) },
    example: { staffId },
  }),
  'account.switchOn': command({
    says: 'This worker can sign in again.',
    allow: administrators,
    input: { staffId: Id },
    output: Receipt,
    refusals: { notOff: z.object({}), agencyEnded: z.object({ at: Time }), getsNoSignIn },
    example: { staffId },
  }),
  'account.endOn': command({
    says: 'From this day on a worker can’t sign in, and what they wrote stays under their name; null: no end any more.',
    allow: administrators,
    input: { staffId: Id, day: z.nullable(Day) },
    output: Receipt,
    refusals: { yourself: z.object({}), alreadyOff: z.object({ at: Time }) },
    example: { staffId, day: '2026-12-24' },
  }),
  'account.leave': command({
    says: 'The day on which a worker leaves has come: they are switched off, and nobody is left waiting for them.',
    allow: 'system',
    input: { staffId: Id },
    output: Receipt,
    refusals: {},
    example: { staffId },
  }),
  'account.changeRole': command({
    says: 'Another role, or another agency; open screens follow at once.',
    allow: administrators,
    input: { staffId: Id, role: WorkerRole, agencyId: z.optional(Id) },
    output: Receipt,
    refusals: { yourself: z.object({}), agencyEnded: z.object({ at: Time }), getsNoSignIn },
    example: { staffId, role: 'seniorPeer' },
  }),
  'account.rename': command({
    says: 'What a worker is called, on every card they are on.',
    allow: administrators,
    input: { staffId: Id, name: Name },
    output: Receipt,
    refusals: {},
    example: { staffId, name: 'Jo M.' },
  }),
  'screen.enrol': command({
    says: 'The browser that asks becomes a screen on the wall, and nothing else.',
    allow: [...managers, ...administrators],
    input: { name: Name },
    output: Receipt,
    refusals: {},
    example: { name: 'Lounge' },
  }),
  'screen.switchOff': command({
    says: 'A screen on the wall shows the wall no more: it is signed out, wherever it hangs.',
    allow: [...managers, ...administrators],
    input: { screenId: Id },
    output: Receipt,
    refusals: { screenOff: z.object({ at: Time }) },
    example: { screenId: staffId },
  }),
}

export const sessionQueries = {
  session: query({
    says: 'Who is signed in here.',
    allow: everyRole,
    input: {},
    output: Me,
    example: {},
  }),
  'session.sealingKeys': query({
    says: 'What a browser seals with whatever waits in it to be sent: for this worker alone, at this centre alone.',
    allow: everyWorker,
    input: {},
    output: z.object({
      /** Whose they are: a browser may have changed hands since it asked. */
      staffId: z.string(),
      /** 32 bytes each, base64url. The first seals, all of them open. */
      keys: z.array(z.string()),
      /** On a shared device: for its last board, the same for all who see alike; `id` says which board that is. */
      board: z.optional(z.object({ id: z.string(), keys: z.array(z.string()) })),
    }),
    example: {},
  }),
  'session.accounts': query({
    says: 'Who works here, in which role and agency, and who is switched off.',
    allow: [...managers, ...administrators],
    input: {},
    output: z.object({
      accounts: z.array(
        z.object({
          staffId: z.string(),
          name: z.string(),
          username: z.string(),
          role: Role,
          agencyId: z.string(),
          agency: z.string(),
          offAt: z.nullable(Time),
          /** When their last day ends, where that is known. */
          leavesAt: z.nullable(Time),
          /** Whether a code from an app is asked for after their password. */
          hasApp: z.boolean(),
        }),
      ),
    }),
    example: {},
  }),
}
