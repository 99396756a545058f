// @vitest-environment node
/* Why: holds the habits over every file, and proves of each that it would be noticed. */
import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { habits } from './habits.ts'
import { readSources, root } from './sources.ts'

const sources = readSources()

describe.each(habits)('no file has $name', ({ applies, finds, bites }) => {
  test('it would be noticed', () => {
    expect(applies(bites.path)).toBe(true)
    expect(finds(bites)).not.toEqual([])
  })
  test('none does', () => {
    const found = sources
      .filter(({ path }) => applies(path))
      .flatMap((source) => finds(source).map((what) => `${source.path}: ${what}`))
    expect(found).toEqual([])
  })
})

describe('the top of the project', () => {
  const folders = ['shared', 'db', 'server', 'client', 'tests', 'docs']
  const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'README.md', 'CHANGELOG.md', 'LICENSE']
  const made = ['node_modules', 'dist', 'data', 'coverage', 'test-results']
  const stray = (names: string[]) =>
    names.filter((name) => !name.startsWith('.') && ![...folders, ...files, ...made].includes(name))

  test('something new would be noticed', () => {
    expect(stray(['server', '.gitignore', 'src', 'vite.config.ts'])).toEqual(['src', 'vite.config.ts'])
  })
  test('holds the folders and files that the architecture names, and no others', () => {
    expect(stray(readdirSync(root))).toEqual([])
  })
})
