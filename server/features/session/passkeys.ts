/** Passkeys of one's own: added, named, removed, used. Nobody is left without any way in. */
import { and, eq } from 'drizzle-orm'
import { passkey } from '../../../db/schema/signIn.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import type { NewPasskey, UsedPasskey } from '../../commands/beside.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { keepSecondProof, passkeysOf, takeAccount } from './accountRows.ts'
import { hasPassword } from './password.ts'
import { spend } from './spent.ts'

const add = statement((db) =>
  db
    .insert(passkey)
    .values({
      id: ph('id'),
      accountId: ph('accountId'),
      credentialId: ph('credentialId'),
      publicKey: ph('publicKey'),
      counter: ph('counter'),
      transports: ph('transports'),
      name: ph('name'),
      addedAt: ph('addedAt'),
    })
    .onConflictDoNothing()
    .returning({ id: passkey.id }),
)
const own = and(eq(passkey.id, ph('passkeyId')), eq(passkey.accountId, ph('accountId')))
const rename = statement((db) =>
  db
    .update(passkey)
    .set({ name: ph('name') })
    .where(own)
    .returning({ id: passkey.id }),
)
const remove = statement((db) => db.delete(passkey).where(own).returning({ id: passkey.id }))
const used = statement((db) =>
  db
    .update(passkey)
    .set({ usedAt: ph('at'), counter: ph('counter') })
    .where(own)
    .returning({ id: passkey.id }),
)

export const passkeyHandlers = {
  async 'passkey.add'(tx, act, { name }) {
    const { accountId, staffId } = act.actor
    const added = await addPasskey(tx, act, { accountId, name, made: act.beside })
    if (added === 'again') act.refuse('passkeyNotMade', {})
    if (added === 'known') act.refuse('alreadyThere', {})
    await keepSecondProof(tx, { sessionId: act.actor.sessionId, at: act.at })
    act.change('passkey.added', staffId, { passkeyId: added })
    return added
  },

  async 'passkey.rename'(tx, act, { passkeyId, name }) {
    const { accountId, staffId } = act.actor
    if ((await rename(tx, { passkeyId, accountId, name })).length === 0) act.missing()
    act.change('passkey.renamed', staffId, { passkeyId })
    return passkeyId
  },

  async 'passkey.remove'(tx, act, { passkeyId }) {
    const { accountId, staffId } = act.actor
    const [account] = await takeAccount(tx, { accountId })
    const all = await passkeysOf(tx, { accountId })
    if (!all.some((one) => one.id === passkeyId)) act.missing()
    if (all.length === 1 && account && !hasPassword(account.passwordHash)) act.refuse('onlyWayIn', {})
    await remove(tx, { passkeyId, accountId })
    act.change('passkey.removed', staffId, { passkeyId })
    return passkeyId
  },
} satisfies Partial<Handlers>

/** Gives its id; 'again': the challenge was used before; 'known': somebody has this passkey already. */
export async function addPasskey(
  tx: Writer,
  act: Act<'passkey.add' | 'invitation.take'>,
  { accountId, name, made }: { accountId: string; name: string; made: NewPasskey },
): Promise<string> {
  const { challenge, ...credential } = made
  if (!(await spend(tx, challenge))) return 'again'
  const id = act.newId()
  const row = { ...credential, id, accountId, name, addedAt: act.at }
  return (await add(tx, row)).length > 0 ? id : 'known'
}

/** False: the passkey was removed meanwhile, or its answer was used before. */
export async function usePasskey(
  tx: Writer,
  act: Act<'session.signInByPasskey' | 'session.unlock'>,
  { passkeyId, counter, challenge }: UsedPasskey,
): Promise<boolean> {
  if (!(await spend(tx, challenge))) return false
  const { accountId } = act.actor
  return (await used(tx, { passkeyId, accountId, counter, at: act.at })).length > 0
}
