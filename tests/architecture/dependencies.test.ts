// @vitest-environment node
/* Why: what others wrote comes with terms that this project can keep, from the registry alone, and is listed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './sources.ts'

interface Package {
  license?: string
  dev?: boolean
  resolved?: string
  integrity?: string
  link?: boolean
}
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Package>
}
/** Told in an older field of its own package.json, which the lockfile doesn't take over. */
const toldElsewhere: Record<string, string> = { 'node_modules/xmlhttprequest-ssl': 'MIT' }
const others = Object.entries(packages)
  .filter(([path]) => path !== '')
  .map(([path, one]) => [path, { ...one, license: one.license ?? toldElsewhere[path] }] as const)

/** Terms under which what is served may be given on; a choice of several is as good as the best of them. */
const shipped = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'BlueOak-1.0.0',
]
/** For tools that nobody is served with. */
const tools = [...shipped, 'CC0-1.0', 'CC-BY-4.0', 'CC-BY-3.0', 'OFL-1.1', 'Python-2.0', 'Unlicense', 'WTFPL']

const isUnder = (terms: readonly string[], license = '') =>
  license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => terms.includes(one)))

test('other terms would be noticed', () => {
  expect(isUnder(shipped, 'GPL-3.0-only')).toBe(false)
  expect(isUnder(shipped, '(MIT AND GPL-2.0)')).toBe(false)
  expect(isUnder(shipped, '(MIT OR GPL-2.0)')).toBe(true)
  expect(isUnder(shipped, undefined)).toBe(false)
})

test('every package comes under terms that this project can keep', () => {
  const not = others
    .filter(([, { license, dev }]) => !isUnder(dev ? tools : shipped, license))
    .map(([path, { license }]) => `${path}: ${license ?? 'none'}`)
  expect(not).toEqual([])
})

test('every package is told by the digest of what was looked at', () => {
  const loose = others.filter(([, { integrity, link }]) => !link && !integrity?.startsWith('sha512-'))
  expect(loose.map(([path]) => path)).toEqual([])
})
