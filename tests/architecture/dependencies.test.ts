// @vitest-environment node
/* Why: what others wrote comes with terms that this project can keep, from the registry alone, and is listed. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSources, root } from './sources.ts'

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
  // The letters.
  'OFL-1.1',
]
/** For tools that nobody is served with. */
const tools = [...shipped, 'CC0-1.0', 'CC-BY-4.0', 'CC-BY-3.0', 'Python-2.0', 'Unlicense', 'WTFPL']

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

/** What makes the client, and isn't in it. */
const makesTheClient =
  /^client\/(vite\.config|keptOnDevices|leanBuild|theme\/(nhsTheme|preloadFont|foldThemes))\.ts$/

/** Packages that a browser is served with, of which package.json says that they are tools. */
function servedTools(
  all: readonly { path: string; text: string }[],
  tooling: Record<string, string>,
): string[] {
  return all
    .filter(({ path }) => /^(client|shared)\//.test(path) && !makesTheClient.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/(?:from |import\()'((?:@[\w-]+\/)?[\w-]+)/g)].map(([, name = '']) => ({
        path,
        name,
      })),
    )
    .filter(({ name }) => name in tooling)
    .map(({ path, name }) => `${path}: ${name}`)
}
const { devDependencies, scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  devDependencies: Record<string, string>
  scripts: Record<string, string>
}

test('what a browser is served with is listed as served, not as a tool', () => {
  expect(servedTools(readSources(), devDependencies)).toEqual([])
  const page = { path: 'client/App.vue', text: "import { ref } from 'vue'" }
  expect(servedTools([page], { vue: '' })).toEqual(['client/App.vue: vue'])
})

test('the bill of materials has all of it, and what only builds it is marked', () => {
  const [program = '', ...words] = `${scripts.sbom ?? ''} --package-lock-only`.split(' ')
  const bill = JSON.parse(
    execFileSync(program, words, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }),
  ) as {
    bomFormat: string
    components: { name: string; properties?: { name: string }[] }[]
  }
  expect(bill.bomFormat).toBe('CycloneDX')
  const isTool = (name: string) =>
    bill.components
      .find((one) => one.name === name)
      ?.properties?.some((one) => one.name === 'cdx:npm:package:development')
  for (const served of ['vue', 'vue-router', 'pinia', 'nhsuk-frontend', 'idb', 'express', 'drizzle-orm'])
    expect(isTool(served), served).toBe(false)
  expect(isTool('eslint')).toBe(true)
})
