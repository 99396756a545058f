/**
 * Whose visit it is already, for whoever is refused because of it: nobody's to know where that name isn't for them, since
 * an id is enough to tell that two visits are by one person.
 */
import type { Writer } from '../../db/store.ts'
import { maySee } from '../../shared/domain/access.ts'
import type { Actor } from '../commands/handler.ts'
import { lookerAs } from '../feed/label.ts'
import { takeChooser } from './sharing.ts'

/** Takes the person's row; the visit's must be taken before. */
export async function joinedTo(tx: Writer, actor: Actor, personId: string): Promise<string | null> {
  const known = await takeChooser(tx, { personId, centreId: actor.centreId })
  return maySee('name', lookerAs(actor), known?.sharing ?? null) === 'blank' ? null : personId
}
