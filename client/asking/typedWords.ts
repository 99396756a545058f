/* Why: whatever is found by typing is found the same way everywhere: any part of a word, in any order, whatever the
   accents and capitals. */

/** Says of a text whether it has every word that was typed; null where nothing was typed. */
export function hasTypedWords(typed: string): ((text: string) => boolean) | null {
  const words = plain(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return null
  return (text) => {
    const letters = plain(text)
    return words.every((word) => letters.includes(word))
  }
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
