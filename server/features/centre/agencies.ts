/**
 * Agencies and what was agreed with them. Nothing is removed: an agency ends, an agreement ends, and what they said
 * stays to be read. Police, immigration and benefit authorities are refused whatever they are called.
 */
import { and, count, eq, isNull } from 'drizzle-orm'
import { agency, agreement } from '../../../db/schema/centre.ts'
import { staff } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Writer } from '../../../db/store.ts'
import { noSignInFor } from '../../../shared/lists/agencyKinds.ts'
import type { Handlers } from '../../commands/handler.ts'
import { takeAgency } from '../../rows/agencies.ts'
import { takeCentre } from './taken.ts'

const named = statement((db) =>
  db
    .select({ id: agency.id, name: agency.name })
    .from(agency)
    .where(eq(agency.centreId, ph('centreId'))),
)
const addAgency = statement((db) =>
  db
    .insert(agency)
    .values({ id: ph('id'), centreId: ph('centreId'), name: ph('name'), kind: ph('kind') })
    .onConflictDoNothing()
    .returning({ id: agency.id }),
)
const putAgency = statement((db) =>
  db
    .update(agency)
    .set({ name: ph('name'), kind: ph('kind') })
    .where(eq(agency.id, ph('agencyId'))),
)
const putEnd = statement((db) =>
  db
    .update(agency)
    .set({ endedAt: ph('endedAt') })
    .where(eq(agency.id, ph('agencyId'))),
)
const signIns = statement((db) =>
  db
    .select({ workers: count() })
    .from(staff)
    .where(and(eq(staff.agencyId, ph('agencyId')), eq(staff.centreId, ph('centreId')), isNull(staff.offAt))),
)
const addAgreement = statement((db) =>
  db
    .insert(agreement)
    .values({
      id: ph('id'),
      centreId: ph('centreId'),
      agencyId: ph('agencyId'),
      agreedOn: ph('agreedOn'),
      reviewBy: ph('reviewBy'),
      purpose: ph('purpose'),
      keptAt: ph('keptAt'),
      writtenAt: ph('writtenAt'),
      byStaffId: ph('byStaffId'),
    })
    .onConflictDoNothing()
    .returning({ id: agreement.id }),
)
const endAgreement = statement((db) =>
  db
    .update(agreement)
    .set({ endedAt: ph('endedAt') })
    .where(
      and(
        eq(agreement.id, ph('agreementId')),
        eq(agreement.centreId, ph('centreId')),
        isNull(agreement.endedAt),
      ),
    )
    .returning({ agencyId: agreement.agencyId }),
)
const agreementHere = statement((db) =>
  db
    .select({ endedAt: agreement.endedAt })
    .from(agreement)
    .where(and(eq(agreement.id, ph('agreementId')), eq(agreement.centreId, ph('centreId')))),
)

export const agencyHandlers = {
  async 'agency.add'(tx, act, { name, kind, ...input }) {
    const { centreId } = act
    const outside = noSignInFor(kind, name)
    if (outside !== null) act.refuse('getsNoSignIn', { kind: outside })
    await takeCentre(tx, { centreId })
    const id = input.agencyId ?? act.newId()
    if (await isTaken(tx, centreId, name, id)) act.refuse('agencyExists', {})
    if ((await addAgency(tx, { id, centreId, name, kind })).length === 0) act.refuse('agencyExists', {})
    act.change('agency.added', id, { kind, said: [act.say(id, 'name', name)] })
    return id
  },

  async 'agency.change'(tx, act, { agencyId, ...input }) {
    const { centreId } = act
    await takeCentre(tx, { centreId })
    const [before] = await takeAgency(tx, { agencyId, centreId })
    if (!before) return act.missing()
    const name = input.name ?? before.name
    const kind = input.kind ?? before.kind
    const outside = noSignInFor(kind, name)
    if (outside !== null) act.refuse('getsNoSignIn', { kind: outside })
    if (name === before.name && kind === before.kind) return agencyId
    if (await isTaken(tx, centreId, name, agencyId)) act.refuse('agencyExists', {})
    await putAgency(tx, { agencyId, name, kind })
    const said = name === before.name ? {} : { said: [act.say(agencyId, 'name', name)] }
    act.change('agency.changed', agencyId, { ...(kind === null ? {} : { kind }), ...said })
    return agencyId
  },

  /** Those of it who can sign in are switched off or moved first: nobody is put out by the way. */
  async 'agency.end'(tx, act, { agencyId }) {
    const { centreId } = act
    const [before] = await takeAgency(tx, { agencyId, centreId })
    if (!before) return act.missing()
    if (before.endedAt !== null) act.refuse('alreadyEnded', { at: before.endedAt })
    const workers = (await signIns(tx, { agencyId, centreId }))[0]?.workers ?? 0
    if (workers > 0) act.refuse('hasWorkers', { workers })
    await putEnd(tx, { agencyId, endedAt: act.at })
    act.change('agency.ended', agencyId, {})
    return agencyId
  },

  async 'agency.bringBack'(tx, act, { agencyId }) {
    const [before] = await takeAgency(tx, { agencyId, centreId: act.centreId })
    if (!before) return act.missing()
    if (before.endedAt === null) act.refuse('notEnded', {})
    const outside = noSignInFor(before.kind, before.name)
    if (outside !== null) act.refuse('getsNoSignIn', { kind: outside })
    await putEnd(tx, { agencyId, endedAt: null })
    act.change('agency.broughtBack', agencyId, {})
    return agencyId
  },

  async 'agreement.write'(tx, act, { agencyId, agreedOn, reviewBy, purpose, keptAt, ...input }) {
    const { centreId } = act
    const [of] = await takeAgency(tx, { agencyId, centreId })
    if (!of) return act.missing()
    if (reviewBy !== undefined && reviewBy < agreedOn) act.invalid('reviewBy', 'beforeAgreed')
    const id = input.agreementId ?? act.newId()
    const terms = { agreedOn, reviewBy: reviewBy ?? null, purpose, keptAt }
    const row = { id, centreId, agencyId, ...terms, writtenAt: act.at, byStaffId: act.actor.staffId }
    if ((await addAgreement(tx, row)).length === 0) act.refuse('agreementExists', {})
    act.change('agreement.written', id, { agencyId, said: [act.say(id, 'agreement', terms)] })
    return id
  },

  async 'agreement.end'(tx, act, { agreementId }) {
    const { centreId } = act
    const [ended] = await endAgreement(tx, { agreementId, centreId, endedAt: act.at })
    if (ended) {
      act.change('agreement.ended', agreementId, { agencyId: ended.agencyId })
      return agreementId
    }
    const [before] = await agreementHere(tx, { agreementId, centreId })
    return before?.endedAt ? act.refuse('alreadyEnded', { at: before.endedAt }) : act.missing()
  },
} satisfies Partial<Handlers>

/** Two agencies of one name couldn't be told apart, in whatever letters. The centre's row is taken. */
async function isTaken(tx: Writer, centreId: string, name: string, own: string): Promise<boolean> {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase()
  return (await named(tx, { centreId })).some((one) => one.id !== own && fold(one.name) === fold(name))
}
