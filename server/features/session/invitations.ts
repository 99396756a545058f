/**
 * Links to a sign-in: made, withdrawn, taken. Whoever takes one chooses a user name and a password or a passkey;
 * role and agency are what the administrator said. A link that is used, out of time or withdrawn says one thing.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { invitation } from '../../../db/schema/signIn.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { foldUsername } from '../../../shared/domain/username.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { checkSignInsOf } from '../../rows/agencies.ts'
import { takeWorker } from '../../rows/locks.ts'
import { addAccount, addWorker, noPassword } from '../../rows/newWorker.ts'
import { endSessionsOf, setPassword, worksElsewhere } from './accountRows.ts'
import { addPasskey } from './passkeys.ts'

/** How long a link works, ms. */
export const linkLasts = 72 * 3_600_000

const addLink = statement((db) =>
  db.insert(invitation).values({
    id: ph('id'),
    centreId: ph('centreId'),
    tokenDigest: ph('tokenDigest'),
    staffId: ph('staffId'),
    name: ph('name'),
    role: ph('role'),
    agencyId: ph('agencyId'),
    madeAt: ph('madeAt'),
    madeBy: ph('madeBy'),
    endsAt: ph('endsAt'),
  }),
)
const openLink = and(
  eq(invitation.id, ph('invitationId')),
  eq(invitation.centreId, ph('centreId')),
  isNull(invitation.usedAt),
  isNull(invitation.withdrawnAt),
)
const useLink = statement((db) =>
  db
    .update(invitation)
    .set({ usedAt: ph('at') })
    .where(openLink)
    .returning(),
)
const withdraw = statement((db) =>
  db
    .update(invitation)
    .set({ withdrawnAt: ph('at') })
    .where(openLink)
    .returning({ endsAt: invitation.endsAt }),
)
/** Those of a worker that are open. */
export const withdrawLinksTo = statement((db) =>
  db
    .update(invitation)
    .set({ withdrawnAt: ph('at') })
    .where(
      and(
        eq(invitation.staffId, ph('staffId')),
        eq(invitation.centreId, ph('centreId')),
        isNull(invitation.usedAt),
        isNull(invitation.withdrawnAt),
      ),
    )
    .returning({ id: invitation.id }),
)
const linkById = statement((db) =>
  db
    .select({ id: invitation.id })
    .from(invitation)
    .where(and(eq(invitation.id, ph('invitationId')), eq(invitation.centreId, ph('centreId')))),
)
const lookAtLink = statement((db) =>
  db.select({ endsAt: invitation.endsAt }).from(invitation).where(openLink),
)
type Link = typeof invitation.$inferSelect

export const invitationHandlers = {
  async 'account.invite'(tx, act, { name, role, agencyId }) {
    await checkSignInsOf(tx, act, agencyId)
    const id = act.newId()
    await makeLink(tx, act, { id, staffId: null, name, role, agencyId })
    act.change('account.invited', id, { role, agencyId, said: [act.say(id, 'name', name)] })
    return id
  },

  async 'account.makePasswordLink'(tx, act, { staffId }) {
    const [worker] = await takeWorker(tx, { staffId, centreId: act.centreId })
    if (!worker) return act.missing()
    if (worker.offAt !== null) act.refuse('alreadyOff', { at: worker.offAt })
    if (await worksElsewhere(tx, act, worker.accountId)) act.refuse('worksElsewhere', {})
    // Of two links the later is the one that was handed over.
    await withdrawLinksTo(tx, { staffId, centreId: act.centreId, at: act.at })
    const id = act.newId()
    const { name, role, agencyId } = worker
    await makeLink(tx, act, { id, staffId, name, role, agencyId })
    act.change('account.passwordLinkMade', staffId, { invitationId: id })
    return id
  },

  async 'account.withdrawLink'(tx, act, { invitationId }) {
    const which = { invitationId, centreId: act.centreId }
    if ((await linkById(tx, which)).length === 0) act.missing()
    if ((await withdraw(tx, { ...which, at: act.at })).length === 0) act.refuse('linkOver', {})
    act.change('account.linkWithdrawn', invitationId, {})
    return invitationId
  },

  async 'invitation.look'(tx, act) {
    const { invitationId } = act.beside
    const [link] = await lookAtLink(tx, { invitationId, centreId: act.centreId })
    if (!link || link.endsAt <= act.at) act.refuse('linkOver', {})
    return invitationId
  },

  async 'invitation.take'(tx, act, { username }) {
    const { invitationId, passwordHash } = act.beside
    const [link] = await useLink(tx, { invitationId, centreId: act.centreId, at: act.at })
    if (!link || link.endsAt <= act.at) return act.refuse('linkOver', {})
    if (link.staffId === null) {
      await checkSignInsOf(tx, act, link.agencyId)
      return await beginWorking(tx, act, link, username)
    }
    const [worker] = await takeWorker(tx, { staffId: link.staffId, centreId: act.centreId })
    if (!worker || worker.offAt !== null || passwordHash === null) return act.refuse('linkOver', {})
    await setPassword(tx, { accountId: worker.accountId, passwordHash })
    await endSessionsOf(tx, { accountId: worker.accountId, at: act.at, besides: '' })
    act.change('account.passwordChanged', worker.id, { invitationId })
    return worker.id
  },
} satisfies Partial<Handlers>

async function makeLink(
  tx: Writer,
  act: Act<'account.invite' | 'account.makePasswordLink'>,
  link: Pick<Link, 'id' | 'staffId' | 'name' | 'role' | 'agencyId'>,
): Promise<void> {
  await addLink(tx, {
    ...link,
    centreId: act.centreId,
    tokenDigest: act.beside.tokenDigest,
    madeAt: act.at,
    madeBy: act.actor.staffId,
    endsAt: act.at + linkLasts,
  })
}

/** Somebody new works here from now on. Gives their id. */
async function beginWorking(
  tx: Writer,
  act: Act<'invitation.take'>,
  link: Link,
  typed: string | undefined,
): Promise<string> {
  const { passwordHash, passkey: made } = act.beside
  const username = foldUsername(typed ?? '')
  if (username === '') act.invalid('username', 'empty')
  const accountId = act.newId()
  const row = {
    id: accountId,
    username,
    passwordHash: passwordHash ?? noPassword,
    createdAt: act.at,
  }
  if ((await addAccount(tx, row)).length === 0) act.refuse('usernameTaken', {})
  const staffId = act.newId()
  const { name, role, agencyId } = link
  const worker = { id: staffId, centreId: act.centreId, accountId, name, role, agencyId }
  await addWorker(tx, { ...worker, leavesAt: null })
  act.change('account.added', staffId, { role, agencyId, invitationId: link.id })
  if (made) {
    const passkeyId = await addPasskey(tx, act, { accountId, name: '', made })
    if (passkeyId === 'again' || passkeyId === 'known') act.invalid('passkey', 'passkeyNotMade')
    act.change('passkey.added', staffId, { passkeyId })
  }
  return staffId
}
