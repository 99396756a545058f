/**
 * The agencies' own sign-ins as an administrator sets them up, and whom they mean. An agency says who somebody is;
 * what that somebody may do is said here alone.
 */
import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm'
import { signInLink, signInProvider } from '../../../db/schema/signIn.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { noSignInFor } from '../../../shared/lists/agencyKinds.ts'
import type { Act, Handlers } from '../../commands/handler.ts'
import { takeWorker } from '../../rows/locks.ts'
import { worksElsewhere } from './accountRows.ts'

const here = and(eq(signInProvider.id, ph('providerId')), eq(signInProvider.centreId, ph('centreId')))
/** Takes its row, so that of two changes the later sees what the earlier did. */
const take = statement((db) =>
  db
    .update(signInProvider)
    .set({ centreId: ph('centreId') })
    .where(here)
    .returning(),
)
const namesakes = statement((db) =>
  db
    .select({ id: signInProvider.id })
    .from(signInProvider)
    .where(
      and(
        eq(signInProvider.centreId, ph('centreId')),
        eq(signInProvider.name, ph('name')),
        ne(signInProvider.id, ph('besides')),
      ),
    ),
)
const add = statement((db) =>
  db.insert(signInProvider).values({
    id: ph('id'),
    centreId: ph('centreId'),
    name: ph('name'),
    issuer: ph('issuer'),
    clientId: ph('clientId'),
    sealed: ph('sealed'),
    claim: ph('claim'),
    addedAt: ph('addedAt'),
  }),
)
const change = statement((db) =>
  db
    .update(signInProvider)
    .set({ name: ph('name'), clientId: ph('clientId'), sealed: ph('sealed'), claim: ph('claim') })
    .where(here),
)
const switchOff = statement((db) =>
  db
    .update(signInProvider)
    .set({ offAt: ph('at') })
    .where(and(here, isNull(signInProvider.offAt)))
    .returning({ id: signInProvider.id }),
)
const switchOn = statement((db) =>
  db
    .update(signInProvider)
    .set({ offAt: null })
    .where(and(here, isNotNull(signInProvider.offAt)))
    .returning({ id: signInProvider.id }),
)
const addLink = statement((db) =>
  db
    .insert(signInLink)
    .values({
      id: ph('id'),
      centreId: ph('centreId'),
      providerId: ph('providerId'),
      staffId: ph('staffId'),
      value: ph('value'),
      addedAt: ph('addedAt'),
    })
    .onConflictDoNothing()
    .returning({ id: signInLink.id }),
)
const removeLink = statement((db) =>
  db
    .delete(signInLink)
    .where(and(eq(signInLink.providerId, ph('providerId')), eq(signInLink.staffId, ph('staffId'))))
    .returning({ id: signInLink.id }),
)
const removeAllLinks = statement((db) =>
  db.delete(signInLink).where(eq(signInLink.providerId, ph('providerId'))),
)

type ProviderCommand = Extract<keyof Handlers, `signInProvider.${string}`>

export const providerHandlers = {
  async 'signInProvider.add'(tx, act, { name, issuer, clientId, claim }) {
    const { centreId, beside } = act
    keepOut(act, name, issuer)
    if ((await namesakes(tx, { centreId, name, besides: '' })).length > 0) act.refuse('providerExists', {})
    const id = act.newId()
    await add(tx, { id, centreId, name, issuer, clientId, claim, sealed: beside.sealed, addedAt: act.at })
    act.change('signInProvider.added', id, {})
    return id
  },

  async 'signInProvider.change'(tx, act, { providerId, ...input }) {
    const { centreId } = act
    const before = await taken(tx, act, providerId)
    const { name = before.name, clientId = before.clientId, claim = before.claim } = input
    keepOut(act, name, before.issuer)
    if ((await namesakes(tx, { centreId, name, besides: providerId })).length > 0)
      act.refuse('providerExists', {})
    const sealed = act.beside.sealed ?? before.sealed
    await change(tx, { providerId, centreId, name, clientId, claim, sealed })
    // Another claim's values mean other people.
    if (claim !== before.claim) await removeAllLinks(tx, { providerId })
    act.change('signInProvider.changed', providerId, {})
    return providerId
  },

  async 'signInProvider.switchOff'(tx, act, { providerId }) {
    const { offAt } = await taken(tx, act, providerId)
    if (offAt !== null) act.refuse('alreadyOff', { at: offAt })
    await switchOff(tx, { providerId, centreId: act.centreId, at: act.at })
    act.change('signInProvider.switchedOff', providerId, {})
    return providerId
  },

  async 'signInProvider.switchOn'(tx, act, { providerId }) {
    await taken(tx, act, providerId)
    if ((await switchOn(tx, { providerId, centreId: act.centreId })).length === 0) act.refuse('notOff', {})
    act.change('signInProvider.switchedOn', providerId, {})
    return providerId
  },

  /** A worker has one value at a provider: another takes its place. */
  async 'signInProvider.link'(tx, act, { providerId, staffId, value }) {
    const { centreId, at } = act
    const [worker] = await takeWorker(tx, { staffId, centreId })
    if (!worker) return act.missing()
    await taken(tx, act, providerId)
    if (await worksElsewhere(tx, act, worker.accountId)) act.refuse('worksElsewhere', {})
    await removeLink(tx, { providerId, staffId })
    const row = { id: act.newId(), centreId, providerId, staffId, value, addedAt: at }
    if ((await addLink(tx, row)).length === 0) act.refuse('valueTaken', {})
    act.change('signInProvider.linked', staffId, { providerId, said: [act.say(staffId, 'claim', value)] })
    return staffId
  },

  async 'signInProvider.unlink'(tx, act, { providerId, staffId }) {
    await taken(tx, act, providerId)
    if ((await removeLink(tx, { providerId, staffId })).length === 0) act.refuse('notLinked', {})
    act.change('signInProvider.unlinked', staffId, { providerId })
    return staffId
  },
} satisfies Partial<Handlers>

/** No way in for an organisation that gets no sign-in, under its own name or address. */
function keepOut(
  act: Act<'signInProvider.add' | 'signInProvider.change'>,
  name: string,
  issuer: string,
): void {
  const outside = noSignInFor(null, `${name} ${issuer}`)
  if (outside !== null) act.refuse('getsNoSignIn', { kind: outside })
}

async function taken(tx: Writer, act: Act<ProviderCommand>, providerId: string) {
  const [provider] = await take(tx, { providerId, centreId: act.centreId })
  return provider ?? act.missing()
}
