/* Why: whether somebody left and we were worried, and how that was settled, read out of the story: only the last
   goodbye counts, since an earlier one was undone. */
import type { Entry } from '../../shared/contract/log.ts'

export interface Worry {
  /** UTC ms; null while nobody has said how it was settled. */
  settledAt: number | null
  by: string
  how: string
}

/** Null where nobody is or was worried about how they left. */
export function worryOf(story: readonly Entry[]): Worry | null {
  const inOrder = story.toSorted((a, b) => a.seq - b.seq)
  const left = inOrder.findLast((entry) => entry.kind === 'visit.left')
  if (left?.data.isWorried !== true) return null
  const settled = inOrder.findLast((entry) => entry.kind === 'visit.worrySettled' && entry.seq > left.seq)
  return {
    settledAt: settled?.occurredAt ?? null,
    by: settled?.by?.name ?? '',
    how: Object.values(settled?.said ?? {}).find((one) => typeof one === 'string') ?? '',
  }
}
