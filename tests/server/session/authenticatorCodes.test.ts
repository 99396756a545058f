/** Secrets and codes that are made for people: long enough, drawn evenly, and each from bytes that nobody can guess. */
import { describe, expect, test } from 'vitest'
import {
  passCodeFrom,
  recoveryCodesFrom,
  secretFrom,
  spokenCodeFrom,
} from '../../../server/features/session/authenticatorCodes.ts'
import { createKeys } from '../../../server/keys.ts'
import { secret } from '../../harness.ts'

const press = (key: string, accountId = 'jo') => createKeys([secret]).ofPress('a code', { accountId, key })

test('each is as long as it says: 160 bits for an app, 59 for codes on paper, eight digits to be said aloud', () => {
  const bytes = press('one')
  expect(bytes).toHaveLength(32)
  expect(secretFrom(bytes)).toMatch(/^[A-Z2-7]{32}$/)
  const codes = recoveryCodesFrom(bytes)
  expect(new Set(codes).size).toBe(10)
  for (const code of [...codes, passCodeFrom(bytes)])
    expect(code).toMatch(/^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){2}$/)
  expect(spokenCodeFrom(bytes)).toMatch(/^\d{8}$/)
})

describe('is another for', () => {
  test.each<[string, Buffer]>([
    ['another press', press('two')],
    ['another account', press('one', 'sam')],
    ['another secret', createKeys([`${secret}!`]).ofPress('a code', { accountId: 'jo', key: 'one' })],
    ['another purpose', createKeys([secret]).ofPress('a pass', { accountId: 'jo', key: 'one' })],
  ])('%s', (_what, bytes) => {
    const own = press('one')
    expect(press('one').equals(own)).toBe(true)
    for (const made of [secretFrom, passCodeFrom, spokenCodeFrom]) expect(made(bytes)).not.toBe(made(own))
    expect(recoveryCodesFrom(bytes).filter((code) => recoveryCodesFrom(own).includes(code))).toEqual([])
  })
})

test('no sign is favoured: not those either that come up once more among 256 bytes', () => {
  const signs = Array.from({ length: 400 }, (_, n) => recoveryCodesFrom(press(`press ${n}`)).join(''))
    .join('')
    .replaceAll('-', '')
  expect(signs).toHaveLength(48_000)
  expect(new Set(signs).size).toBe(31)
  // Eight of 31 are 12,387, give or take 96; bytes taken as they come would give 13,500. The presses are always the same.
  const first = signs.replace(/[^A-H]/g, '').length
  expect(Math.abs(first - 12_387)).toBeLessThan(500)
})
