// Soft names for want of one: "Guest, blue" until we know what they'd like to be called.
// Never a number or a place in a row; no colour that grades people (red, amber, green, gold, silver), no word
// that could be somebody's own name, a room of the building, or a remark about them.

const words = [
  'blue',
  'teal',
  'turquoise',
  'indigo',
  'lilac',
  'plum',
  'copper',
  'lavender',
  'mint',
  'moss',
  'birch',
  'maple',
  'cedar',
  'oak',
  'larch',
  'meadow',
  'stream',
  'pebble',
  'feather',
  'sunrise',
  'moonlight',
  'bluebell',
  'cornflower',
  'seashell',
] as const

/**
 * A soft name that nobody in `taken` has: one word, or where all are taken two ("blue and teal"), then three.
 * The same seed and the same `taken` always give the same name. Beyond some 2,300 at once names repeat, which
 * is harmless: a soft name is never a key.
 */
export function softName(seed: string, taken: ReadonlySet<string>): string {
  const start = scatter(seed)
  for (const names of [singles, pairs, triples]) {
    const all = names()
    for (let step = 0; step < all.length; step++) {
      const name = all[(start + step) % all.length]
      if (name !== undefined && !taken.has(name)) return name
    }
  }
  return words[start % words.length] ?? words[0]
}

/** Two words for the same seed, always: for a name that mayn't be known. Nobody is given two while one is free. */
export function pairName(seed: string): string {
  const all = pairs()
  return all[scatter(seed) % all.length] ?? words[0]
}

const centreWords = { person: 'Someone', guest: 'Guest', visitor: 'Visitor' } as const

/** What a board shows: "Guest, blue", with the centre's own word for people. `softName` '' gives the word alone. */
export function softLabel(word: keyof typeof centreWords, softName: string): string {
  return softName === '' ? centreWords[word] : `${centreWords[word]}, ${softName}`
}

const singles = (): readonly string[] => words
const pairs = (): readonly string[] =>
  words.flatMap((one, i) => words.slice(i + 1).map((two) => `${one} and ${two}`))
const triples = (): readonly string[] =>
  words.flatMap((one, i) =>
    words
      .slice(i + 1)
      .flatMap((two, j) => words.slice(i + j + 2).map((three) => `${one}, ${two} and ${three}`)),
  )

/** FNV-1a: spreads seeds evenly, so that names don't come in the order of the list. */
function scatter(seed: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
