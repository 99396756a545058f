/**
 * The names that cards speak of (workers, agencies, which spaces are guest rooms), held per centre so that a
 * card needs no join for them. Read again when the log says that one of them changed.
 */
import { and, eq, isNull } from 'drizzle-orm'
import { agency, centre, space } from '../../db/schema/centre.ts'
import { onTeam, staff } from '../../db/schema/staff.ts'
import { ph, statement } from '../../db/statement.ts'
import type { Reader } from '../../db/store.ts'
import type { OnTeam } from '../../shared/contract/board.ts'
import { pairName, softLabel } from '../../shared/domain/softName.ts'

export interface Directory {
  nameOf(staffId: string): string
  agencyName(agencyId: string): string
  isGuestRoom(spaceId: string | null): boolean
  softLabel(softName: string | null): string
  /** What somebody is called where their name mayn't be known: always the same for the same visit. */
  unnamed(visitId: string): string
}

const centreRow = statement((db) =>
  db
    .select()
    .from(centre)
    .where(eq(centre.id, ph('centreId'))),
)
const staffRows = statement((db) =>
  db
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .where(eq(staff.centreId, ph('centreId'))),
)
const agencyRows = statement((db) =>
  db
    .select()
    .from(agency)
    .where(eq(agency.centreId, ph('centreId'))),
)
const spaceRows = statement((db) =>
  db
    .select({ id: space.id, kind: space.kind })
    .from(space)
    .where(eq(space.centreId, ph('centreId'))),
)
const onRows = statement((db) =>
  db
    .select()
    .from(onTeam)
    .where(and(eq(onTeam.centreId, ph('centreId')), isNull(onTeam.offAt))),
)

/** @throws Error when there is no such centre. */
export async function readDirectory(read: Reader, centreId: string): Promise<Directory> {
  const [own] = await centreRow(read, { centreId })
  if (!own) throw new Error('no such centre')
  const staffNames = new Map((await staffRows(read, { centreId })).map((one) => [one.id, one.name]))
  const agencies = new Map((await agencyRows(read, { centreId })).map((one) => [one.id, one.name]))
  const rooms = new Set(
    (await spaceRows(read, { centreId })).filter((one) => one.kind === 'guestRoom').map((one) => one.id),
  )
  return {
    nameOf: (staffId) => staffNames.get(staffId) ?? '',
    agencyName: (agencyId) => agencies.get(agencyId) ?? '',
    isGuestRoom: (spaceId) => spaceId !== null && rooms.has(spaceId),
    softLabel: (softName) => softLabel(own.word, softName ?? ''),
    unnamed: (visitId) => softLabel(own.word, pairName(visitId)),
  }
}

/** Who is on to help, by name. */
export async function readTeam(read: Reader, directory: Directory, centreId: string): Promise<OnTeam[]> {
  const rows = await onRows(read, { centreId })
  return rows
    .map((row) => ({
      staffId: row.staffId,
      name: directory.nameOf(row.staffId),
      role: row.role,
      agency: directory.agencyName(row.agencyId),
      since: row.onAt,
      isLead: row.isLead,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB') || (a.staffId < b.staffId ? -1 : 1))
}
