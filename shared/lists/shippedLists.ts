// The lists that a centre may rename, hide and add to, by the name that the contract knows them by.
// Answers to the leaving questions, roles and kinds of space aren't here: rules depend on them.
import type { ListName } from '../contract/centre.ts'
import { channels } from './channels.ts'
import { endings } from './endings.ts'
import { feelingSkips } from './feelingSkips.ts'
import { kindsOfSupport } from './kindsOfSupport.ts'
import { reasons } from './reasons.ts'
import { wants } from './wants.ts'
import { waysOfComing } from './waysOfComing.ts'
import { whatHelped } from './whatHelped.ts'
import { keysOf, type Word } from './word.ts'

export const shippedLists: Readonly<Record<ListName, readonly Word[]>> = {
  reasons,
  waysOfComing,
  endings,
  wants,
  channels,
  kindsOfSupport,
  feelingSkips,
  whatHelped,
}

const keySet = (list: ListName): ReadonlySet<string> => new Set(keysOf(shippedLists[list]))

/** The keys of each shipped list, to check what was sent. */
export const shippedKeys: Readonly<Record<ListName, ReadonlySet<string>>> = {
  reasons: keySet('reasons'),
  waysOfComing: keySet('waysOfComing'),
  endings: keySet('endings'),
  wants: keySet('wants'),
  channels: keySet('channels'),
  kindsOfSupport: keySet('kindsOfSupport'),
  feelingSkips: keySet('feelingSkips'),
  whatHelped: keySet('whatHelped'),
}
