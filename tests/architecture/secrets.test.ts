// @vitest-environment node
/* Why: no secret is in the repository; and each kind of one, planted, would be found. */
import { createHash, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { secretsIn } from './secrets.ts'
import { allPaths, readSources } from './sources.ts'

/** The same in every run. */
const hex = (bytes: number) =>
  createHash('sha256')
    .update('planted')
    .digest('hex')
    .slice(0, 2 * bytes)
const pem = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()

describe('a planted secret is found', () => {
  test.each<[string, string, () => string]>([
    ['a private key', 'tests/key.ts', () => `const key = \`${pem()}\``],
    ['a token of GitHub', '.ci/run', () => `git push https://x:ghp_${'a1B2'.repeat(9)}@github.com/x/y`],
    ['a token of npm', '.npmrc', () => `//registry.npmjs.org/:_authToken=npm_${'a1B2'.repeat(9)}`],
    ['a key of a cloud', 'docs/operating.md', () => `the key is AKIA${'A1B2'.repeat(4)}`],
    [
      'a sign-in',
      'tests/x.test.ts',
      () => `'eyJ${'hbGci'.repeat(4)}.eyJ${'zdWIi'.repeat(4)}.${'x1Y2'.repeat(8)}'`,
    ],
    ['a random secret', 'server/config.ts', () => `const secret = '${hex(24)}'`],
    ['a setting of an environment', 'README.md', () => `ALONGSIDE_SECRET=${hex(24)}`],
    ['a field of JSON', 'docs/x.json', () => `{ "clientSecret": "${hex(20)}" }`],
    ['hex with few of its signs', 'docs/x.json', () => `{ "clientSecret": "${'0a1b2c3d4e'.repeat(4)}" }`],
    [
      'a database’s address',
      'docs/x.md',
      () => ['postgres://alongside', 'Tr0ub4dor-and-3@db.centre.example/centre'].join(':'),
    ],
    ['a file of an environment', '.env', () => 'PORT=3000'],
    ['a key’s own file', 'server/centre.pem', () => ''],
  ])('%s', (_what, path, text) => {
    const found = secretsIn({ path, text: text() })
    expect(found).not.toEqual([])
    expect(found.join()).not.toContain('a1B2')
  })

  test('and what a reader needs is none', () => {
    const fine = [
      "const secret = 'a secret for tests, at least thirty-two bytes long'",
      'ALONGSIDE_SECRET=the new one, e.g. from: openssl rand -base64 48',
      'const token = way.centre.as(worker).token',
      "password: 'alongside-demo'",
    ].join('\n')
    expect(secretsIn({ path: 'README.md', text: fine })).toEqual([])
  })
})

test('no file has a secret', () => {
  expect(readSources().flatMap(secretsIn)).toEqual([])
})

test('no file that holds secrets lies where files are committed from', () => {
  const names = allPaths()
  expect(names.length).toBeGreaterThan(100)
  expect(names.flatMap((path) => secretsIn({ path, text: '' }))).toEqual([])
})
