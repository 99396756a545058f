/** How the demonstration centre is opened, and the ids by which its plan's marks are known. */
import type { Sent } from '../../shared/contract/index.ts'
import { agencies, type AgencyKey, demoCentre, kindOfAgency, spaces } from './centre.ts'
import { fixedId } from './ids.ts'
import type { KindOfMark } from './step.ts'
import { offered, workers } from './workers.ts'

/**
 * A moment for ids that were there before anything happened: the same for every demonstration, so that two
 * servers which begin one at once begin the same one.
 */
const beginning = Date.UTC(2026, 0, 1)

export const demoCentreId = fixedId(beginning, 'centre')
/** Those whose sign-ins are offered come first wherever workers stand in the order of their ids. */
const order = [...new Set<string>([...offered, ...workers.map((one) => one.username)])]
export const staffId = (username: string) => fixedId(beginning + order.indexOf(username), 'staff', username)
export const accountId = (username: string) => fixedId(beginning, 'account', username)
export const agencyId = (key: string) => fixedId(beginning, 'agency', key)
const spaceId = (key: string) => fixedId(beginning, 'space', key)

/** The opening, as the contract takes it. `passwordHash` is everybody's. */
export function openingOf(passwordHash: string): Sent<'centre.open'> {
  return {
    ...demoCentre,
    isDemonstration: true,
    agencies: (Object.keys(agencies) as AgencyKey[]).map((key) => ({
      id: agencyId(key),
      name: agencies[key],
      kind: kindOfAgency[key],
    })),
    spaces: spaces.map(({ key, name, kind }) => ({ id: spaceId(key), name, kind })),
    staff: workers.map(({ username, name, role, agency }) => ({
      staffId: staffId(username),
      accountId: accountId(username),
      username,
      passwordHash,
      name,
      role,
      agencyId: agencyId(agency),
    })),
  }
}

/**
 * Ids for marks. What comes to be during the plan has the time of its first mention in its id, so steps must
 * be asked about in the order of time.
 */
export function createIds(seed: string): (at: number, kind: KindOfMark, name: string) => string {
  const made = new Map<string, string>()
  return (at, kind, name) => {
    if (kind === 'staff') return staffId(name)
    if (kind === 'space') return spaceId(name)
    if (kind === 'agency') return agencyId(name)
    const key = `${kind}:${name}`
    const id = made.get(key) ?? fixedId(at, seed, key)
    made.set(key, id)
    return id
  }
}
