/** Small rows for the tests of the database: as little as each table asks for. */
import type { feed, note, onTeam, person } from '../../db/schema/index.ts'
import type { Database } from '../../db/store.ts'
import { feed as feedTable } from '../../db/schema/index.ts'

export const feedRow = (centreId: string, head = 0): typeof feed.$inferInsert => ({
  centreId,
  head,
  hash: '',
  epoch: 'e',
})

export const personRow = (id: string, name = 'Sam'): typeof person.$inferInsert => ({
  id,
  centreId: 'c',
  name,
  otherNames: [],
  addedAt: 1,
  addedBy: 's',
  version: 1,
})

export const onTeamRow = (id: string, isLead = false): typeof onTeam.$inferInsert => ({
  id,
  centreId: 'c',
  staffId: id,
  role: 'desk',
  agencyId: 'a',
  onAt: 1,
  isLead,
})

export const noteRow = (id: string): typeof note.$inferInsert => ({
  id,
  noteId: id,
  version: 1,
  centreId: 'c',
  visitId: 'v',
  authorId: 's',
  text: 'A cup of tea.',
  salt: 'salt',
  isTogether: true,
  audience: 'team',
  readers: [],
  occurredAt: 1,
  at: 1,
})

/** The heads there are, by centre. */
export async function heads(db: Pick<Database, 'read'>): Promise<Record<string, number>> {
  const rows = await db.read.select().from(feedTable)
  return Object.fromEntries(rows.map(({ centreId, head }) => [centreId, head]))
}

/** A promise to be kept by hand. */
export function gate() {
  let open!: () => void
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { open, opened }
}
