// How a centre makes a shipped list its own: other labels, words switched off, words added.
// It never changes or takes away a key: what was recorded under it must stay readable for ever.
import * as z from 'zod/mini'
import type { Word } from './word.ts'

const label = z.string().check(z.trim(), z.minLength(1), z.maxLength(80))

/** Keys that a centre makes itself begin with `own`, so that a later version's key can't collide with them. */
export const ownKey = z.string().check(z.regex(/^own[A-Z0-9][A-Za-z0-9]{0,40}$/))

/** What one centre changed about one list, as it is kept and sent. Everything is optional. */
export const listOverrides = z.strictObject({
  renamed: z.optional(z.record(z.string(), label)),
  hidden: z.optional(z.array(z.string())),
  added: z.optional(z.array(z.strictObject({ key: ownKey, label }))),
})
export type ListOverrides = z.infer<typeof listOverrides>

/**
 * A list as this centre uses it: shipped words in their order with the centre's labels, then its own words;
 * what it switched off is left out. A rename or a switch for an unknown key does nothing.
 *
 * Added words are plain `Word`s: they carry none of the shipped list's other fields.
 */
export function effectiveList<W extends Word>(
  list: readonly W[],
  overrides: ListOverrides = {},
): readonly (W | Word)[] {
  const hidden = new Set(overrides.hidden)
  return everyWord(list, overrides).filter((word) => !hidden.has(word.key))
}

/**
 * Label by key, the centre's where it has one. Words that were switched off keep theirs, because old visits
 * still speak of them.
 */
export function labels(list: readonly Word[], overrides: ListOverrides = {}): ReadonlyMap<string, string> {
  return new Map(everyWord(list, overrides).map((word) => [word.key, word.label]))
}

function everyWord<W extends Word>(list: readonly W[], overrides: ListOverrides): (W | Word)[] {
  const shipped = new Set(list.map((word) => word.key))
  const renamed = overrides.renamed ?? {}
  const added = (overrides.added ?? []).filter((word) => !shipped.has(word.key))
  return [...list, ...added].map((word) => {
    const label = Object.hasOwn(renamed, word.key) ? renamed[word.key] : undefined
    return label === undefined ? word : { ...word, label }
  })
}
