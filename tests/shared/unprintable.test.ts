/** Words as they were typed, and what can't be kept: signs that no screen shows and that engines treat unlike. */
import { describe, expect, test } from 'vitest'
import { Name, Remark, Words } from '../../shared/contract/values.ts'

const kept = (text: string) => [Name, Remark, Words].map((one) => one.safeParse(text).success)
const hex = (code: number) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
const control = [...Array.from({ length: 32 }, (_, code) => code), 127]
const lines = [9, 10, 13]

describe('control characters', () => {
  test.each(control.filter((code) => !lines.includes(code)).map((code) => [hex(code), code] as const))(
    '%s is refused everywhere, a bell (U+0007) and an escape (U+001B) too',
    (_, code) => {
      expect(kept(`Sa${String.fromCharCode(code)}m`)).toEqual([false, false, false])
    },
  )
  test.each(lines.map((code) => [hex(code), code] as const))(
    '%s is refused in a name, which is one line, and kept in what somebody said',
    (_, code) => {
      expect(kept(`Sa${String.fromCharCode(code)}m`)).toEqual([false, true, true])
    },
  )
  test('half a character is refused, a whole one and right-to-left text are kept', () => {
    expect(kept('Sa\ud83dm')).toEqual([false, false, false])
    expect(kept('Sam 🌊 سلام')).toEqual([true, true, true])
  })
})
