// Which rule a record comes under, and the day from which somebody is to look at it.
import { describe, expect, it } from 'vitest'
import { dueOn, type Held, retentionKindOf, soonestDue, type Years } from '../../shared/domain/retention.ts'
import { retentionKinds } from '../../shared/lists/retentionKinds.ts'

const years = Object.fromEntries(retentionKinds.map((one) => [one.key, one.years])) as unknown as Years
const held = (more: Partial<Held> = {}): Held => ({
  isPerson: true,
  lastContact: '2026-11-03',
  birth: null,
  with: [],
  ...more,
})

describe('which rule holds', () => {
  it.each([
    ['a visit by nobody known', held({ isPerson: false }), 'unknownPerson'],
    ['nobody was with them', held(), 'adult'],
    ['the NHS was with them, among others', held({ with: ['voluntary', 'nhs'] }), 'mentalHealth'],
    ['an agency whose kind nobody wrote down was', held({ with: ['voluntary', null] }), 'mentalHealth'],
    ['only the voluntary sector was', held({ with: ['voluntary', 'peerLed'] }), 'voluntaryOnly'],
    ['the council was too', held({ with: ['voluntary', 'council'] }), 'adult'],
    ['they were 16 when they last came', held({ birth: '2010-06-01', with: ['nhs'] }), 'child'],
    ['they were 17', held({ birth: '2009-06-01', with: ['nhs'] }), 'childSeventeen'],
    ['they were 18 that day', held({ birth: '2008-11-03' }), 'adult'],
    // Of the days it can have been, the latest: what may be a child's is kept as a child's.
    ['they may have been 17', held({ birth: '2008' }), 'childSeventeen'],
    ['they were 18 for certain', held({ birth: '2008-10' }), 'adult'],
  ] as const)('%s', (_what, of, kind) => {
    expect(retentionKindOf(of)).toBe(kind)
  })
})

describe('when it is due', () => {
  it('so many years after the last contact, by the calendar', () => {
    expect(dueOn(held(), 'adult', years)).toBe('2034-11-03')
    expect(dueOn(held({ lastContact: '2024-02-29' }), 'voluntaryOnly', years)).toBe('2044-02-29')
    expect(dueOn(held({ lastContact: '2024-02-29' }), 'adult', { ...years, adult: 7 })).toBe('2031-03-01')
  })
  it('on a birthday where the rule counts from birth', () => {
    expect(dueOn(held({ birth: '2010-06-01' }), 'child', years)).toBe('2035-06-01')
    expect(dueOn(held({ birth: '2009-02' }), 'childSeventeen', years)).toBe('2035-02-28')
  })
  it('never sooner than the shortest of all rules can be', () => {
    expect(soonestDue(years)).toBe(7)
    expect(soonestDue({ ...years, unknownPerson: 2 })).toBe(2)
    expect(soonestDue({ ...years, child: 10 })).toBe(0)
  })
})
