/** What being with somebody, or asking them anew, does to when they were seen and what they would like now. */
import type { Writer } from '../../../db/store.ts'
import type { SaidRef } from '../../../shared/contract/changes.ts'
import { wantsSomeone } from '../../../shared/domain/doing.ts'
import { seenAt } from '../../rows/seen.ts'
import { checkWants } from './lists.ts'
import { type Acting, happened, type VisitRow } from './rows.ts'

/** The actor is with them from now: time to being seen, and to welcome if nobody had said hello, count to here. */
export function beganWith(row: VisitRow, act: Acting): VisitRow {
  const at = happened(act, row)
  const by = act.actor.staffId
  const first = Math.min(at, row.firstWithAt ?? at)
  const welcomed = row.welcomedAt === null ? { welcomedAt: at, welcomedBy: by } : {}
  return seenAt({ ...row, firstWithAt: first, ...welcomed }, by, at)
}

export interface NowWants {
  row: VisitRow
  /** For the log: the wishes, if they were asked, and what was said about them. */
  data: { wants?: string[]; said?: SaidRef[] }
}

/**
 * What they said, just now, they would like. Just to be here: then no worker is wished for by name either,
 * or they would be shown as waiting for somebody they no longer ask for.
 */
export async function nowWants(
  tx: Writer,
  act: Acting,
  row: VisitRow,
  input: { wants?: string[] | undefined; wantsNote?: string | undefined },
): Promise<NowWants> {
  const data: NowWants['data'] = {}
  const said: SaidRef[] = []
  let now = row
  if (input.wants !== undefined) {
    // An answer without an answer would hide them among those who want nobody.
    if (input.wants.length === 0) return act.invalid('wants', 'required')
    const wants = await checkWants(tx, act, input.wants)
    data.wants = wants
    now = { ...now, wants }
    if (now.wantsStaff?.length && !wantsSomeone({ wants, wantsStaff: [] })) {
      said.push(act.say(row.id, 'wantsStaff', []))
      now = { ...now, wantsStaff: [] }
    }
  }
  if (input.wantsNote !== undefined && input.wantsNote !== row.wantsNote) {
    said.push(act.say(row.id, 'wantsNote', input.wantsNote))
    now = { ...now, wantsNote: input.wantsNote }
  }
  if (said.length > 0) data.said = said
  return { row: now, data }
}
