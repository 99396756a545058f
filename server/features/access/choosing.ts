/**
 * Whoever chooses, taken for one command alone: a visit and the person it is by, or the person. What is said in a visit
 * stays with it and holds for its person; what is said outside one is the person's.
 */
import type { Writer } from '../../../db/store.ts'
import type { Sharing, SharingSaid } from '../../../shared/domain/access.ts'
import type { Act } from '../../commands/handler.ts'
import { takeVisit } from '../../rows/locks.ts'
import { addSharing, takeChooser } from '../../rows/sharing.ts'

type Acting = Pick<Act<'restriction.begin'>, 'centreId' | 'missing'>

export interface Taken {
  /** What holds: the person's, once the centre knows whose it is. */
  sharing: Sharing | null
  visit?: { visitId: string; sharing: Sharing | null }
  personId: string | null
}

/** The visit, and then the person it is by, or the person alone. */
export async function takeChoosing(tx: Writer, act: Acting, subject: string): Promise<Taken> {
  const { centreId } = act
  const [row] = await takeVisit(tx, { visitId: subject, centreId })
  const personId = row ? row.personId : subject
  const known = personId === null ? undefined : await takeChooser(tx, { personId, centreId })
  if (!row) return known ? { sharing: known.sharing, personId } : act.missing()
  const { sharing } = row
  return { sharing: known ? known.sharing : sharing, visit: { visitId: subject, sharing }, personId }
}

/** With the visit in any case: parted from the person, it still knows what was said in it. */
export async function keepChosen(
  tx: Writer,
  { sharing, visit: at, personId }: Taken,
  one: SharingSaid,
): Promise<void> {
  if (at) await addSharing(tx, { visitId: at.visitId }, at.sharing, one)
  if (personId !== null) await addSharing(tx, { personId }, sharing, one)
}
