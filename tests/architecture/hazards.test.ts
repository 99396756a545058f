// @vitest-environment node
/* Why: whoever answers for safety goes by the hazard log. What it says stands against a hazard has to be there. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

const pages = ['README', 'clinical-safety-plan', 'hazard-log', 'safety-case'] as const
const textOf = (page: string) => readFileSync(join(root, `docs/assurance/${page}.md`), 'utf8')
const rows = textOf('hazard-log')
  .split('\n')
  .flatMap((line) => {
    const [, id = '', , , against = '', state = ''] = line.split('|').map((cell) => cell.trim())
    return /^H\d+$/.test(id) ? [{ id, against, state }] : []
  })

test('every hazard of the first list is there once', () => {
  const first = Array.from({ length: 18 }, (_, nth) => `H${nth + 1}`)
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(first))
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
})

test.each(rows)('$id says what state it is in, and names tests that are there', ({ against, state }) => {
  expect(['built', 'part', 'not yet']).toContain(state)
  const named = [...against.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path)
  if (state !== 'not yet') expect(named.length).toBeGreaterThan(0)
  for (const path of named) {
    expect(existsSync(join(root, path)), path).toBe(true)
    // A folder of tests is no test.
    expect(statSync(join(root, path)).isFile(), path).toBe(true)
  }
})

test.each(pages)('%s says that nobody has signed for it yet', (page) => {
  expect(textOf(page).replaceAll(/[\s*]+/g, ' ')).toMatch(
    /not assured for live use until your own Clinical Safety Officer signs/i,
  )
})
