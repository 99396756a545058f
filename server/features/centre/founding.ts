/**
 * How a centre comes to be: from inside alone, in one transaction, so that there is never half a centre.
 * The centre's id is that of the system actor that opens it.
 */
import { eq } from 'drizzle-orm'
import { agency, centre, space } from '../../../db/schema/centre.ts'
import { feed } from '../../../db/schema/log.ts'
import { account, staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Founder } from '../../../shared/contract/founding.ts'
import { foldUsername } from '../../../shared/domain/username.ts'
import { noSignInFor } from '../../../shared/lists/agencyKinds.ts'
import type { Act, Handlers } from '../../commands/handler.ts'

/** Until a centre settles on another: five minutes from "I'll go" to being there. */
const onTheWayMinutes = 5

const open = statement((db) =>
  db
    .insert(centre)
    .values({
      id: ph('id'),
      name: ph('name'),
      timeZone: ph('timeZone'),
      word: ph('word'),
      isDemonstration: ph('isDemonstration'),
      onTheWayMinutes,
      openedAt: ph('openedAt'),
    })
    .onConflictDoNothing()
    .returning({ id: centre.id }),
)
const beginFeed = statement((db) =>
  db.insert(feed).values({ centreId: ph('centreId'), head: 0, hash: '', epoch: ph('epoch') }),
)
const addAgency = statement((db) =>
  db.insert(agency).values({ id: ph('id'), centreId: ph('centreId'), name: ph('name'), kind: ph('kind') }),
)
const addSpace = statement((db) =>
  db.insert(space).values({
    id: ph('id'),
    centreId: ph('centreId'),
    name: ph('name'),
    kind: ph('kind'),
    isHidden: false,
    position: ph('position'),
  }),
)
const addAccount = statement((db) =>
  db
    .insert(account)
    .values({
      id: ph('id'),
      username: ph('username'),
      passwordHash: ph('passwordHash'),
      createdAt: ph('createdAt'),
    })
    .onConflictDoNothing(),
)
const accountNamed = statement((db) =>
  db
    .select({ id: account.id })
    .from(account)
    .where(eq(account.username, ph('username'))),
)
const addWorker = statement((db) =>
  db.insert(staff).values({
    id: ph('id'),
    centreId: ph('centreId'),
    accountId: ph('accountId'),
    name: ph('name'),
    role: ph('role'),
    agencyId: ph('agencyId'),
    version: 1,
  }),
)

export const foundingHandlers = {
  async 'centre.open'(tx, act, input) {
    const { centreId } = act
    if (!isTimeZone(input.timeZone)) act.invalid('timeZone', 'unknownZone')
    const { name, timeZone, word, isDemonstration } = input
    const row = { id: centreId, name, timeZone, word, isDemonstration, openedAt: act.at }
    if ((await open(tx, row)).length === 0) act.refuse('centreExists', {})
    await beginFeed(tx, { centreId, epoch: act.newId() })
    act.change('centre.opened', centreId, {})
    for (const one of input.agencies) {
      const outside = noSignInFor(one.kind ?? null, one.name)
      if (outside !== null) act.refuse('getsNoSignIn', { kind: outside })
      await addAgency(tx, { id: one.id, name: one.name, kind: one.kind ?? null, centreId })
      act.change('agency.added', one.id, one.kind === undefined ? {} : { kind: one.kind })
    }
    const agencies = new Set(input.agencies.map((one) => one.id))
    for (const founder of input.staff) {
      if (!agencies.has(founder.agencyId)) act.invalid('staff', 'unknownAgency')
      await addFounder(tx, act, founder)
    }
    for (const [position, one] of input.spaces.entries()) {
      await addSpace(tx, { ...one, centreId, position })
      act.change('space.added', one.id, {})
    }
    return centreId
  },
} satisfies Partial<Handlers>

/** Whoever has an account on this installation already keeps it, and works here too. */
async function addFounder(tx: Writer, act: Act<'centre.open'>, founder: Founder): Promise<void> {
  const { staffId, accountId, passwordHash, name, role, agencyId } = founder
  const username = foldUsername(founder.username)
  await addAccount(tx, { id: accountId, username, passwordHash, createdAt: act.at })
  const [kept] = await accountNamed(tx, { username })
  if (kept?.id !== accountId) act.invalid('staff', 'usernameTaken')
  await addWorker(tx, { id: staffId, centreId: act.centreId, accountId, name, role, agencyId })
  act.change('account.added', staffId, { role, agencyId })
}

/** @returns whether this machine knows the zone, such as Europe/London. */
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name }).format(0)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
