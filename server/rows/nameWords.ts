/**
 * How names are found by their beginning, whatever the accents, capitals or apostrophes. Search folds what
 * was typed as names were folded when kept, so any change here means that names must be folded again.
 */

/** Latin, Arabic and Hebrew marks, and the stretch of Arabic writing: dropped. Other scripts need theirs. */
const marks = /[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]/g
/** Marks of direction, joiners and soft hyphens that come along when a name is pasted. */
const unseen = /\p{Cf}/gu
/** Letters that don't come apart into a plain one and a mark. */
const plain: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
}
const notPlain = new RegExp(`[${Object.keys(plain).join('')}]`, 'g')
const apostrophes = /['\u2018\u2019\u02bc\u02bb\u0060\u00b4\u05f3]/g
const betweenParts = /[^\p{L}\p{N}\p{M}]+/u

/** Letters beyond this add nothing to finding somebody, and an index entry has its limits. */
const longest = 64

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(unseen, '')
    .replace(marks, '')
    .replace(notPlain, (letter) => plain[letter] ?? letter)
}

const cut = (word: string) => Array.from(word).slice(0, longest).join('')
const partsOf = (token: string) => token.split(betweenParts).filter((part) => part !== '')

/**
 * Every word that some name may be found by: "O'Brien-Smith" by obrien, brien, smith and as one word. A
 * name without any letters is found by itself.
 */
export function nameWords(names: readonly string[]): string[] {
  const words = new Set<string>()
  for (const token of names.flatMap((name) => fold(name).split(/\s+/))) {
    const parts = partsOf(token)
    const closed = partsOf(token.replace(apostrophes, ''))
    for (const word of [...parts, ...closed, parts.join('')]) if (word !== '') words.add(cut(word))
    if (parts.length === 0 && token !== '') words.add(cut(token))
  }
  return [...words]
}

/** What was typed, as beginnings that must all match: an apostrophe joins, any other sign parts. */
export function typedWords(typed: string): string[] {
  return [...new Set(inOrder(typed))]
}

/** A name as one line to compare with: does what was typed, folded the same way, begin it? */
export function foldedName(name: string): string {
  return inOrder(name).join(' ')
}

function inOrder(text: string): string[] {
  return fold(text)
    .split(/\s+/)
    .flatMap((token) => {
      const parts = partsOf(token.replace(apostrophes, ''))
      return parts.length === 0 && token !== '' ? [token] : parts
    })
    .map(cut)
}
