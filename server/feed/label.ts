/** What a visit or somebody known is called by whoever may know it, outside a board: logs, reviews, lists. */
import type { Sharing } from '../../shared/domain/access.ts'
import type { visit } from '../../db/schema/visit.ts'
import { type Looker, maySee, unrestricted } from '../../shared/domain/access.ts'
import { sightOf } from '../../shared/contract/accessTable.ts'
import type { Role } from '../../shared/contract/role.ts'
import type { Directory } from './directory.ts'

/** What has to be read of a visit and of the person it is by, if anybody. */
export interface Naming {
  id: string
  label: string | null
  softName: string | null
  personId: string | null
  personName: string | null
  /** Of the visit and of the person: the person's holds, once there is one. */
  sharing: Sharing | null
  personSharing: Sharing | null
}

export const sharingOf = (of: Pick<Naming, 'personId' | 'sharing' | 'personSharing'>): Sharing | null =>
  of.personId === null ? of.sharing : of.personSharing

type Whole = Pick<typeof visit.$inferSelect, 'personId' | 'sharing' | 'goneAt' | 'retractedAt'> &
  Pick<typeof visit.$inferSelect, 'isWorried' | 'worrySettledAt'>

/** What holds for a visit itself: on the board it is open, whatever is restricted of all that is over. */
export function sharingOfVisit(of: Whole, personSharing: Sharing | null): Sharing | null {
  const sharing = sharingOf({ ...of, personSharing })
  const isOver = of.goneAt !== null && !(of.isWorried && of.worrySettledAt === null)
  return isOver || of.retractedAt !== null ? sharing : unrestricted(sharing)
}

export function labelFor(of: Naming, directory: Directory, looker: Looker): string {
  if (maySee('name', looker, sharingOf(of)) === 'blank') return directory.unnamed(of.id)
  return of.label ?? of.personName ?? directory.softLabel(of.softName)
}

/** A worker as the table of access sees them: by name, as against a class of viewers. */
export const lookerAs = (asker: { role: Role; agencyId: string; staffId: string }): Looker => ({
  sight: sightOf(asker.role),
  agencyId: asker.agencyId,
  staffId: asker.staffId,
})
