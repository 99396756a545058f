/** How a centre comes to be. Run from inside alone (the command line, the demonstration), never by HTTP. */
import * as z from 'zod/mini'
import { AgencyKind, getsNoSignIn } from './agency.ts'
import { command, Receipt } from './call.ts'
import { CentreWord } from './centre.ts'
import { Role } from './role.ts'
import { Id, Key, Name } from './values.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'

/** A worker to begin with. The password comes hashed: no door ever sees it. */
export const Founder = z.strictObject({
  staffId: Id,
  accountId: Id,
  username: Name,
  passwordHash: z.string().check(z.minLength(20), z.maxLength(400)),
  name: Name,
  role: Role,
  agencyId: Id,
})
export type Founder = z.infer<typeof Founder>

export const foundingCommands = {
  'centre.open': command({
    says: 'A centre with its agencies, its spaces and the first workers.',
    allow: 'system',
    input: {
      name: Name,
      timeZone: Name,
      word: CentreWord,
      isDemonstration: z.boolean(),
      agencies: z.array(z.strictObject({ id: Id, name: Name, kind: z.optional(AgencyKind) })),
      staff: z.array(Founder),
      spaces: z.array(z.strictObject({ id: Id, name: Name, kind: Key })),
    },
    output: Receipt,
    refusals: { centreExists: z.object({}), getsNoSignIn },
    example: {
      name: 'Lantern House',
      timeZone: 'Europe/London',
      word: 'guest',
      isDemonstration: true,
      agencies: [{ id, name: 'Harbour Mind' }],
      staff: [],
      spaces: [{ id, name: 'Lounge', kind: 'lounge' }],
    },
  }),
}
