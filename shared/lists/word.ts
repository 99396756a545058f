// What every list of the centre's words has in common: a stable key and a plain label.
// A key never changes its meaning once it has been used; a label is the centre's to change (overrides.ts).

/** One word of a list. Keys are stored and exported, labels are only shown. */
export interface Word<Key extends string = string> {
  readonly key: Key
  readonly label: string
}

/** The keys of a list in its own order, as the tuple-like array that `z.enum` takes. */
export function keysOf<Key extends string>(list: readonly Word<Key>[]): readonly Key[] {
  return list.map((word) => word.key)
}

/**
 * The word with this key, or undefined where the list has none (a centre's own word, or one from a newer
 * version). Lists are short: a linear search is quicker than keeping maps.
 */
export function wordOf<W extends Word>(list: readonly W[], key: string): W | undefined {
  return list.find((word) => word.key === key)
}
