/**
 * The night pass: somebody of another agency, without an account, is let in for one shift, under their own name.
 * Whoever leads the shift gives it; it ends with the shift, whatever their screen does.
 */
import * as z from 'zod/mini'
import { getsNoSignIn } from './agency.ts'
import { command, query, Receipt } from './call.ts'
import { mostPassHours } from '../domain/passHours.ts'
import { Code } from './ownSignIn.ts'
import { Role } from './role.ts'
import { administrators, everyWorker, managers, passRoles } from './roleGroups.ts'
import { Id, Name, Time } from './values.ts'

const passId = '01890a5d-ac96-774b-bcce-b302099a8061'

const Given = z.object({ ...Receipt.shape, code: z.string() })
const whoGives = {
  notShiftLead: z.object({}),
  /** Who is here on a pass lets in nobody: a pass would never end. */
  onPass: z.object({}),
  moreThanYours: z.object({}),
  agencyEnded: z.object({ at: Time }),
  getsNoSignIn,
}

export const passCommands = {
  'pass.give': command({
    says:
      'Whoever leads the shift lets in somebody without an account, for the hours that the shift still goes. The code ' +
      'is in this answer alone and works once.',
    allow: everyWorker,
    input: {
      name: Name,
      role: z.enum(passRoles),
      agencyId: Id,
      hours: z.int().check(z.gte(1), z.lte(mostPassHours)),
    },
    output: Given,
    refusals: whoGives,
    example: { name: 'Jo M.', role: 'peer', agencyId: '01890a5d-ac96-774b-bcce-b302099a8057', hours: 10 },
  }),
  'pass.makeCode': command({
    says: 'Another code for a pass that still stands: they signed out, or lost the first. That one works no more.',
    allow: everyWorker,
    input: { passId: Id },
    output: Given,
    refusals: { ...whoGives, passOver: z.object({}) },
    example: { passId },
  }),
  'pass.withdraw': command({
    says: 'A pass ends now, with every sign-in by it; nobody is left waiting for whoever had it.',
    allow: everyWorker,
    input: { passId: Id },
    output: Receipt,
    refusals: { notShiftLead: z.object({}), passOver: z.object({}) },
    example: { passId },
  }),
  'session.signInByPass': command({
    says: 'The code of a night pass, for a session that ends with it.',
    allow: 'anybody',
    input: { code: Code },
    output: z.object({ token: z.string(), endsAt: Time }),
    refusals: { wrongCode: z.object({}) },
    example: { code: 'ABCD-EFGH-JKMN' },
  }),
}

export const passQueries = {
  passes: query({
    says: 'The passes that stand now, without their codes.',
    allow: [...managers, ...administrators],
    orShiftLead: true,
    input: {},
    output: z.object({
      passes: z.array(
        z.object({
          passId: z.string(),
          staffId: z.string(),
          name: z.string(),
          role: Role,
          agency: z.string(),
          /** Who gave it. */
          by: z.string(),
          givenAt: Time,
          endsAt: Time,
          /** When its newest code was used. */
          usedAt: z.nullable(Time),
        }),
      ),
    }),
    example: {},
  }),
}
