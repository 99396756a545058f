// The centre's words: all there, with keys that never change meaning.
import { describe, expect, it } from 'vitest'
import { Audience } from '../../shared/contract/note.ts'
import { everyWorker } from '../../shared/contract/roleGroups.ts'
import { Key } from '../../shared/contract/values.ts'
import { channels } from '../../shared/lists/channels.ts'
import { effectiveList, labels } from '../../shared/lists/effectiveList.ts'
import { endings } from '../../shared/lists/endings.ts'
import { feltWelcome, gotWhatCameFor, toldAgain } from '../../shared/lists/leavingAnswers.ts'
import { consultationMechanisms } from '../../shared/lists/mapping/channels.ts'
import { dropInOutcomes } from '../../shared/lists/mapping/endings.ts'
import { primaryReasonCodes } from '../../shared/lists/mapping/reasons.ts'
import { sourceCodes } from '../../shared/lists/mapping/waysOfComing.ts'
import { noteAudiences } from '../../shared/lists/noteAudiences.ts'
import { boardReasonKeys, reasonGroups, reasons } from '../../shared/lists/reasons.ts'
import { roleGroups, roles } from '../../shared/lists/roles.ts'
import { shippedKeys, shippedLists } from '../../shared/lists/shipped.ts'
import { spaceKinds } from '../../shared/lists/spaceKinds.ts'
import { wants } from '../../shared/lists/wants.ts'
import { cameByWords, suggestedByWords, waysOfComing } from '../../shared/lists/waysOfComing.ts'
import { keysOf, wordOf } from '../../shared/lists/word.ts'

const every = {
  ...shippedLists,
  roles,
  roleGroups,
  reasonGroups,
  spaceKinds,
  noteAudiences,
  feltWelcome,
  toldAgain,
}

describe('every list', () => {
  it.each(Object.entries(every))('%s has a key and a label for each word, none of them twice', (_, list) => {
    const keys: string[] = list.map((word) => word.key)
    expect(new Set(keys).size).toBe(list.length)
    expect(new Set(list.map((word) => word.label)).size).toBe(list.length)
    for (const key of keys) expect(Key.safeParse(key).success, key).toBe(true)
  })
})

describe('reasons', () => {
  it('are 45 in seven groups, in order', () => {
    expect(reasons.map((reason) => reason.number)).toEqual(Array.from({ length: 45 }, (_, i) => i + 1))
    const sizes = reasonGroups.map(({ key }) => reasons.filter((reason) => reason.group === key).length)
    expect(sizes).toEqual([16, 3, 10, 9, 3, 2, 2])
  })

  it('keep number 37 off every board', () => {
    expect(reasons.filter((reason) => reason.neverOnBoard).map((reason) => reason.number)).toEqual([37])
    expect(boardReasonKeys).toHaveLength(44)
    expect(boardReasonKeys).not.toContain('someoneIsHurtingMe')
  })

  it('name what Hope Haven saw', () => {
    const seen = reasons.filter((reason) => reason.seenAtHopeHaven).map((reason) => reason.number)
    expect(seen).toEqual([1, 2, 3, 4, 17, 18, 20, 22, 23, 24, 30, 31])
  })
})

describe('ways of coming', () => {
  it('answer one question or the other, and some both', () => {
    expect(cameByWords.map((way) => way.key)).toContain('walk_in')
    expect(cameByWords.map((way) => way.key)).not.toContain('gp')
    expect(suggestedByWords.map((way) => way.key)).toContain('gp')
    expect(suggestedByWords.map((way) => way.key)).not.toContain('walk_in')
    for (const ways of [cameByWords, suggestedByWords]) {
      expect(ways.map((way) => way.key)).toEqual(expect.arrayContaining(['crisis_team', 'not_said']))
      expect(ways.filter((way) => way.isNoAnswer).map((way) => way.key)).toEqual(['not_said'])
    }
    expect(new Set([...cameByWords, ...suggestedByWords]).size).toBe(waysOfComing.length)
  })
})

