/**
 * What somebody chose about who may know what. Each act of choosing stays in `said`, with the visit in which it was
 * said or with the person; what holds now is worked out from all of them and kept with the person, or with the visit
 * while nobody knows whose it is. So a visit that is joined brings its choices along, and one that is parted takes
 * them away again, and what the person had said before stands as it did.
 */
import { and, asc, eq, isNotNull, or, sql } from 'drizzle-orm'
import { person } from '../../db/schema/person.ts'
import { said } from '../../db/schema/said.ts'
import { visit } from '../../db/schema/visit.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Writer } from '../../db/store.ts'
import { choose, type Sharing, type SharingSaid } from '../../shared/domain/access.ts'

export const sharingField = 'sharing'

const ofPerson = statement((db) =>
  db
    .select({ value: said.value })
    .from(said)
    .where(
      and(
        eq(said.centreId, ph('centreId')),
        eq(said.field, sharingField),
        // Erased words leave their row behind.
        isNotNull(said.value),
        or(
          eq(said.subject, ph('personId')),
          sql`${said.subject} in ${db
            .select({ id: visit.id })
            .from(visit)
            .where(eq(visit.personId, ph('personId')))}`,
        ),
      ),
    )
    .orderBy(asc(said.at), asc(said.id)),
)
const takePerson = statement((db) =>
  db
    .update(person)
    .set({ version: sql`${person.version}` })
    .where(and(eq(person.id, ph('personId')), eq(person.centreId, ph('centreId'))))
    .returning({ sharing: person.sharing }),
)
const putPerson = statement((db) =>
  db
    .update(person)
    .set({ sharing: ph('sharing'), restrictedAt: ph('restrictedAt') })
    .where(eq(person.id, ph('personId'))),
)
const putVisit = statement((db) =>
  db
    .update(visit)
    .set({ sharing: ph('sharing'), restrictedAt: ph('restrictedAt') })
    .where(eq(visit.id, ph('visitId'))),
)

/** After a visit was joined or parted. Their row must be taken. */
export async function workOutSharing(tx: Writer, centreId: string, personId: string): Promise<void> {
  const all = await ofPerson(tx, { centreId, personId })
  // What this program wrote itself, by the contract's schema.
  const sharing = all.reduce<Sharing | null>((now, { value }) => choose(now, value as SharingSaid), null)
  await putPerson(tx, { personId, ...kept(sharing) })
}

/** One more choice, of a person or of a visit. Their row must be taken. */
export async function addSharing(
  tx: Writer,
  to: { personId: string } | { visitId: string },
  before: Sharing | null,
  one: SharingSaid,
): Promise<void> {
  const sharing = choose(before, one)
  if ('personId' in to) await putPerson(tx, { ...to, ...kept(sharing) })
  else await putVisit(tx, { ...to, ...kept(sharing) })
}

const kept = (sharing: Sharing | null) => ({ sharing, restrictedAt: sharing?.restricted?.at ?? null })

/** Takes the row of somebody who chooses; nothing where the centre doesn't know them. Their version doesn't move. */
export async function takeChooser(
  tx: Writer,
  of: { personId: string; centreId: string },
): Promise<{ sharing: Sharing | null } | undefined> {
  return (await takePerson(tx, of))[0]
}
