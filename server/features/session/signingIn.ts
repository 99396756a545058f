/**
 * A session begins by something else than a password alone: what was proven before the door is used up here, in
 * the same transaction, so that no code, passkey answer or link begins two.
 */
import { and, eq, gt, isNull } from 'drizzle-orm'
import { letIn, nightPass } from '../../../db/schema/signIn.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { leads } from '../../rows/leads.ts'
import { standingPass } from '../../rows/standingPass.ts'
import { takeWorker } from '../../rows/locks.ts'
import { endSessionsOf, setPassword, takeAccount } from './accountRows.ts'
import { beginSession } from './beginning.ts'
import { withdrawLinksTo } from './invitations.ts'
import { usePasskey } from './passkeys.ts'
import { useSecondStep } from './secondFactor.ts'

/** How long a code from the shift lead works, ms. */
export const letInLasts = 10 * 60_000

const addLetIn = statement((db) =>
  db.insert(letIn).values({
    id: ph('id'),
    centreId: ph('centreId'),
    staffId: ph('staffId'),
    byStaffId: ph('byStaffId'),
    digest: ph('digest'),
    madeAt: ph('madeAt'),
    endsAt: ph('endsAt'),
  }),
)
const endEarlier = statement((db) =>
  db
    .update(letIn)
    .set({ usedAt: ph('at') })
    .where(and(eq(letIn.staffId, ph('staffId')), isNull(letIn.usedAt))),
)
const useLetIn = statement((db) =>
  db
    .update(letIn)
    .set({ usedAt: ph('at') })
    .where(
      and(
        eq(letIn.id, ph('id')),
        eq(letIn.staffId, ph('staffId')),
        isNull(letIn.usedAt),
        gt(letIn.endsAt, ph('at')),
      ),
    )
    .returning({ id: letIn.id }),
)
const usePass = statement((db) =>
  db
    .update(nightPass)
    .set({ usedAt: ph('at') })
    .where(
      and(
        eq(nightPass.id, ph('passId')),
        // Another code may have been made since.
        eq(nightPass.digest, ph('digest')),
        isNull(nightPass.usedAt),
        isNull(nightPass.withdrawnAt),
        gt(nightPass.endsAt, ph('at')),
      ),
    )
    .returning({ id: nightPass.id }),
)

export const signingInHandlers = {
  /** The actor is whoever the first step found. */
  async 'session.secondStep'(tx, act) {
    await takeBoth(tx, act)
    const how = await useSecondStep(tx, act)
    if (how === null) return act.refuse('codeUsed', {})
    return await beginSession(tx, act, how)
  },

  async 'session.signInByPasskey'(tx, act) {
    await takeBoth(tx, act)
    if (!(await usePasskey(tx, act, act.beside))) act.refuse('unknownPasskey', {})
    return await beginSession(tx, act, 'passkey')
  },

  async 'session.signInByCode'(tx, act) {
    const { staffId } = act.actor
    const used = await useLetIn(tx, { id: act.beside.letInId, staffId, at: act.at })
    if (used.length === 0) act.refuse('wrongCode', {})
    return await beginSession(tx, act, 'letIn')
  },

  async 'session.signInByPass'(tx, act) {
    const { at, centreId } = act
    const { staffId } = act.actor
    await takeWorker(tx, { staffId, centreId })
    if ((await usePass(tx, { ...act.beside, at })).length === 0) act.refuse('wrongCode', {})
    return await beginSession(tx, act, 'pass')
  },

  async 'session.letIn'(tx, act, { why }) {
    const { actor, at, centreId } = act
    const { staffId, digest } = act.beside
    if (staffId === actor.staffId) act.refuse('yourself', {})
    const [worker] = await takeWorker(tx, { staffId, centreId })
    if (!worker || worker.offAt !== null) return act.missing()
    const isSettings = actor.role === 'administrator'
    const isManager = actor.role === 'manager'
    // Nobody gets hold of more rights than their own by letting somebody in.
    if (worker.role === 'administrator' && !isSettings) act.refuse('onlyManagers', {})
    if (worker.role === 'manager' && !isSettings && !isManager) act.refuse('onlyManagers', {})
    if (actor.role === 'volunteer' && worker.role !== 'volunteer') act.refuse('onlyManagers', {})
    // Nor does a pass outlive itself by letting somebody else in.
    if ((await standingPass(tx, { staffId: actor.staffId, centreId, at })).length > 0)
      act.refuse('onlyManagers', {})
    const isLead = (await leads(tx, { staffId: actor.staffId, centreId })).length > 0
    if (!isLead && !isManager && !isSettings) act.refuse('notShiftLead', {})
    await endEarlier(tx, { staffId, at })
    const row = { id: act.newId(), centreId, staffId, byStaffId: actor.staffId, digest }
    await addLetIn(tx, { ...row, madeAt: at, endsAt: at + letInLasts })
    act.change('account.letIn', staffId, { said: [act.say(staffId, 'why', why)] })
    return staffId
  },

  async 'session.changePassword'(tx, act) {
    const { accountId, staffId, sessionId } = act.actor
    const { centreId, at } = act
    await takeAccount(tx, { accountId })
    // One that was made before, and got into other hands, would undo it.
    const links = await withdrawLinksTo(tx, { staffId, centreId, at })
    for (const { id } of links) act.change('account.linkWithdrawn', id, {})
    await setPassword(tx, { accountId, passwordHash: act.beside.passwordHash })
    await endSessionsOf(tx, { accountId, at, besides: sessionId })
    act.change('account.passwordChanged', staffId, {})
    return staffId
  },
} satisfies Partial<Handlers>

/** The worker's row first, as everywhere, then the account's. */
async function takeBoth(
  tx: Writer,
  act: Act<'session.secondStep' | 'session.signInByPasskey'>,
): Promise<void> {
  const { staffId, accountId } = act.actor
  await takeWorker(tx, { staffId, centreId: act.centreId })
  await takeAccount(tx, { accountId })
}
