/* Why: a word of the centre's own gets a key that the contract takes and that nothing else has; what the page says of
   a role is what the contract says. */
import { describe, expect, it } from 'vitest'
import { byNoun, mayDo, rightLines } from '../../client/settings/roleTable.ts'
import { ownKey } from '../../client/settings/ownKey.ts'
import { commands, queries } from '../../shared/contract/index.ts'
import { Key } from '../../shared/contract/values.ts'

describe('a key', () => {
  it.each([
    ['The tide times', 'theTideTimes'],
    ['Café & Küche', 'cafeKuche'],
    ['24 hours', 'hours'],
    ['المقهى', 'own'],
  ])('%s is %s', (label, key) => {
    expect(ownKey(label, new Set())).toBe(key)
    expect(Key.safeParse(key).success).toBe(true)
  })

  it('is never one that is there', () => {
    expect(ownKey('Sleep', new Set(['sleep', 'sleep2']))).toBe('sleep3')
    expect(Key.safeParse(ownKey('a long name '.repeat(20), new Set())).success).toBe(true)
  })
})

describe('what each role may do', () => {
  const lines = rightLines()

  it('is all that somebody can be allowed to, once each', () => {
    const named = [...Object.entries(commands), ...Object.entries(queries)]
      .filter(([, one]) => typeof one.allow !== 'string')
      .map(([name]) => name)
    expect(lines.map((line) => line.name)).toEqual(named)
    expect(byNoun(lines).flatMap((group) => group.lines)).toHaveLength(lines.length)
  })

  it('is what the contract says', () => {
    const line = (name: string) => lines.find((one) => one.name === name)
    const switchOff = line('account.switchOff')
    expect(switchOff && mayDo(switchOff, 'administrator')).toBe(true)
    expect(switchOff && mayDo(switchOff, 'manager')).toBe(false)
    expect(line('log')).toMatchObject({ noun: 'looking', orShiftLead: true })
  })
})
