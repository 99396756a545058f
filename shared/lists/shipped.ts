// The lists that a centre may rename, hide from and add to, by the name the contract gives them. One place,
// so that the server's check of a key and the client's choices can't be of two minds.
import type { ListName } from '../contract/centre.ts'
import { channels } from './channels.ts'
import { endings } from './endings.ts'
import { feelingSkips } from './feelingSkips.ts'
import { kindsOfSupport } from './kindsOfSupport.ts'
import { reasons } from './reasons.ts'
import { roles } from './roles.ts'
import { wants } from './wants.ts'
import { waysOfComing } from './waysOfComing.ts'
import { whatHelped } from './whatHelped.ts'
import type { Word } from './word.ts'

export const shippedLists = {
  reasons,
  waysOfComing,
  endings,
  wants,
  channels,
  kindsOfSupport,
  feelingSkips,
  whatHelped,
  roles,
} as const satisfies Record<ListName, readonly Word[]>

/** Every key that was ever shipped, by list. */
export const shippedKeys = Object.fromEntries(
  Object.entries(shippedLists).map(([name, list]) => [name, new Set(list.map((word: Word) => word.key))]),
) as Record<string, ReadonlySet<string>> as Record<ListName, ReadonlySet<string>>
