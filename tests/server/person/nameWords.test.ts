/** Names as they are found: whatever the accents, capitals, apostrophes or the keyboard. */
import { expect, test } from 'vitest'
import { foldedName, nameWords, typedWords } from '../../../server/rows/nameWords.ts'

test.each([
  ['Sam', ['sam']],
  ['Zoë Łukasiewicz', ['zoe', 'lukasiewicz']],
  ["Niamh O'Brien", ['niamh', 'o', 'brien', 'obrien']],
  ['D’Arcy', ['d', 'arcy', 'darcy']],
  ['Anne-Marie', ['anne', 'marie', 'annemarie']],
  ['J.R. Ewing', ['j', 'r', 'jr', 'ewing']],
  ['Straße', ['strasse']],
  ['İpek', ['ipek']],
  ['مُحَمَّد', ['محمد']],
  ['أحمد', ['احمد']],
  ['שָׁלוֹם', ['שלום']],
  ['राम', ['राम']],
  ['田中 さくら', ['田中', 'さくら']],
  ['🌻', ['🌻']],
])('%s is found by %j', (name, words) => {
  expect(nameWords([name]).sort()).toEqual([...words].map((word) => word.normalize('NFKD')).sort())
})

test.each([
  ['  sam   b ', ['sam', 'b']],
  ['O’BR', ['obr']],
  ["o'br", ['obr']],
  ['Anne-M', ['anne', 'm']],
  ['\u200fمحمد', ['محمد']],
  ['sam sam', ['sam']],
])('%j typed asks for %j', (typed, words) => {
  expect(typedWords(typed)).toEqual(words)
})

test.each(['Zoë', 'José María', "O'Brien", 'Anne-Marie', 'أحمد', '🌻', 'İpek'])(
  'every word typed of %s begins one that it is found by',
  (name) => {
    const found = nameWords([name])
    for (const word of typedWords(name)) expect(found.some((one) => one.startsWith(word))).toBe(true)
  },
)

test('the longest name leaves words that an index can hold, whole letters each', () => {
  const words = nameWords(['ﷺ'.repeat(80), '🧑🏽‍🦽'.repeat(20), 'x'.repeat(80)])
  for (const word of words) {
    expect(Buffer.byteLength(word)).toBeLessThanOrEqual(256)
    expect(word.isWellFormed()).toBe(true)
  }
})

test('a name keeps all of its words, in order, for comparing how it begins', () => {
  expect(foldedName('John John O’Neill')).toBe('john john oneill')
})
