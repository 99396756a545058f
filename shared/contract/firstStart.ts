/**
 * The first start in a browser. No command: there is no centre yet whose door it could go through. Whoever owns the
 * machine proves it by a code from its terminal, and what they say becomes `centre.open`. Flat, so that what is wrong
 * can be said under its field.
 */
import * as z from 'zod/mini'
import { AgencyKind } from './agency.ts'
import { CentreWord } from './centre.ts'
import { NewPassword } from './invitation.ts'
import { Key, Name } from './values.ts'

export const FirstStart = z.strictObject({
  code: z.string().check(z.minLength(1), z.maxLength(40)),
  name: Name,
  timeZone: Name,
  word: CentreWord,
  /** The first is the one that the administrator belongs to. */
  agencies: z.array(z.strictObject({ name: Name, kind: AgencyKind })).check(z.minLength(1), z.maxLength(40)),
  spaces: z.array(z.strictObject({ name: Name, kind: Key })).check(z.maxLength(100)),
  administrator: Name,
  username: Name,
  password: NewPassword,
})
export type FirstStart = z.infer<typeof FirstStart>
