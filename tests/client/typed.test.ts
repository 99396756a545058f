/* Why: whoever is shown a press that wasn't done needn't remember what they typed: all of it stands there, in words. */
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import { outboxed } from '../../client/api/outboxed.ts'
import { useTyped } from '../../client/head/typed.ts'
import { canSay, loadWords } from '../../client/i18n/i18n.ts'
import { type CommandName, commands } from '../../shared/contract/index.ts'

beforeEach(async () => {
  setActivePinia(createPinia())
  await loadWords('account')
})
/** What says nothing to whoever reads it: ids, and what stands beside it already. */
const ids = ['visitId', 'noteId', 'personId', 'wantsStaff', 'ratherNot', 'readers', 'by', 'disputes']
const ofSheets = ['what', 'page', 'subjects']
const beside = ['occurredAt', 'welcomed', 'wordsShown', 'reasonsShown', 'nameOnWall', 'feelingSkipped']
const unsaid = [...ids, ...ofSheets, ...beside]

it('every answer of a press that may wait has a name', () => {
  const nameless = [...outboxed].flatMap((name) =>
    Object.keys(commands[name as CommandName].input.shape)
      .filter((field) => !unsaid.includes(field))
      .filter((field) => !canSay(`account.waiting.field.${field}`))
      .map((field) => `${name} ${field}`),
  )
  expect(nameless).toEqual([])
})

it('reads as it was chosen, not as keys', () => {
  const item = { seq: 1, key: 'k', name: 'visit.leave', label: 'Sam', at: 0, faults: 0, met: null }
  const input = {
    ...{ visitId: 'v', cameBy: 'walk_in_with', suggestedBy: 'gp', channel: 'phone', until: 0 },
    ...{ gotWhatCameFor: 'partly', toldAgain: 'moreThanOnce', helped: ['someHope', 'havingASay'] },
    ...{ audience: 'team', isTogether: true },
  }
  const said = new Map(useTyped()({ ...item, input }).map(({ label, text }) => [label, text]))
  expect(said.get('How they came')).toBe('Came with family, friend or carer')
  expect(said.get('Who suggested it')).toBe('GP or primary care')
  expect(said.get('Got what they came for')).toBe('Partly')
  expect(said.get('Had to tell it again')).toBe('More than once')
  expect(said.get('What helped')).toBe('Some hope, Having a say')
  expect(said.get('Written together')).toBe('Yes')
  expect(said.get('Out until')).toMatch(/00:00|01:00/)
  expect([...said.values()].join()).not.toMatch(/walk_in|gp,|someHope/)
})
