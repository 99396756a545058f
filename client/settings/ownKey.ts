/* Why: a word of the centre's own needs a key that stays when its name changes; nobody should have to think of one. */

/** A key such as `theTideTimes` for "The tide times", one that none of `taken` is. */
export function ownKey(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize('NFKD')
    .replace(/[^\p{ASCII}]/gu, '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  const joined = words
    .map((word, place) => (place === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .replace(/^[^A-Za-z]+/, '')
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase())
    .slice(0, 40)
  const stem = joined || 'own'
  let key = stem
  for (let n = 2; taken.has(key); n++) key = `${stem}${n}`
  return key
}