describe('lists that the contract knows too', () => {
  it('say the same', () => {
    expect([...keysOf(roles)].sort()).toEqual([...everyWorker].sort())
    expect([...keysOf(noteAudiences)].sort()).toEqual([...Audience.options].sort())
    const wished = wants.filter((want) => want.asks === 'role').map((want) => want.key)
    expect([...wished, 'administrator'].sort()).toEqual([...keysOf(roles)].sort())
    for (const role of roles) expect(wordOf(roleGroups, role.group)).toBeDefined()
  })

  it('leave staying and being out for a bit out of the endings', () => {
    expect(endings).toHaveLength(17)
    expect(shippedKeys.endings.has('guest') || shippedKeys.endings.has('out_back')).toBe(false)
  })

  it('tell no answer from an answer', () => {
    for (const question of [gotWhatCameFor, feltWelcome, toldAgain]) {
      expect(question.filter((answer) => answer.isNoAnswer).map((answer) => answer.key)).toEqual([
        'ratherNotSay',
        'notAsked',
      ])
    }
  })
})

describe('the export codes', () => {
  it('have an answer for every key and are codes of their national lists', () => {
    expect(Object.keys(primaryReasonCodes)).toEqual(keysOf(reasons))
    expect(Object.keys(sourceCodes)).toEqual(keysOf(waysOfComing))
    expect(Object.keys(dropInOutcomes)).toEqual(keysOf(endings))
    expect(Object.keys(consultationMechanisms)).toEqual(keysOf(channels))
    for (const code of Object.values(primaryReasonCodes).flat())
      expect(code).toMatch(/^(0[1-9]|[12]\d|3[01])$/)
    for (const { code, orElse = [] } of Object.values(sourceCodes)) {
      for (const one of [code, ...orElse]) expect(one).toMatch(/^([A-IMNPQ]\d)?$/)
    }
    for (const { inPerson, call = '98' } of Object.values(dropInOutcomes)) {
      expect(inPerson).toMatch(/^(0[1-6]|98)$/)
      expect(call).toMatch(/^(0[1-6]|98)$/)
    }
  })
})

describe('a centre’s own words', () => {
  const changes = [
    { key: 'sleep', label: 'Sleeping badly', isHidden: false, isOwn: false },
    { key: 'gambling', label: null, isHidden: true, isOwn: false },
    { key: 'allotment', label: 'The allotment', isHidden: false, isOwn: true },
    { key: 'boat', label: 'The boat', isHidden: true, isOwn: true },
    { key: 'debt', label: 'Owing money', isHidden: false, isOwn: true },
    { key: 'nothingWeKnow', label: 'From elsewhere', isHidden: false, isOwn: false },
  ]

  it('rename, hide and add, and keep the order and the other facts', () => {
    const list = effectiveList(reasons, changes)
    expect(list).toHaveLength(45)
    expect(wordOf(list, 'sleep')).toEqual({ ...wordOf(reasons, 'sleep'), label: 'Sleeping badly' })
    expect(wordOf(list, 'gambling')).toBeUndefined()
    expect(list.at(-1)).toEqual({ key: 'allotment', label: 'The allotment' })
    expect(wordOf(list, 'nothingWeKnow')).toBeUndefined()
  })

  it('meet a word that was shipped later as that word, under the centre’s label', () => {
    const debts = effectiveList(reasons, changes).filter((word) => word.key === 'debt')
    expect(debts).toEqual([{ ...wordOf(reasons, 'debt'), label: 'Owing money' }])
  })

  it('keep a label for what was switched off', () => {
    const known = labels(reasons, changes)
    expect(known.get('gambling')).toBe('Gambling')
    expect(known.get('boat')).toBe('The boat')
    expect(known.get('sleep')).toBe('Sleeping badly')
  })

  it('never change the shipped list', () => {
    expect(wordOf(reasons, 'sleep')?.label).toBe('Sleep')
  })
})
