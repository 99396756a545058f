// @vitest-environment node
/* Why: the security table says which test holds each item: a test that was renamed or taken away is found here. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

const table = readFileSync(join(root, 'docs/assurance/asvs.md'), 'utf8')
const rows = table
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, item = '', what = '', state = '', how = '']) => ({ item, what, state, how }))

/** `tests/…: the title` in a cell: what stands between the path and the next one, or the end. */
const namedIn = (how: string) =>
  how
    .split(/; (?=tests\/)/)
    .flatMap((part) => [...part.matchAll(/(tests\/[\w/.]+)(?:: (.+))?$/g)])
    .map(([, path = '', title = '']) => ({ path, title: title.trim() }))

/** The titles of a file's tests and of what holds them, as they are written there. */
function titlesOf(text: string): string[] {
  const written = /(?:\b(?:test|describe)|\))\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1\s*,/g
  return [...text.matchAll(written)].map(([, , title = '']) => title.replace(/\\(.)/g, '$1'))
}
/** Why what a cell names isn't there; empty: it is. */
function missing({ path, title }: { path: string; title: string }): string {
  if (!existsSync(join(root, path))) return `${path} isn’t there`
  if (title === '') return `${path} is named without a title`
  return titlesOf(readFileSync(join(root, path), 'utf8')).includes(title) ? '' : `no “${title}” in ${path}`
}

test('every item says one of five things, and why', () => {
  expect(rows.length).toBeGreaterThan(150)
  for (const { item, state, how } of rows) {
    expect(['met', 'met by reading', 'n/a', 'open', 'deployer'], item).toContain(state)
    expect(how.length, item).toBeGreaterThan(2)
  }
})

test('no item stands there twice', () => {
  const items = rows.map(({ item }) => item)
  expect(new Set(items).size).toBe(items.length)
})

test.each(rows.filter(({ state }) => state === 'met'))(
  '$item names titles of tests that are there',
  ({ how }) => {
    expect(namedIn(how)).not.toEqual([])
    expect(namedIn(how).map(missing).filter(Boolean)).toEqual([])
  },
)

test.each(rows.filter(({ state }) => state === 'met by reading'))(
  '$item names what is to be read',
  ({ how }) => {
    const [path = ''] = /^[\w/.]+\.(ts|vue|md)\b/.exec(how) ?? []
    expect(path === '' || !existsSync(join(root, path)) ? how : '').toBe('')
  },
)

test('words that stand somewhere in a file are no title of a test', () => {
  const path = 'tests/architecture/asvs.test.ts'
  expect(missing({ path, title: 'no item stands there twice' })).toBe('')
  for (const title of ['', 'no item stands there', 'docs/assurance/asvs.md']) {
    expect(missing({ path, title })).not.toBe('')
  }
  expect(namedIn(`a; ${path}: one; and two; tests/x.ts: three`)).toEqual([
    { path, title: 'one; and two' },
    { path: 'tests/x.ts', title: 'three' },
  ])
})
