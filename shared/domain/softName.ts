/**
 * What somebody is called until they're known: a soft word, never a number, never anything like a queue.
 */
const soft = [
  'blue', 'green', 'amber', 'rose', 'violet', 'silver', 'copper', 'indigo', 'maple', 'willow', 'heather', 'fern',
  'clover', 'hazel', 'rowan', 'lark', 'robin', 'wren', 'river', 'meadow', 'harbour', 'cedar', 'linen', 'slate',
] as const

/** A key that nobody on the board has: the same for the same seed; two words when all single ones are taken. */
export function softName(seed: string, taken: ReadonlySet<string>): string {
  const start = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7) % soft.length
  const turned = [...soft.slice(start), ...soft.slice(0, start)]
  const free = turned.find((word) => !taken.has(word))
  if (free !== undefined) return free
  for (const first of turned) {
    for (const second of turned) {
      const pair = `${first}-${second}`
      if (first !== second && !taken.has(pair)) return pair
    }
  }
  return turned.slice(0, 3).join('-')
}

const centreWords = { person: 'Someone', guest: 'Guest', visitor: 'Visitor' } as const

/** "Guest, blue", with the centre's own word for people. */
export function softLabel(word: keyof typeof centreWords, name: string): string {
  return name === '' ? centreWords[word] : `${centreWords[word]}, ${name.split('-').join(' and ')}`
}
