/** Who was on to help at a moment that is over, and who led the shift: whose lead it was then, only the log knows. */
import { and, asc, eq, gt, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import { change } from '../../../db/schema/log.ts'
import { onTeam } from '../../../db/schema/staff.ts'
import { ph, statement } from '../../../db/statement.ts'
import type { Reader } from '../../../db/store.ts'
import type { OnTeam } from '../../../shared/contract/board.ts'
import type { ChangeKind } from '../../../shared/contract/changes.ts'
import type { Directory } from '../../feed/directory.ts'

const onThen = statement((db) =>
  db
    .select()
    .from(onTeam)
    .where(
      and(
        eq(onTeam.centreId, ph('centreId')),
        lte(onTeam.onAt, ph('at')),
        or(isNull(onTeam.offAt), gt(onTeam.offAt, ph('at'))),
      ),
    ),
)
const onSince = statement((db) =>
  db
    .selectDistinct({ staffId: onTeam.staffId })
    .from(onTeam)
    .where(
      and(eq(onTeam.centreId, ph('centreId')), gt(onTeam.onAt, ph('since')), lte(onTeam.onAt, ph('at'))),
    ),
)
/** Nobody is on for longer without saying so again (ms). */
const longestOn = 7 * 24 * 3_600_000
const kinds: readonly ChangeKind[] = ['team.cameOn', 'team.tookLead', 'team.wentOff']

export async function pastTeam(
  read: Reader,
  directory: Directory,
  { centreId, at }: { centreId: string; at: number },
): Promise<OnTeam[]> {
  const on = await onThen(read, { centreId, at })
  const lead = await leadOf(read, { centreId, at })
  return on
    .map(({ staffId, role, agencyId, onAt }) => ({
      staffId,
      name: directory.nameOf(staffId),
      role,
      agency: directory.agencyName(agencyId),
      since: onAt,
      isLead: staffId === lead,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB') || (a.staffId < b.staffId ? -1 : 1))
}

/** Whoever was given the lead last, unless they have gone: also by somebody who isn't on any more. */
async function leadOf(
  read: Reader,
  { centreId, at }: { centreId: string; at: number },
): Promise<string | null> {
  const came = await onSince(read, { centreId, at, since: at - longestOn })
  const rows = await read
    .select({ kind: change.kind, subject: change.subject, data: change.data, at: change.occurredAt })
    .from(change)
    .where(
      and(
        eq(change.centreId, centreId),
        inArray(
          change.subject,
          came.map((one) => one.staffId),
        ),
        inArray(change.kind, [...kinds]),
        gte(change.occurredAt, at - longestOn),
        lte(change.occurredAt, at),
      ),
    )
    .orderBy(asc(change.seq))
  let lead: string | null = null
  for (const { kind, subject, data } of rows.toSorted((a, b) => a.at - b.at)) {
    const { asLead } = JSON.parse(data) as { asLead?: boolean }
    if (kind === 'team.tookLead' || asLead) lead = subject
    else if (kind === 'team.wentOff' && lead === subject) lead = null
  }
  return lead
}
