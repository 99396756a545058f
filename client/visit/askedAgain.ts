/* Why: a panel opened some minutes ago sends what was changed in it and nothing else, upon what stands there now:
   a colleague's newer answer isn't put back to what it was. */
import type { Sent } from '../../shared/contract/index.ts'

type Change = Omit<Sent<'visit.change'>, 'visitId'>
type List = readonly string[] | null

/** What somebody may be asked again, as the panel holds it. '' and null: not asked. */
export interface Asked {
  wants: List
  wantsStaff: readonly string[]
  ratherNot: readonly string[]
  wantsNote: string
  reasons: readonly string[]
  reasonsShown: boolean
  feeling: number | null
  feelingSkipped: string
  cameBy: string
  suggestedBy: string
  withWhom: string
}

const has = (list: List, one: string) => list?.includes(one) ?? false
const same = (a: List, b: List) =>
  (a === null) === (b === null) && a?.length === b?.length && (a ?? []).every((one) => has(b, one))

/** What was added and taken away between `before` and `after`, done to `now`. */
function upon(now: List, before: List, after: List): string[] {
  const kept = (now ?? []).filter((one) => !has(before, one) || has(after, one))
  return [...kept, ...(after ?? []).filter((one) => !has(before, one) && !kept.includes(one))]
}

function wishes(before: Asked, after: Asked, now: Asked): Change {
  const change: Change = {}
  for (const field of ['wantsStaff', 'ratherNot'] as const) {
    if (same(before[field], after[field])) continue
    const next = upon(now[field], before[field], after[field])
    if (!same(next, now[field])) change[field] = next
  }
  if (!same(before.wants, after.wants)) {
    const next = upon(now.wants, before.wants, after.wants)
    const asked = next.length === 0 && after.wants === null ? null : next
    if (!same(asked, now.wants)) change.wants = asked
  }
  // A wish for somebody by name is an answer.
  const stands = change.wants === undefined ? now.wants : change.wants
  if (stands === null && (change.wantsStaff?.length ?? 0) > 0) change.wants = []
  return change
}

/** Only what differs: `before` as the panel opened, `after` as it is left, `now` as the visit stands. */
export function changesOf(before: Asked, after: Asked, now: Asked): Change {
  const change = wishes(before, after, now)
  const text = (field: 'wantsNote' | 'withWhom' | 'cameBy' | 'suggestedBy') => {
    const said = after[field].trim()
    if (said !== before[field]) change[field] = said || null
  }
  text('wantsNote')
  text('withWhom')
  text('cameBy')
  text('suggestedBy')
  const added = after.reasons.filter((key) => !has(before.reasons, key))
  const taken = before.reasons.filter((key) => !has(after.reasons, key))
  if (added.length > 0) change.reasonsAdded = added
  if (taken.length > 0) change.reasonsTaken = taken
  if (after.reasonsShown !== before.reasonsShown) change.reasonsShown = after.reasonsShown
  if (after.feeling !== before.feeling || after.feelingSkipped !== before.feelingSkipped) {
    if (after.feeling !== null) change.feeling = after.feeling
    else if (after.feelingSkipped) change.feelingSkipped = after.feelingSkipped
    else Object.assign(change, { feeling: null, feelingSkipped: null })
  }
  return change
}
