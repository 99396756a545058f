/**
 * Whether somebody of an agency may have a sign-in, asked by every command that ties a worker to one. Takes the
 * agency's row, so that its end and a new sign-in can't miss each other.
 */
import { and, eq, sql } from 'drizzle-orm'
import { agency } from '../../db/schema/centre.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Writer } from '../../db/store.ts'
import { type AgencyKindKey, noSignInFor } from '../../shared/lists/agencyKinds.ts'

export const takeAgency = statement((db) =>
  db
    .update(agency)
    .set({ name: sql`${agency.name}` })
    .where(and(eq(agency.id, ph('agencyId')), eq(agency.centreId, ph('centreId'))))
    .returning(),
)

/** What a command is given to say no with; each has these two among its refusals. */
interface MayRefuse {
  readonly centreId: string
  refuse(state: 'agencyEnded', facts: { at: number }): never
  refuse(state: 'getsNoSignIn', facts: { kind: AgencyKindKey }): never
  invalid(field: string, message: string): never
}

/** @throws Refused `getsNoSignIn` or `agencyEnded`; Invalid where the centre has no such agency. */
export async function checkSignInsOf(tx: Writer, act: MayRefuse, agencyId: string): Promise<void> {
  const [found] = await takeAgency(tx, { agencyId, centreId: act.centreId })
  if (!found) return act.invalid('agencyId', 'unknownAgency')
  const kind = noSignInFor(found.kind, found.name)
  if (kind !== null) act.refuse('getsNoSignIn', { kind })
  if (found.endedAt !== null) act.refuse('agencyEnded', { at: found.endedAt })
}
