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

/** `tests/…` paths in a cell, each with the words of a test behind its colon where they are given. */
const namedIn = (how: string) =>
  [...how.matchAll(/(tests\/[\w/.]+)(?:: ([^;|]+))?/g)].map(([, path = '', words = '']) => ({
    path,
    words: words.trim(),
  }))

test('every item says one of four things, and why', () => {
  expect(rows.length).toBeGreaterThan(150)
  for (const { item, state, how } of rows) {
    expect(['met', 'n/a', 'open', 'deployer'], item).toContain(state)
    expect(how.length, item).toBeGreaterThan(2)
  }
})

test('no item stands there twice', () => {
  const items = rows.map(({ item }) => item)
  expect(new Set(items).size).toBe(items.length)
})

test.each(rows.filter(({ how }) => how.includes('tests/')))('$item names tests that are there', ({ how }) => {
  for (const { path, words } of namedIn(how)) {
    expect(existsSync(join(root, path)), path).toBe(true)
    if (words) expect(readFileSync(join(root, path), 'utf8'), path).toContain(words)
  }
})
