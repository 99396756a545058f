/** Who was on, hour by hour: the least and the most at once, by role group. Never one divided by the other. */
import type { Figures } from '../../../shared/contract/review.ts'
import { roleGroups, roles } from '../../../shared/lists/roles.ts'
import type { EdgeRows } from './rows.ts'

const groupOf = new Map<string, string>(roles.map((role) => [role.key, role.group]))

/** `slots` in order, UTC ms; who hasn't said "I'm going" is on until `until`. */
export function onBySlot(
  on: EdgeRows['on'],
  slots: readonly { from: number; to: number }[],
  until: number,
): Figures['on'] {
  return roleGroups
    .map((group) => {
      const own = on.filter((one) => groupOf.get(one.role) === group.key)
      return { group: group.key, slots: slots.map((slot) => atOnce(own, slot, until)) }
    })
    .filter((one) => one.slots.some((slot) => slot.most > 0))
}

function atOnce(
  on: EdgeRows['on'],
  slot: { from: number; to: number },
  until: number,
): { least: number; most: number } {
  const end = Math.min(slot.to, until)
  if (end <= slot.from) return { least: 0, most: 0 }
  const here = on
    .map((one) => ({ from: one.onAt, to: one.offAt ?? until }))
    .filter((one) => one.from < end && one.to > slot.from)
  // The number on changes only where somebody comes or goes.
  const moments = [slot.from, ...here.flatMap((one) => [one.from, one.to])].filter(
    (at) => at >= slot.from && at < end,
  )
  const counts = moments.map((at) => here.filter((one) => one.from <= at && one.to > at).length)
  return { least: Math.min(...counts), most: Math.max(...counts) }
}
