/**
 * A centre of one's own, from what somebody said at a terminal or in a browser: passwords are looked at and hashed
 * here, and everything is made in one piece by `centre.open`. Nothing that was typed is kept.
 */
import { uuidv7 } from 'uuidv7'
import type { Database } from '../db/store.ts'
import type { Sent } from '../shared/contract/index.ts'
import { foldUsername } from '../shared/domain/username.ts'
import { realClock } from './clock.ts'
import { type Actor, Invalid } from './commands/handler.ts'
import { createDoor, type Outcome } from './commands/run.ts'
import { handlers } from './features.ts'
import { hashPassword } from './features/session/password.ts'
import { passwordTrouble } from './features/session/passwordRules.ts'

type Opening = Sent<'centre.open'>
export interface Founding {
  name: string
  timeZone: string
  word: string
  /** The first is the founders' own. */
  agencies: { name: string; kind: string }[]
  spaces: { name: string; kind: string }[]
  founders: { role: Opening['staff'][number]['role']; name: string; username: string; password: string }[]
}

/** @throws Invalid where a password can't be chosen, or a user name or the time zone can't be. */
export async function foundCentre(
  { db, secret }: { db: Database; secret: string },
  founding: Founding,
): Promise<Outcome> {
  const { name, timeZone, word, founders } = founding
  const agencies = founding.agencies.map((one) => ({ ...one, id: uuidv7() }))
  const agencyId = agencies[0]?.id ?? ''
  const staff: Opening['staff'] = []
  for (const { role, name: called, username, password } of founders) {
    const message = await passwordTrouble(password, [username, called, name])
    if (message !== null) throw new Invalid([{ path: 'password', message }])
    const passwordHash = await hashPassword(password)
    const ids = { staffId: uuidv7(), accountId: uuidv7(), agencyId }
    staff.push({ ...ids, username: foldUsername(username), passwordHash, name: called, role })
  }
  const door = createDoor({ db, clock: realClock, newId: uuidv7, secret, handlers, wake: () => undefined })
  const spaces = founding.spaces.map((one) => ({ ...one, id: uuidv7() }))
  const input = { name, timeZone, word, isDemonstration: false, agencies, staff, spaces }
  return await door.run('centre.open', { actor: founderOf(uuidv7()), input })
}

/** The program itself, which alone may open a centre; the centre's id is its own. */
const founderOf = (centreId: string): Actor => ({
  centreId,
  sessionId: 'system',
  accountId: 'system',
  staffId: '',
  name: '',
  role: 'administrator',
  agencyId: '',
  agency: '',
})
