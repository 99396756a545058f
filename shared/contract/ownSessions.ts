/** Where somebody is signed in, and how that ends: at once, on every server and socket. */
import * as z from 'zod/mini'
import { command, query, Receipt } from './call.ts'
import { administrators, everyWorker } from './roleGroups.ts'
import { Id, Time } from './values.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8058'

/** What a browser says it is, roughly: keys, whose words are in the message files. */
export const browsers = ['chrome', 'edge', 'firefox', 'safari', 'program', 'other'] as const
export const systems = ['windows', 'mac', 'android', 'ios', 'linux', 'other'] as const

export const OwnSession = z.object({
  id: z.string(),
  beganAt: Time,
  /** When it was last used, to within a few minutes. */
  seenAt: Time,
  browser: z.nullable(z.enum(browsers)),
  system: z.nullable(z.enum(systems)),
  /** The one that asks. */
  isThis: z.boolean(),
})
export type OwnSession = z.infer<typeof OwnSession>

export const ownSessionCommands = {
  'session.end': command({
    says: 'One of my own sessions ends, wherever it is.',
    allow: everyWorker,
    input: { sessionId: Id },
    output: Receipt,
    refusals: { alreadySignedOut: z.object({ at: Time }) },
    example: { sessionId: id },
  }),
  'session.endOthers': command({
    says: 'All of my sessions end but this one.',
    allow: everyWorker,
    input: {},
    output: Receipt,
    refusals: {},
    example: {},
  }),
  'account.endSessions': command({
    says: 'All of a worker’s sessions end; they can sign in again.',
    allow: administrators,
    input: { staffId: Id },
    output: Receipt,
    refusals: {},
    example: { staffId: id },
  }),
}

export const ownSessionQueries = {
  'session.own': query({
    says: 'Where I am signed in, since when, and when each was last used.',
    allow: everyWorker,
    input: {},
    output: z.object({ sessions: z.array(OwnSession) }),
    example: {},
  }),
}
