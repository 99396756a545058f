/**
 * An authenticator app: begun, confirmed by a code of it, removed; its recovery codes; and the reset by an
 * administrator for whoever has lost both. The row of the app is taken first, so that no code works twice.
 */
import { and, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import { authenticator, recoveryCode } from '../../../db/schema/signIn.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { takeWorker } from '../../rows/locks.ts'
import { endSessionsOf, keepSecondProof, takeAccount, worksElsewhere } from './accountRows.ts'

const unconfirmed = statement((db) =>
  db
    .delete(authenticator)
    .where(and(eq(authenticator.accountId, ph('accountId')), isNull(authenticator.confirmedAt))),
)
const begin = statement((db) =>
  db
    .insert(authenticator)
    .values({ accountId: ph('accountId'), sealed: ph('sealed'), madeAt: ph('madeAt'), lastStep: 0 })
    .onConflictDoNothing()
    .returning({ accountId: authenticator.accountId }),
)
const confirm = statement((db) =>
  db
    .update(authenticator)
    .set({ confirmedAt: ph('at'), lastStep: ph('step') })
    .where(and(eq(authenticator.accountId, ph('accountId')), isNull(authenticator.confirmedAt)))
    .returning({ accountId: authenticator.accountId }),
)
const useStep = statement((db) =>
  db
    .update(authenticator)
    .set({ lastStep: ph('step') })
    .where(
      and(
        eq(authenticator.accountId, ph('accountId')),
        isNotNull(authenticator.confirmedAt),
        lt(authenticator.lastStep, ph('step')),
      ),
    )
    .returning({ accountId: authenticator.accountId }),
)
const confirmed = statement((db) =>
  db
    .select({ accountId: authenticator.accountId })
    .from(authenticator)
    .where(and(eq(authenticator.accountId, ph('accountId')), isNotNull(authenticator.confirmedAt))),
)
const removeApp = statement((db) =>
  db
    .delete(authenticator)
    .where(eq(authenticator.accountId, ph('accountId')))
    .returning({ confirmedAt: authenticator.confirmedAt }),
)
const addCode = statement((db) =>
  db.insert(recoveryCode).values({ id: ph('id'), accountId: ph('accountId'), digest: ph('digest') }),
)
const useCode = statement((db) =>
  db
    .update(recoveryCode)
    .set({ usedAt: ph('at') })
    .where(and(eq(recoveryCode.id, ph('id')), isNull(recoveryCode.usedAt)))
    .returning({ id: recoveryCode.id }),
)
const removeCodes = statement((db) =>
  db.delete(recoveryCode).where(eq(recoveryCode.accountId, ph('accountId'))),
)

export const secondFactorHandlers = {
  async 'secondFactor.begin'(tx, act) {
    const { accountId, staffId } = act.actor
    await takeAccount(tx, { accountId })
    await unconfirmed(tx, { accountId })
    const row = { accountId, sealed: act.beside.sealed, madeAt: act.at }
    if ((await begin(tx, row)).length === 0) act.refuse('alreadyThere', {})
    return staffId
  },

  async 'secondFactor.confirm'(tx, act) {
    const { accountId, staffId } = act.actor
    const { step, digests } = act.beside
    await takeAccount(tx, { accountId })
    if ((await confirm(tx, { accountId, step, at: act.at })).length === 0) act.refuse('notBegun', {})
    await replaceCodes(tx, act, digests)
    await keepSecondProof(tx, { sessionId: act.actor.sessionId, at: act.at })
    act.change('secondFactor.added', staffId, {})
    return staffId
  },

  async 'secondFactor.makeCodes'(tx, act) {
    const { accountId, staffId } = act.actor
    await takeAccount(tx, { accountId })
    if ((await confirmed(tx, { accountId })).length === 0) act.refuse('notThere', {})
    await replaceCodes(tx, act, act.beside.digests)
    act.change('secondFactor.codesMade', staffId, {})
    return staffId
  },

  async 'secondFactor.remove'(tx, act) {
    const { accountId, staffId } = act.actor
    if (!(await takeAway(tx, accountId))) act.refuse('notThere', {})
    act.change('secondFactor.removed', staffId, {})
    return staffId
  },

  async 'account.resetSecondFactor'(tx, act, { staffId }) {
    if (staffId === act.actor.staffId) act.refuse('yourself', {})
    const [worker] = await takeWorker(tx, { staffId, centreId: act.centreId })
    if (!worker) return act.missing()
    const { accountId } = worker
    if (await worksElsewhere(tx, act, accountId)) act.refuse('worksElsewhere', {})
    if (!(await takeAway(tx, accountId))) act.refuse('notThere', {})
    await endSessionsOf(tx, { accountId, at: act.at, besides: '' })
    act.change('secondFactor.reset', staffId, {})
    return staffId
  },
} satisfies Partial<Handlers>

/** Uses up a code of the app or a recovery code; false: it was used before, or the app is another by now. */
export async function useSecondStep(
  tx: Writer,
  act: Act<'session.secondStep'>,
): Promise<'authenticator' | 'recoveryCode' | null> {
  const { beside, at } = act
  const { accountId } = act.actor
  if ('step' in beside) {
    return (await useStep(tx, { accountId, step: beside.step })).length > 0 ? 'authenticator' : null
  }
  return (await useCode(tx, { id: beside.recoveryCodeId, at })).length > 0 ? 'recoveryCode' : null
}

async function replaceCodes(
  tx: Writer,
  act: Act<'secondFactor.confirm' | 'secondFactor.makeCodes'>,
  digests: readonly string[],
): Promise<void> {
  const { accountId } = act.actor
  await removeCodes(tx, { accountId })
  for (const digest of digests) await addCode(tx, { id: act.newId(), accountId, digest })
}

/** False: there was no app that asked for codes. */
async function takeAway(tx: Writer, accountId: string): Promise<boolean> {
  await takeAccount(tx, { accountId })
  const [app] = await removeApp(tx, { accountId })
  await removeCodes(tx, { accountId })
  return app !== undefined && app.confirmedAt !== null
}
