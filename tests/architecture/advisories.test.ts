// @vitest-environment node
/* Why: the page of known holes says from which version each is mended: a lockfile that goes back behind that, or a
   dependency that nobody looked up, is found here, without asking anybody outside. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { version: string }>
}
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }

/** What a package carries within itself, and where it tells its version. */
const within: Record<string, { file: string; version: RegExp }> = {
  SQLite: { file: 'deps/sqlite3/sqlite3.h', version: /SQLITE_VERSION +"([\d.]+)"/ },
  DOMPurify: { file: 'swagger-ui-bundle.js', version: /DOMPurify\.version="([\d.]+)"/ },
}

/** Rows read ``| `package` | … `` or, for what it carries, ``| `package`: Part | … ``. */
const rows = read('docs/assurance/dependencies.md')
  .split('\n')
  .flatMap((line) => {
    const [, name = '', rest = ''] = /^\| `([^`]+)`(.*)\|$/.exec(line) ?? []
    const [part = '', lookedAt = '', advisory = '', fixedIn = '', ours = ''] = rest
      .split('|')
      .map((cell) => cell.trim())
    const carried = part.replace(': ', '')
    return name ? [{ what: name + part, name, part: carried, lookedAt, advisory, fixedIn, ours }] : []
  })

/** Every copy that is installed: several packages may bring their own. */
function versionsOf({ name, part }: { name: string; part: string }): string[] {
  if (part) {
    const place = within[part]
    return place ? [place.version.exec(read(`node_modules/${name}/${place.file}`))?.[1] ?? ''] : []
  }
  return Object.entries(packages)
    .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
    .map(([, { version }]) => version)
}

const isVersion = (text: string) => /^\d+(\.\d+)+$/.test(text)

const numbersOf = (version: string) => version.split('.').map(Number)

function isBelow(version: string, other: string): boolean {
  const ours = numbersOf(version)
  const ahead = numbersOf(other).map((number, place) => number - (ours[place] ?? 0))
  return (ahead.find((difference) => difference !== 0) ?? 0) > 0
}

test('an older version would be noticed', () => {
  expect(isBelow('8.20.9', '8.21.0')).toBe(true)
  expect(isBelow('9.9.9', '10.0.0')).toBe(true)
  expect(isBelow('8.21.0', '8.21.0')).toBe(false)
  expect(isBelow('8.100.0', '8.21.3')).toBe(false)
  expect(isBelow('3.54', '3.53.2')).toBe(false)
})

test('every direct dependency was looked up', () => {
  const names = rows.map(({ name }) => name)
  expect(Object.keys(dependencies).filter((name) => !names.includes(name))).toEqual([])
})

test('no package stands there twice', () => {
  const names = rows.map(({ what }) => what)
  expect(new Set(names).size).toBe(names.length)
})

test.each(rows)('$what is not older than where its last known hole was mended', (row) => {
  const versions = versionsOf(row)
  expect(versions.length).toBeGreaterThan(0)
  expect(versions.filter((version) => !isVersion(version))).toEqual([])
  expect(row.advisory).not.toBe('')
  expect(row.ours).not.toBe('')
  if (row.fixedIn !== '–') {
    expect(isVersion(row.fixedIn), row.fixedIn).toBe(true)
    expect(versions.filter((version) => isBelow(version, row.fixedIn))).toEqual([])
  }
  const seen = row.lookedAt.split(', ')
  expect(seen.filter((version) => !isVersion(version))).toEqual([])
  expect(versions.filter((version) => seen.every((one) => isBelow(version, one)))).toEqual([])
})
