// @vitest-environment node
/* Why: what is kept secret, and how, is a table in docs/assurance/asvs.md: no file uses cryptography without standing
   there, none uses another algorithm than those in it, and what has to be random comes from the system's generator. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readSources, root, type Source } from './sources.ts'

const ours = readSources().filter(({ path }) => /^(server|db|shared|client)\/.*\.(ts|vue|mjs)$/.test(path))
const table = readFileSync(join(root, 'docs/assurance/asvs.md'), 'utf8')

const libraries = 'jsonwebtoken|otplib|openid-client|age-encryption|@node-rs/argon2|@simplewebauthn/server'
const signs: RegExp[] = [
  // Node's own, by the name of the algorithm; one that is worked out while it runs has none.
  /\b(?:create(?:Hash|Hmac|Cipheriv|Decipheriv|Sign|Verify)|hkdf(?:Sync)?|pbkdf2(?:Sync)?)\((?:\s*'([^']+)')?/g,
  /\b(scrypt(?:Sync)?|crypto\.(?:sign|publicEncrypt|createECDH)|generateKeyPair(?:Sync)?)\(/g,
  // A browser's.
  /'((?:AES|RSA|RSASSA|SHA|ECDSA|ECDH|HKDF|PBKDF2|HMAC|Ed25519)(?:-[\w-]+)?)'/g,
  /'((?:HS|RS|ES|PS)(?:256|384|512))'/g,
  new RegExp(String.raw`(?<!import type .*)\bfrom '(${libraries})'`, 'g'),
  /\b(Math\.random)\b/g,
]
function cryptographyIn({ text }: Source): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return signs.flatMap((sign) => [...code.matchAll(sign)].map(([, name]) => name ?? 'no name'))
}

/** Approved ones of the standard's own list; SHA-1 stands in codes of authenticator apps alone, inside otplib. */
const approved = new Set([
  ...['sha256', 'aes-256-gcm', 'HS256', 'AES-GCM', 'SHA-256', 'SHA-512', 'HMAC', 'PBKDF2'],
  ...libraries.split('|'),
])

/** Each file that uses any, and the row of the table that says what for. */
const rows: Record<string, string> = {
  'server/features/session/tokens.ts': 'sessions',
  'server/features/session/password.ts': 'passwords, PINs',
  'server/http/kept.ts': 'links, devices, renewal of sessions',
  'server/features/session/authenticatorCodes.ts': 'codes of authenticator apps',
  'server/features/session/passkeyLibrary.ts': 'passkeys',
  'server/features/session/agencySignIn.ts': 'what an agency’s provider says',
  'server/keys.ts': 'secrets of authenticator apps and of agencies’ providers',
  'server/commands/run.ts': 'what a press said, to know it again',
  'server/commands/act.ts': 'the log',
  'server/feed/log.ts': 'the log',
  'server/checkpoints.ts': 'checkpoints that go outside',
  'server/cli/archive.ts': 'backups',
  'server/http/firstStart.ts': 'the code of a first start',
  'server/features/session/sealingKeys.ts': 'what waits to be sent from a desk',
  'client/offline/sealing.ts': 'what waits to be sent from a desk',
  'client/offline/door.ts': 'what a PIN opens on a shared device without the server',
  'client/offline/pinDatabase.ts': 'what a PIN opens on a shared device without the server',
  'server/prepare.mjs': 'whether a file or a statement is the same one',
  'db/migrations.ts': 'whether a file or a statement is the same one',
  'db/postgres/session.ts': 'whether a file or a statement is the same one',
}

/** A wait before the next try: whoever guesses it has nothing. */
const waits = 'db/postgres.ts'

test('every algorithm is one of those approved, and has a name', () => {
  const others = ours
    .filter(({ path }) => path !== waits)
    .flatMap((source) =>
      cryptographyIn(source)
        .filter((name) => !approved.has(name))
        .map((name) => `${source.path}: ${name}`),
    )
  expect(others).toEqual([])
})

test('every file that uses cryptography is known, and the table says what for', () => {
  const using = ours.filter((source) => source.path !== waits && cryptographyIn(source).length > 0)
  expect(using.map(({ path }) => path).sort()).toEqual(Object.keys(rows).sort())
  expect(Object.values(rows).filter((row) => !table.includes(`\n| ${row} `))).toEqual([])
})

test('what has to be random comes from the system’s generator', () => {
  const guessable = ours.filter((source) => cryptographyIn(source).includes('Math.random'))
  expect(guessable.map(({ path }) => path)).toEqual([waits])
})

test('a PIN is stretched as often as is asked for with SHA-512', () => {
  const door = readFileSync(join(root, 'client/offline/door.ts'), 'utf8')
  expect(door).toContain("hash: 'SHA-512', salt, iterations: rounds")
  const [, rounds = ''] = /const manyRounds = ([\d_]+)/.exec(door) ?? []
  expect(Number(rounds.replaceAll('_', ''))).toBeGreaterThanOrEqual(210_000)
})

describe('a planted one is found', () => {
  test.each([
    ["createHash('md5').update(text)", 'md5'],
    ["createHmac('sha1', key)", 'sha1'],
    ["createCipheriv('aes-256-cbc', key, iv)", 'aes-256-cbc'],
    ['createCipheriv(chosen, key, iv)', 'no name'],
    ["pbkdf2Sync('x', salt, 1, 32, 'md5')", 'x'],
    ["subtle.encrypt({ name: 'AES-CBC', iv }, key, text)", 'AES-CBC'],
    ["jwt.sign(claims, key, { algorithm: 'RS256' })", 'RS256'],
    ['const id = Math.random().toString(36)', 'Math.random'],
  ])('%s', (text, name) => {
    expect(cryptographyIn({ path: 'server/x.ts', text })).toContain(name)
    expect(approved.has(name)).toBe(false)
  })

  test('and words about one are none', () => {
    const text = "/** Never createHash('md5'). */\n// nor Math.random\nconst what = 'an md5 of it'"
    expect(cryptographyIn({ path: 'server/x.ts', text })).toEqual([])
  })
})
