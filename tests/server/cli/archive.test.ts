/** A backup's file itself: what anybody can read at its head, with or without the passphrase. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seal } from '../../../server/cli/archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'alongside-test-archive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('its key is made of the passphrase by scrypt at 2^16, with a salt of its own', async () => {
  const [plain, one, two] = ['plain', 'one.age', 'two.age'].map((name) => join(folder, name))
  writeFileSync(plain!, 'what people said')
  const heads: string[] = []
  for (const file of [one!, two!]) {
    await seal(plain!, file, 'a passphrase for tests')
    const [version, how = '', , mac = ''] = readFileSync(file, 'latin1').split('\n')
    expect(version).toBe('age-encryption.org/v1')
    expect(how).toMatch(/^-> scrypt [\w+/]{22} 16$/)
    expect(mac).toMatch(/^--- /)
    heads.push(how)
  }
  expect(heads[0]).not.toBe(heads[1])
})
