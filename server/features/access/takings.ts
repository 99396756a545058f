/** What was printed or saved as a file, kept as looks at whoever's record is on it. */
import { and, eq, inArray } from 'drizzle-orm'
import { person } from '../../../db/schema/person.ts'
import { visit } from '../../../db/schema/visit.ts'
import type { Reader } from '../../../db/store.ts'
import type { Handlers } from '../../commands/handler.ts'
import { addLooks, looksAt } from '../../rows/looks.ts'

export const takingHandlers = {
  async 'look.record'(tx, act, { what, page, subjects }) {
    const { centreId, occurredAt: at, actor } = act
    const { staffId, sessionId } = actor
    const theirs = subjects.length > 0 ? await ofCentre(tx, centreId, subjects) : []
    const rows = looksAt({ centreId, at, staffId, sessionId, what, page }, theirs, () => act.newId())
    await addLooks(tx, rows)
    return rows[0]?.id ?? act.newId()
  },
} satisfies Partial<Handlers>

/** Which of these are this centre's visits or people. */
async function ofCentre(tx: Reader, centreId: string, ids: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const table of [visit, person]) {
    const rows = await tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.centreId, centreId), inArray(table.id, [...ids])))
    found.push(...rows.map(({ id }) => id))
  }
  return found
}
