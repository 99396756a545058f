// How a centre makes a shipped list its own: other labels, words switched off, words of its own.
// It never changes or takes away a key: what was recorded under it must stay readable for ever.
import type { Word } from './word.ts'

/** What a centre made of one word of a list. `label` null: the shipped one. */
export interface ListChange {
  readonly key: string
  readonly label: string | null
  readonly isHidden: boolean
  /** The centre's own word. Where a later version ships the same key, it is that word with the centre's label. */
  readonly isOwn: boolean
}

/**
 * A list as this centre uses it now: shipped words in their order under the centre's labels, then its own;
 * what it switched off is left out. A change of an unknown key that isn't its own does nothing.
 * The centre's own words have a key and a label and none of the shipped list's other fields.
 */
export function effectiveList<W extends Word>(
  list: readonly W[],
  changes: readonly ListChange[],
): readonly (W | Word)[] {
  const hidden = new Set(changes.filter((change) => change.isHidden).map((change) => change.key))
  return everyWord(list, changes).filter((word) => !hidden.has(word.key))
}

/** Label by key. Words that were switched off keep theirs, because old visits still speak of them. */
export function labels(list: readonly Word[], changes: readonly ListChange[]): ReadonlyMap<string, string> {
  return new Map(everyWord(list, changes).map((word) => [word.key, word.label]))
}

function everyWord<W extends Word>(list: readonly W[], changes: readonly ListChange[]): (W | Word)[] {
  const changed = new Map(changes.map((change) => [change.key, change]))
  const shipped = new Set(list.map((word) => word.key))
  const own = changes.filter((change) => change.isOwn && !shipped.has(change.key))
  return [
    ...list.map((word) => ({ ...word, label: changed.get(word.key)?.label ?? word.label })),
    ...own.map(({ key, label }) => ({ key, label: label ?? key })),
  ]
}
