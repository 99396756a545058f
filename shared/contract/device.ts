/** The shared desk: devices that several workers use, and how they change there without a long password. */
import * as z from 'zod/mini'
import { command, query, Receipt } from './call.ts'
import { PasskeyAnswer } from './passkeyAnswer.ts'
import { administrators, everyWorker, managers } from './roleGroups.ts'
import { Id, Name, Time } from './values.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8060'
const settlers = [...administrators, ...managers]
const Password = z.string().check(z.minLength(1), z.maxLength(400))

/** Six digits or more. Which of them are too easily guessed is said when one is set. */
export const Pin = z.string().check(z.regex(/^\d{6,12}$/))

const Fresh = z.object({ token: z.string(), endsAt: Time })
/** How a PIN may be refused: `left` guesses until the password is asked for instead. */
const pinRefusals = {
  notEnrolled: z.object({}),
  wrongPin: z.object({ left: z.number() }),
  askPassword: z.object({}),
}

export const deviceCommands = {
  'device.enrol': command({
    says: 'The browser that asks is on a device that several workers share: it locks by itself, and they change there by PIN.',
    allow: settlers,
    input: { name: Name },
    output: Receipt,
    refusals: {},
    example: { name: 'Front desk' },
  }),
  'device.rename': command({
    says: 'A shared device has another name.',
    allow: settlers,
    input: { deviceId: Id, name: Name },
    output: Receipt,
    refusals: {},
    example: { deviceId: id, name: 'Desk by the door' },
  }),
  'device.switchOff': command({
    says: 'A device is no longer shared: sessions on it end, and nobody changes there by PIN any more.',
    allow: settlers,
    input: { deviceId: Id },
    output: Receipt,
    refusals: { deviceOff: z.object({ at: Time }) },
    example: { deviceId: id },
  }),
  'session.setPin': command({
    says: 'My PIN for shared devices. The password is asked for, since a screen may have been left open; whoever has none has just signed in by passkey, link or agency.',
    allow: everyWorker,
    input: { pin: Pin, password: z.optional(Password) },
    output: Receipt,
    refusals: { pinTooEasy: z.object({}), wrongPassword: z.object({}), signInAgain: z.object({}) },
    example: { pin: '804291', password: 'alongside-demo' },
  }),
  'session.switchUser': command({
    says: 'Another worker takes over a shared device, by name and PIN; whoever was signed in there is signed out.',
    allow: 'anybody',
    input: { staffId: Id, pin: Pin },
    output: Fresh,
    refusals: pinRefusals,
    example: { staffId: id, pin: '804291' },
  }),
  'session.unlock': command({
    says: 'Whoever is signed in is back at a locked screen: by PIN on a shared device, or by password or passkey anywhere.',
    allow: everyWorker,
    input: { pin: z.optional(Pin), password: z.optional(Password), passkey: z.optional(PasskeyAnswer) },
    output: Receipt,
    refusals: { ...pinRefusals, wrongPassword: z.object({}), unknownPasskey: z.object({}) },
    example: { pin: '804291' },
  }),
}

export const deviceQueries = {
  devices: query({
    says: 'The devices that are or were shared, and the screens that hang on a wall now.',
    allow: settlers,
    input: {},
    output: z.object({
      devices: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          enrolledAt: Time,
          by: z.string(),
          offAt: z.nullable(Time),
          /** The one that asks. */
          isThis: z.boolean(),
        }),
      ),
      screens: z.array(z.object({ id: z.string(), name: z.string(), enrolledAt: Time })),
    }),
    example: {},
  }),
  device: query({
    says: 'Whether this browser is on a shared device, when it locks, and who can change to there.',
    allow: 'anybody',
    input: {},
    output: z.object({
      device: z.nullable(
        z.object({
          name: z.string(),
          lockMinutes: z.number(),
          people: z.array(
            z.object({
              staffId: z.string(),
              name: z.string(),
              /** Another when their PIN, role or agency is: what opens with it here without the server is over then. */
              mark: z.string(),
              /** For how long from now their PIN opens this device without the server, ms. */
              opensFor: z.number(),
            }),
          ),
        }),
      ),
    }),
    example: {},
  }),
}
